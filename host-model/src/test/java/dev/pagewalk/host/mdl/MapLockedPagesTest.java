package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.mdl.KprocessorMode.KERNEL_MODE;
import static dev.pagewalk.host.mdl.KprocessorMode.USER_MODE;
import static dev.pagewalk.host.trace.SeedDocument.MM_MAP_LOCKED_PAGES;
import static dev.pagewalk.host.trace.SeedDocument.USING_MDLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;

class MapLockedPagesTest {

    private static final MemoryCachingType CACHED = MemoryCachingType.MM_CACHED;

    private final Kit kit = new Kit();

    @Test
    @Rule({"S-MLP-2", "S-MLP-3"})
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-2")
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-3")
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-4")
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-5")
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldMapTheSamePagesForKernelAndUserAndReturnTheBuffersFirstByte() {
        Mdl mdl = kit.locked(0x160, 0x2000);
        kit.store(mdl.virtualAddress() + 0x1000, 0xABCD);

        long kernel = kit.kernel.mmMapLockedPages(mdl, KERNEL_MODE);
        long user = kit.kernel.mmMapLockedPages(mdl, USER_MODE);

        assertThat(Pages.byteOffset(kernel)).isEqualTo(0x160);
        assertThat(Pages.byteOffset(user)).isEqualTo(0x160);
        assertThat(mdl.mappedSystemVa()).isEqualTo(kernel);
        assertThat(kit.load(kernel + 0x1000)).isEqualTo(0xABCD);
        assertThat(kit.load(user + 0x1000)).isEqualTo(0xABCD);
    }

    @Test
    @Rule("S-VER-2")
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-6", reading = "version=nt4")
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldReturnTheStartOfTheFirstPageInTheNt4Profile() {
        Kit nt4 = new Kit(new KernelSettings().version(WindowsVersion.NT4));
        Mdl mdl = nt4.locked(0x160, 0x2000);

        long va = nt4.kernel.mmMapLockedPages(mdl, KERNEL_MODE);

        assertThat(Pages.byteOffset(va)).isZero();
        assertThat(mdl.mappedSystemVa()).isEqualTo(va + 0x160);
    }

    @Test
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-1")
    void shouldBeMarkedObsolete() throws NoSuchMethodException {
        Method method = MdlMappingRoutines.class.getMethod("mmMapLockedPages", Mdl.class, KprocessorMode.class);

        assertThat(method.isAnnotationPresent(Deprecated.class)).isTrue();
    }

    @Test
    @Rule({"S-MLP-4", "S-EXC-2"})
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-8")
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldStopWhenAKernelMappingFails() {
        Kit few = new Kit(new KernelSettings().systemPtes(2).priorityReserves(0, 0));
        Mdl mdl = few.locked(0, 0x3000);

        assertStop(() -> few.kernel.mmMapLockedPages(mdl, KERNEL_MODE), 0x3F, 0, 3, 2, 2);
    }

    @Test
    @Rule("S-MLP-4")
    void shouldStopWithTheTrackersCodeWhenPtesAreTracked() {
        Kit few = new Kit(new KernelSettings().systemPtes(2).trackPtes(true));
        Mdl mdl = few.locked(0, 0x3000);

        assertStop(
                () -> few.kernel.mmMapLockedPagesSpecifyCache(mdl, KERNEL_MODE, CACHED, 0, true, 32), 0xD8, 0, 3, 2, 2);
    }

    @Test
    @Rule({"S-MLP-4", "S-EXC-2"})
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-9")
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldReturnNullInsteadWhenTheCallerAllowsFailure() {
        Kit few = new Kit(new KernelSettings().systemPtes(2));
        Mdl mdl = few.locked(0, 0x3000);
        int flags = mdl.mdlFlags();

        assertThat(few.map(mdl)).isZero();
        assertThat(few.kernel.mmMapLockedPagesSpecifyCache(mdl, KERNEL_MODE, CACHED, 0, false, 32))
                .isZero();
        assertThat(mdl.mdlFlags()).isEqualTo(flags);
        mdl.mdlFlags(flags | MdlFlag.MDL_MAPPING_CAN_FAIL);
        assertThat(few.kernel.mmMapLockedPages(mdl, KERNEL_MODE)).isZero();
        assertThat(few.kernel.mmGetSystemAddressForMdl(mdl)).isZero();
    }

    @Test
    @SuppressWarnings("deprecation") // the obsolete macro is the subject
    void shouldStopInTheOldMacroWhereTheSafeOneReturnsNull() {
        Kit few = new Kit(new KernelSettings().systemPtes(2));
        Mdl mdl = few.locked(0, 0x3000);

        assertStop(() -> few.kernel.mmGetSystemAddressForMdl(mdl), 0x3F, 0, 3, 2, 2);
    }

    @Test
    @Rule("S-MLP-5")
    void shouldLetLowPrioritiesFailWhilePtesAreScarce() {
        Kit few = new Kit(new KernelSettings().systemPtes(40).priorityReserves(60, 41));
        Mdl mdl = few.locked(0, 0x1000);

        assertThat(few.kernel.mmGetSystemAddressForMdlSafe(mdl, PagePriority.LOW_PAGE_PRIORITY))
                .isZero();
        assertThat(few.kernel.mmGetSystemAddressForMdlSafe(mdl, PagePriority.NORMAL_PAGE_PRIORITY))
                .isZero();
        assertThat(few.kernel.mmGetSystemAddressForMdlSafe(mdl, PagePriority.HIGH_PAGE_PRIORITY))
                .isNotZero();
    }

    @Test
    @Rule("S-MLP-6")
    void shouldStopOnAStoreThroughAReadOnlyMapping() {
        Mdl mdl = kit.locked(0, 0x1000);
        long va = kit.kernel.mmGetSystemAddressForMdlSafe(
                mdl, 16 | PagePriority.MDL_MAPPING_NO_WRITE | PagePriority.MDL_MAPPING_NO_EXECUTE);
        assertThat(kit.machine.kernelSpace().at(va).protection()).isEqualTo(PageProtection.PAGE_READONLY);

        assertStop(() -> kit.store(va, 1), 0xBE, va, (mdl.pfn(0) << 12) | 1, 0, 0);
    }

    @Test
    @Rule({"S-MLP-6", "S-MLP-7"})
    void shouldStopUnderVerifierForBugCheckOnFailureAndForExecutableMappings() {
        Kit verified = new Kit(new KernelSettings().verifier(true));
        Mdl mdl = verified.locked(0, 0x1000);
        assertStop(
                () -> verified.kernel.mmMapLockedPagesSpecifyCache(mdl, KERNEL_MODE, CACHED, 0, true, 32),
                0xC4,
                0x82,
                mdl.address(),
                0x8A,
                0);

        Kit without = new Kit(new KernelSettings().verifier(true).codeIntegrity(false));
        assertThat(without.map(without.locked(0, 0x1000))).isNotZero();
        Kit integrity = new Kit(new KernelSettings().verifier(true).codeIntegrity(true));
        Mdl other = integrity.locked(0, 0x1000);
        assertStop(() -> integrity.map(other), 0xC4, 0x2002, 0, 32, 0);
    }

    @Test
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldStopUnderVerifierWhenTheObsoleteRoutineIsUsed() {
        Kit verified = new Kit(new KernelSettings().verifier(true));
        Mdl mdl = verified.locked(0, 0x1000);

        assertStop(() -> verified.kernel.mmMapLockedPages(mdl, KERNEL_MODE), 0xC4, 0x81, mdl.address(), 0x8A, 0);
    }

    @Test
    @Rule("S-MLP-8")
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-12")
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldMapForTheKernelAtDispatchLevelButForUsersOnlyUpToApcLevel() {
        Mdl mdl = kit.locked(0, 0x1000);
        kit.machine.irql(Irql.DISPATCH_LEVEL);

        assertThat(kit.kernel.mmMapLockedPages(mdl, KERNEL_MODE)).isNotZero();
        assertViolation(kit.kernel, "S-MLP-8", () -> kit.kernel.mmMapLockedPages(mdl, USER_MODE));
        kit.machine.irql(Irql.DEVICE_LEVEL);
        assertViolation(kit.kernel, "S-MLP-8", () -> kit.kernel.mmMapLockedPages(mdl, KERNEL_MODE));
    }

    @Test
    @Rule("S-MLP-8")
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldNameIrqlMdlAndModeUnderVerifier() {
        int[] codes = {0x74, 0x75, 0x76, 0x77};
        for (int code : codes) {
            Kit here = new Kit(new KernelSettings().verifier(true));
            Mdl mdl = here.locked(0, 0x1000);
            KprocessorMode mode = (code & 1) == 0 ? KERNEL_MODE : USER_MODE;
            here.machine.irql(Irql.DEVICE_LEVEL);
            assertStop(
                    () -> {
                        if (code < 0x76) {
                            here.kernel.mmMapLockedPages(mdl, mode);
                        } else {
                            here.kernel.mmMapLockedPagesSpecifyCache(mdl, mode, CACHED, 0, false, 32);
                        }
                    },
                    0xC4,
                    code,
                    5,
                    mdl.address(),
                    mode.value());
        }
    }

    @Test
    @Rule("S-MLP-1")
    void shouldStopWhenAPageOfAPartialMdlIsNoLongerLocked() {
        Mdl source = kit.locked(0, 0x1000);
        Mdl partial = kit.mdl(source.virtualAddress(), 0x1000);
        kit.kernel.ioBuildPartialMdl(source, partial, source.virtualAddress(), 0);
        long pfn = source.pfn(0);
        kit.kernel.mmUnlockPages(source);

        assertStop(() -> kit.map(partial), 0x1A, 0x1233, pfn, 0, 0);
    }

    @Test
    @Rule({"S-MLP-14", "S-MLP-16", "S-MLP-17"})
    void shouldLetThePagesOwnCacheTypeWinAndCountIt() {
        Mdl mdl = kit.locked(0, 0x1000);

        long va = kit.kernel.mmMapLockedPagesSpecifyCache(
                mdl, KERNEL_MODE, MemoryCachingType.MM_NON_CACHED, 0, false, 32);

        assertThat(kit.machine.kernelSpace().at(va).cache()).isEqualTo(CACHED);
        assertThat(kit.kernel.mdls().cacheOverrides()).isEqualTo(1);
        kit.kernel.mmUnmapLockedPages(va, mdl);
        assertThat(kit.kernel.mmMapLockedPagesSpecifyCache(
                        mdl, KERNEL_MODE, MemoryCachingType.MM_NON_CACHED, 0, true, 32))
                .isNotZero();
    }

    @Test
    @Rule("S-MLP-16")
    void shouldStopForAnotherCacheTypeWhenThatIsStrict() {
        Kit strict = new Kit(new KernelSettings().strictCacheType(true));
        Mdl mdl = strict.locked(0, 0x1000);

        assertStop(
                () -> strict.kernel.mmMapLockedPagesSpecifyCache(
                        mdl, KERNEL_MODE, MemoryCachingType.MM_NON_CACHED, 0, true, 32),
                0x1A,
                0x1000);
    }

    @Test
    @Rule("S-MAC-1")
    @Seed(document = USING_MDLS, sentence = "MDL-15")
    @Seed(document = USING_MDLS, sentence = "MDL-16")
    void shouldKeepOneSystemMappingThatWorksInEveryProcess() {
        Mdl mdl = kit.locked(0x18, 0x1000);
        kit.store(mdl.virtualAddress(), 0x4711);
        long va = kit.map(mdl);
        long user = mdl.virtualAddress();

        kit.machine.attach(kit.machine.createProcess());

        assertThat(kit.map(mdl)).isEqualTo(va);
        assertThat(kit.load(va)).isEqualTo(0x4711);
        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.load(user));
    }
}
