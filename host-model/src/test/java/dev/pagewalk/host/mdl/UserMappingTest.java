package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.mdl.KprocessorMode.KERNEL_MODE;
import static dev.pagewalk.host.mdl.KprocessorMode.USER_MODE;
import static dev.pagewalk.host.trace.SeedDocument.MM_MAP_LOCKED_PAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

class UserMappingTest {

    private static final MemoryCachingType CACHED = MemoryCachingType.MM_CACHED;

    private final Kit kit = new Kit();

    @Test
    @Rule({"S-MLP-9", "S-MLP-10", "S-MLP-12"})
    void shouldAllowSeveralUserViewsWithoutChangingTheMdl() {
        Mdl mdl = kit.locked(0x20, 0x1000);
        String before = mdl.toString();

        long writable = view(mdl, 0, 32);
        long readOnly = view(mdl, 0, 32 | PagePriority.MDL_MAPPING_NO_WRITE);

        assertThat(mdl).hasToString(before);
        assertThat((writable - 0x20) % 0x1_0000).isZero();
        kit.store(writable, 5);
        assertThat(kit.load(readOnly)).isEqualTo(5);
        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.store(readOnly, 6));
        assertThat(kit.user().protect(readOnly, 8, PageProtection.PAGE_READWRITE))
                .isEqualTo(NtStatus.INVALID_PAGE_PROTECTION);
        assertThat(kit.machine.kernelSpace().at(writable)).isNull();
    }

    @Test
    @Rule("S-MLP-11")
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-10")
    void shouldRaiseForEveryFailureOfAUserMapping() {
        Mdl mdl = kit.locked(0, 0x2000);
        long taken = kit.buffer(0x1000);
        long top = KernelSettings.DEFAULT_USER_PROBE_LIMIT;

        assertRaised(NtStatus.INVALID_ADDRESS, () -> view(mdl, 0x40_0800, 32));
        assertRaised(NtStatus.INVALID_ADDRESS, () -> view(mdl, top - 0x1000, 32));
        assertRaised(NtStatus.CONFLICTING_ADDRESSES, () -> view(mdl, taken, 32));
        kit.machine.gate().exhausted(true);
        assertRaised(NtStatus.INSUFFICIENT_RESOURCES, () -> view(mdl, 0, 32));
        kit.machine.gate().open();
        kit.machine.currentProcess().beginTermination();
        assertRaised(NtStatus.PROCESS_IS_TERMINATING, () -> view(mdl, 0, 32));
    }

    @Test
    @Rule("S-MLP-11")
    void shouldRaiseNoMemoryWhenUserSpaceIsFull() {
        Kit small = new Kit(new KernelSettings().userProbeLimit(0x4_0000));
        Mdl mdl = small.locked(0, 0x1000);
        small.user().allocateAt(0x2_0000, 0x2_0000, PageProtection.PAGE_READWRITE);

        assertRaised(
                NtStatus.NO_MEMORY,
                () -> small.kernel.mmMapLockedPagesSpecifyCache(mdl, USER_MODE, CACHED, 0, true, 32));
    }

    @Test
    @Rule("S-EXC-1")
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-11")
    @SuppressWarnings("deprecation") // the obsolete routine is the subject
    void shouldStopWhenADriverDoesNotWrapTheUserMappingInTryExcept() {
        Mdl mdl = kit.locked(0, 0x1000);
        kit.machine.currentProcess().beginTermination();

        assertStop(
                () -> kit.kernel.callDriver("DispatchDeviceControl", () -> kit.kernel.mmMapLockedPages(mdl, USER_MODE)),
                0x1E,
                NtStatus.PROCESS_IS_TERMINATING.code(),
                0,
                0,
                0);
        Kit other = new Kit();
        Mdl again = other.locked(0, 0x1000);
        other.machine.currentProcess().beginTermination();
        assertStop(
                () -> other.kernel.runSystemThread("worker", () -> other.kernel.mmMapLockedPages(again, USER_MODE)),
                0x7E,
                NtStatus.PROCESS_IS_TERMINATING.code(),
                0,
                0,
                0);
    }

    @Test
    @Rule("S-MLP-13")
    void shouldTreatAViewAsNoSection() {
        Mdl mdl = kit.locked(0, 0x1000);
        long view = view(mdl, 0, 32);

        assertThat(kit.user().allocateAt(view, 0x1000, PageProtection.PAGE_READWRITE))
                .isEqualTo(NtStatus.CONFLICTING_ADDRESSES);
        assertThat(kit.user().free(view)).isEqualTo(NtStatus.UNABLE_TO_DELETE_SECTION);
        assertThat(kit.user().unmapViewOfSection()).isEqualTo(NtStatus.NOT_MAPPED_VIEW);
    }

    @Test
    @Rule({"S-UMP-6", "S-MLP-9"})
    void shouldUnmapAUserViewOnlyInItsOwnProcess() {
        Mdl mdl = kit.locked(0x40, 0x1000);
        long view = view(mdl, 0, 32);
        KernelProcess self = kit.machine.attach(kit.machine.createProcess());

        assertViolation(kit.kernel, "S-UMP-6", () -> kit.kernel.mmUnmapLockedPages(view, mdl));
        kit.machine.attach(self);
        kit.kernel.mmUnmapLockedPages(view, mdl);
        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.load(view));
    }

    @Test
    @Rule({"S-MLP-15", "S-APM-8"})
    void shouldGivePagesWithoutATypeThatOfTheirFirstMapping() {
        Mdl mdl = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x1000);
        assertThat(kit.machine.pfns().frame(mdl.pfn(0)).cacheType()).isNull();

        kit.kernel.mmMapLockedPagesSpecifyCache(mdl, KERNEL_MODE, MemoryCachingType.MM_WRITE_COMBINED, 0, false, 32);

        assertThat(kit.machine.pfns().frame(mdl.pfn(0)).cacheType()).isEqualTo(MemoryCachingType.MM_WRITE_COMBINED);
        long view = view(mdl, 0, 32);
        assertThat(view).isNotZero();
        assertThat(kit.machine.pfns().frame(mdl.pfn(0)).cacheType()).isEqualTo(MemoryCachingType.MM_WRITE_COMBINED);
    }

    private long view(Mdl mdl, long requested, int priority) {
        return kit.kernel.mmMapLockedPagesSpecifyCache(mdl, USER_MODE, CACHED, requested, false, priority);
    }
}
