package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;

class UnlockTest {

    private final Kit kit = new Kit();

    @Test
    @Rule({"S-UNL-2", "S-UNL-3", "S-UNL-4"})
    void shouldUnmapUnlockAndKeepTheWriteFlag() {
        Mdl mdl = kit.locked(0x10, 0x2000);
        int free = kit.machine.systemPtes().free();
        kit.map(mdl);
        assertThat(kit.machine.systemPtes().free()).isEqualTo(free - 3);

        kit.kernel.mmUnlockPages(mdl);

        assertThat(kit.machine.systemPtes().free()).isEqualTo(free);
        assertThat(mdl.mdlFlags()).isEqualTo(MdlFlag.MDL_ALLOCATED_FIXED_SIZE | MdlFlag.MDL_WRITE_OPERATION);
        assertThat(mdl.process()).isEqualTo(kit.machine.currentProcess().address());
        kit.lock(mdl);
    }

    @Test
    @Rule("S-UNL-5")
    void shouldRefuseWhileAUserViewLives() {
        Mdl mdl = kit.locked(0, 0x1000);
        long view = kit.kernel.mmMapLockedPagesSpecifyCache(
                mdl, KprocessorMode.USER_MODE, MemoryCachingType.MM_CACHED, 0, false, 16);

        assertViolation(kit.kernel, "S-UNL-5", () -> kit.kernel.mmUnlockPages(mdl));
        kit.kernel.mmUnmapLockedPages(view, mdl);
        kit.kernel.mmUnlockPages(mdl);
    }

    @Test
    @Rule("S-UNL-6")
    @CatalogueRow("E3")
    void shouldStopWhenAForgedFlagUnlocksMorePagesThanTheProcessHasLocked() {
        Mdl mdl = kit.locked(0, 0x2000);
        kit.kernel.mmUnlockPages(mdl);
        mdl.mdlFlags(mdl.mdlFlags() | MdlFlag.MDL_PAGES_LOCKED);

        assertStop(() -> kit.kernel.mmUnlockPages(mdl), 0x76, 1, mdl.address(), 0, 0);
    }

    @Test
    @Rule("S-UNL-6")
    void shouldStopWhenAPageIsUnlockedMoreOftenThanLocked() {
        long pool = kit.pool(0x1000);
        Mdl built = kit.mdl(pool, 0x1000);
        kit.kernel.mmBuildMdlForNonPagedPool(built);
        built.mdlFlags(MdlFlag.MDL_PAGES_LOCKED);

        assertStop(() -> kit.kernel.mmUnlockPages(built), 0x4E, 0x07, built.pfn(0), 1, 0);
    }

    @Test
    @Rule("S-UNL-6")
    void shouldStopWhenPoolIsFreedWhileLocked() {
        long pool = kit.pool(0x1000);
        Mdl mdl = kit.mdl(pool, 0x1000);
        kit.kernel.mmProbeAndLockPages(mdl, KprocessorMode.KERNEL_MODE, LockOperation.IO_WRITE_ACCESS);

        assertStop(() -> kit.kernel.exFreePool(pool), 0x4E, 0x9A, mdl.pfn(0), 0, 1);
    }

    @Test
    @Rule("S-UNL-6")
    void shouldReportTheIrqlOrStopUnderVerifier() {
        Mdl mdl = kit.locked(0, 0x1000);
        kit.machine.irql(Irql.DEVICE_LEVEL);
        assertViolation(kit.kernel, "S-UNL-6", () -> kit.kernel.mmUnlockPages(mdl));

        Kit verified = new Kit(new KernelSettings().verifier(true));
        Mdl other = verified.locked(0, 0x1000);
        verified.machine.irql(Irql.DEVICE_LEVEL);
        assertStop(() -> verified.kernel.mmUnlockPages(other), 0xC4, 0x78, 5, other.address(), 0);
    }

    @Test
    @Rule("S-UNL-7")
    @CatalogueRow("E7")
    void shouldStopAtProcessExitWithLockedPages() {
        kit.locked(0, 0x2000);
        long process = kit.machine.currentProcess().address();

        assertStop(() -> kit.machine.currentProcess().exit(), 0x76, 0, process, 2, 0);
    }

    @Test
    @Rule("S-UNL-7")
    void shouldNameTheMdlAtProcessExitWhenLocksAreTracked() {
        Kit here = new Kit(new KernelSettings().trackLockedPages(true));
        Mdl mdl = here.locked(0, 0x2000);

        assertThat(assertStop(
                                () -> here.machine.currentProcess().exit(),
                                0xCB,
                                here.machine.currentProcess().address())
                        .parameter(3))
                .isEqualTo(mdl.address());
    }

    @Test
    @Rule("S-IOF-3")
    @CatalogueRow("E1")
    void shouldRefuseToFreeALockedMdl() {
        Mdl mdl = kit.locked(0, 0x1000);

        assertViolation(kit.kernel, "S-IOF-3", () -> kit.kernel.ioFreeMdl(mdl));
    }
}
