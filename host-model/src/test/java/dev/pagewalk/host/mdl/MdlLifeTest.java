package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.mdl.MdlFlag.MDL_ALLOCATED_FIXED_SIZE;
import static dev.pagewalk.host.mdl.MdlFlag.MDL_MAPPED_TO_SYSTEM_VA;
import static dev.pagewalk.host.mdl.MdlFlag.MDL_PAGES_LOCKED;
import static dev.pagewalk.host.mdl.MdlFlag.MDL_WRITE_OPERATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.machine.AddressSpace;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import dev.pagewalk.host.trace.SeedDocument;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class MdlLifeTest {

    private static final int BYTES = 0x3200;

    private final FakeHostBus bus = new FakeHostBus();
    private final WindowsKernel kernel = new WindowsKernel(bus);
    private final AddressSpace user = kernel.machine().currentProcess().space();
    private final long buffer = user.allocate(0x5000) + 0x160;

    @Test
    @Rule({"S-IOA-2", "S-PLK-6", "S-MLP-3", "S-UNL-2", "S-UNL-4"})
    @Seed(document = SeedDocument.USING_MDLS, sentence = "MDL-14")
    void shouldDescribeLockMapFillUnlockAndFreeAUserBuffer() {
        Mdl mdl = kernel.ioAllocateMdl(buffer, BYTES, false, false, null);
        assertThat(mdl.mdlFlags()).isEqualTo(MDL_ALLOCATED_FIXED_SIZE);

        kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        assertThat(mdl.mdlFlags()).isEqualTo(MDL_ALLOCATED_FIXED_SIZE | MDL_PAGES_LOCKED | MDL_WRITE_OPERATION);
        assertThat(kernel.machine().currentProcess().lockedPages()).isEqualTo(4);

        long va = kernel.mmGetSystemAddressForMdlSafe(mdl, PagePriority.NORMAL_PAGE_PRIORITY);
        assertThat(Pages.byteOffset(va)).isEqualTo(0x160);
        assertThat(mdl.mappedSystemVa()).isEqualTo(va);
        kernel.machine().cpu().store(va + 0x2000, 8, 0x1234_5678_9ABC_DEF0L);
        assertThat(kernel.machine().cpu().load(buffer + 0x2000, 8)).isEqualTo(0x1234_5678_9ABC_DEF0L);

        kernel.mmUnlockPages(mdl);
        assertThat(mdl.has(MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA)).isFalse();
        assertThat(kernel.machine().currentProcess().lockedPages()).isZero();
        kernel.ioFreeMdl(mdl);
        assertThat(mdl.isAlive()).isFalse();
    }

    @Test
    @Rule("S-PLK-6")
    void shouldFillThePfnArrayWithScatteredPages() {
        Mdl mdl = kernel.ioAllocateMdl(buffer, BYTES, false, false, null);
        kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_READ_ACCESS);

        long[] pfns = mdl.pfns();

        assertThat(Arrays.stream(pfns).distinct().count()).isEqualTo(4);
        for (int i = 1; i < pfns.length; i++) {
            assertThat(pfns[i]).isNotEqualTo(pfns[i - 1] + 1);
        }
        assertThat(bus.load(Pages.addressOf(pfns[1]), 8)).isZero();
    }
}
