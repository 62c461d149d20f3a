package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.USING_MDLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.mdl.MemoryRoutines.PoolType;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

import java.util.List;

class ProbeAndLockTest {

    private final Kit kit = new Kit();

    @Test
    @Rule("S-PLK-2")
    void shouldRaiseForAUserRangeBeyondTheProbeLimitAndChangeOnlyTheFirstPfn() {
        Mdl mdl = kit.mdl(KernelSettings.DEFAULT_USER_PROBE_LIMIT - 0x1000, 0x1001);
        int flags = mdl.mdlFlags();

        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.lock(mdl));

        assertThat(kit.load(mdl.address() + 0x30)).isEqualTo(-1);
        assertThat(mdl.mdlFlags()).isEqualTo(flags);
    }

    @Test
    @Rule({"S-PLK-3", "S-PLK-4"})
    void shouldLeaveNothingLockedWhenALaterPageFaults() {
        long buffer = kit.buffer(0x3000);
        kit.user().protect(buffer + 0x2000, 0x1000, PageProtection.PAGE_READONLY);
        Mdl mdl = kit.mdl(buffer, 0x3000);

        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.lock(mdl));

        assertThat(mdl.has(MdlFlag.MDL_PAGES_LOCKED)).isFalse();
        assertThat(mdl.process()).isZero();
        assertThat(kit.machine.currentProcess().lockedPages()).isZero();
        assertThat(kit.user().pageOut(buffer)).isTrue();
        kit.kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_READ_ACCESS);
    }

    @Test
    @Rule("S-PLK-3")
    void shouldRaiseTheProbesOwnStatus() {
        long buffer = kit.buffer(0x4000);
        kit.user().protect(buffer, 0x1000, PageProtection.PAGE_NOACCESS);
        kit.user().protect(buffer + 0x1000, 0x1000, PageProtection.PAGE_READWRITE | PageProtection.PAGE_GUARD);
        kit.user().pageOut(buffer + 0x2000);
        kit.user().breakPagingFile(buffer + 0x2000);
        kit.machine.currentProcess().lockQuota(0);

        assertRaised(NtStatus.WORKING_SET_QUOTA, () -> kit.lock(kit.mdl(buffer + 0x3000, 1)));
        kit.machine.currentProcess().lockQuota(9);
        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.lock(kit.mdl(buffer, 1)));
        assertRaised(NtStatus.GUARD_PAGE_VIOLATION, () -> kit.lock(kit.mdl(buffer + 0x1000, 1)));
        kit.lock(kit.mdl(buffer + 0x1000, 1));
        assertRaised(NtStatus.IN_PAGE_ERROR, () -> kit.lock(kit.mdl(buffer + 0x2000, 1)));
        Mdl last = kit.mdl(buffer + 0x3000, 1);
        kit.machine.gate().exhausted(true);
        assertRaised(NtStatus.INSUFFICIENT_RESOURCES, () -> kit.lock(last));
    }

    @Test
    @Rule("S-PLK-4")
    void shouldBreakCopyOnWriteBeforeLockingForWrite() {
        long buffer = kit.buffer(0x1000);
        kit.store(buffer, 0x1111);
        KernelProcess other = kit.machine.createProcess();
        kit.user().shareCopyOnWrite(other.space(), buffer);
        Mdl mdl = kit.mdl(buffer, 0x1000);

        kit.lock(mdl);
        kit.store(kit.map(mdl), 0x2222);

        assertThat(kit.load(buffer)).isEqualTo(0x2222);
        kit.machine.attach(other);
        assertThat(kit.load(buffer)).isEqualTo(0x1111);
    }

    @Test
    @Rule("S-PLK-4")
    void shouldShareACopyOnWritePageWhenLockedForRead() {
        long buffer = kit.buffer(0x1000);
        KernelProcess other = kit.machine.createProcess();
        kit.user().shareCopyOnWrite(other.space(), buffer);
        Mdl mdl = kit.mdl(buffer, 0x1000);

        kit.kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_READ_ACCESS);

        assertThat(mdl.pfn(0)).isEqualTo(other.space().page(buffer).pfn());
        assertThat(mdl.has(MdlFlag.MDL_WRITE_OPERATION)).isFalse();
    }

    @Test
    @Rule({"S-PLK-6", "S-PLK-7"})
    @CatalogueRow("E4")
    @Seed(document = USING_MDLS, sentence = "MDL-12")
    @Seed(document = USING_MDLS, sentence = "MDL-13")
    @Seed(document = USING_MDLS, sentence = "MDL-14")
    void shouldKeepAPageInMemoryUntilTheLastOfItsMdlsUnlocksIt() {
        long buffer = kit.buffer(0x1000);
        kit.store(buffer, 0x77);
        kit.user().pageOut(buffer);
        Mdl first = kit.mdl(buffer, 0x1000);
        Mdl second = kit.mdl(buffer, 0x1000);
        kit.lock(first);
        kit.lock(second);
        assertThat(kit.load(buffer)).isEqualTo(0x77);

        assertThat(kit.user().pageOut(buffer)).isFalse();
        kit.kernel.mmUnlockPages(first);
        assertThat(kit.user().pageOut(buffer)).isFalse();
        kit.kernel.mmUnlockPages(second);

        assertThat(kit.user().pageOut(buffer)).isTrue();
        assertViolation(kit.kernel, "S-INI-1", () -> second.pfn(0));
    }

    @Test
    @Rule("S-PLK-8")
    void shouldKeepThePagesWhenTheAddressesAreFreed() {
        long buffer = kit.buffer(0x1000);
        Mdl mdl = kit.mdl(buffer, 0x1000);
        kit.lock(mdl);
        long va = kit.map(mdl);
        kit.store(va, 0x55);
        long pfn = mdl.pfn(0);

        kit.user().free(buffer);

        assertThat(kit.load(va)).isEqualTo(0x55);
        assertThat(kit.machine.pfns().frame(pfn).owner()).startsWith("process");
        kit.kernel.mmUnlockPages(mdl);
        assertThat(kit.machine.pfns().frame(pfn).owner()).isEqualTo("free");
    }

    @Test
    @Rule("S-PLK-5")
    void shouldLockKernelMemoryWithoutChargingAProcess() {
        long pool = kit.kernel.exAllocatePoolWithTag(PoolType.PAGED_POOL, 0x2000, "page");
        kit.store(pool, 0x99);
        kit.machine.pagedPool().pageOut(pool);
        Mdl mdl = kit.mdl(pool, 0x2000);

        kit.kernel.mmProbeAndLockPages(mdl, KprocessorMode.KERNEL_MODE, LockOperation.IO_WRITE_ACCESS);

        assertThat(mdl.process()).isZero();
        assertThat(kit.machine.currentProcess().lockedPages()).isZero();
        assertThat(kit.machine.pagedPool().pageOut(pool)).isFalse();
        assertThat(kit.load(kit.map(mdl))).isEqualTo(0x99);
    }

    @Test
    @Rule("S-PLK-10")
    void shouldReportAStoreThroughAMappingOfAReadLock() {
        Mdl mdl = kit.mdl(kit.buffer(0x1000), 0x1000);
        kit.kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_READ_ACCESS);
        long va = kit.map(mdl);

        assertThat(kit.load(va)).isZero();
        assertViolation(kit.kernel, "S-PLK-10", () -> kit.store(va, 1));
    }

    @Test
    @Rule("S-PLK-1")
    void shouldNeedApcLevelForPageableMemoryAndDispatchLevelOtherwise() {
        long pool = kit.pool(0x1000);
        long buffer = kit.buffer(0x1000);
        Mdl user = kit.mdl(buffer, 8);
        Mdl kernel = kit.mdl(pool, 8);
        kit.kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);

        kit.kernel.mmProbeAndLockPages(kernel, KprocessorMode.KERNEL_MODE, LockOperation.IO_WRITE_ACCESS);
        assertViolation(kit.kernel, "S-PLK-1", () -> kit.lock(user));
        kit.user().pageOut(buffer);
        assertStop(() -> kit.lock(user), 0x0A, buffer, 2, 1, 0);
    }

    @Test
    @Rule("S-PLK-1")
    void shouldNameIrqlMdlAndModeUnderVerifier() {
        Kit here = new Kit(new KernelSettings().verifier(true));
        Mdl mdl = here.mdl(here.buffer(0x1000), 8);
        here.machine.irql(Irql.DEVICE_LEVEL);

        assertStop(() -> here.lock(mdl), 0xC4, 0x70, 5, mdl.address(), 1);
    }

    @Test
    @Rule("S-PLK-1")
    void shouldStopOnASecondLockWhenLocksAreTracked() {
        Kit here = new Kit(new KernelSettings().trackLockedPages(true));
        Mdl mdl = here.locked(0, 0x2000);

        assertThat(assertStop(() -> here.lock(mdl), 0xD9, 1).parameter(3)).isEqualTo(mdl.address());
    }

    @Test
    void shouldLockInAnotherProcessAndChargeIt() {
        KernelProcess other = kit.machine.createProcess();
        KernelProcess self = kit.machine.currentProcess();
        long buffer = other.space().allocate(0x1000);
        Mdl mdl = kit.mdl(buffer, 0x1000);

        kit.kernel.mmProbeAndLockProcessPages(mdl, other, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);

        assertThat(mdl.process()).isEqualTo(other.address());
        assertThat(other.lockedPages()).isEqualTo(1);
        assertThat(kit.machine.currentProcess()).isSameAs(self);
        assertRaised(
                NtStatus.ACCESS_VIOLATION,
                () -> kit.kernel.mmProbeAndLockProcessPages(
                        kit.mdl(0x77_0000, 1), other, KprocessorMode.USER_MODE, LockOperation.IO_READ_ACCESS));
        assertThat(kit.machine.currentProcess()).isSameAs(self);
    }

    @Test
    @Rule("S-PLK-9")
    void shouldMarkPagesOutsideRamAndStopForThemUnderVerifier() {
        long va = kit.kernel.mmMapIoSpace(0x20_0000_0000L, 0x1000, MemoryCachingType.MM_NON_CACHED);
        Mdl mdl = kit.mdl(va, 0x1000);
        kit.kernel.mmProbeAndLockPages(mdl, KprocessorMode.KERNEL_MODE, LockOperation.IO_WRITE_ACCESS);
        assertThat(mdl.has(MdlFlag.MDL_IO_SPACE)).isTrue();
        kit.kernel.mmUnlockPages(mdl);
        assertThat(mdl.has(MdlFlag.MDL_IO_SPACE)).isFalse();

        Kit verified = new Kit(new KernelSettings().verifier(true));
        long there = verified.kernel.mmMapIoSpace(0x20_0000_0000L, 0x1000, MemoryCachingType.MM_NON_CACHED);
        Mdl other = verified.mdl(there, 0x1000);
        assertStop(
                () -> verified.kernel.mmProbeAndLockPages(
                        other, KprocessorMode.KERNEL_MODE, LockOperation.IO_WRITE_ACCESS),
                0xC4,
                0x6F,
                other.address(),
                0x200_0000L,
                verified.machine.pfns().highestPfn());
    }

    @Test
    @Rule("S-PLK-11")
    void shouldReportSegmentsThatDoNotMatchTheMdl() {
        Mdl mdl = kit.mdl(0x10_0000, 0x2000);
        long buffer = kit.buffer(0x1000);

        assertViolation(
                kit.kernel,
                "S-PLK-11",
                () -> kit.kernel.mmProbeAndLockSelectedPages(
                        mdl, List.of(buffer), KprocessorMode.USER_MODE, LockOperation.IO_READ_ACCESS));
    }

    @Test
    void shouldLockSelectedPagesInTheOrderOfTheSegments() {
        long buffer = kit.buffer(0x3000);
        Mdl mdl = kit.mdl(0x10_0000, 0x2000);

        kit.kernel.mmProbeAndLockSelectedPages(
                mdl, List.of(buffer + 0x2000, buffer), KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);

        assertThat(mdl.pfn(0)).isEqualTo(kit.user().page(buffer + 0x2000).pfn());
        assertThat(mdl.pfn(1)).isEqualTo(kit.user().page(buffer).pfn());
    }
}
