package dev.pagewalk.testbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Models;
import org.junit.jupiter.api.Test;

import java.util.Random;

/** Guest addresses of a guest in the 32-bit scheme have 34 bits, whatever its second stage could map [IOMMU §5]. */
class NarrowGuestTest {
    private static final int DEVICE = 2;
    private static final long SXL = 1 << 11;
    private static final long INSIDE = 1L << 33;
    private static final long BEYOND = 1L << 35;

    private final Counts counts = new Counts();

    @Test
    void shouldRefuseGuestAddressesBeyond34BitsOfANarrowGuest() {
        assertThat(guestPageFaults(SXL, INSIDE)).isZero();
        assertThat(guestPageFaults(SXL, BEYOND)).isEqualTo(1);
        assertThat(guestPageFaults(0, BEYOND)).isEqualTo(1);
    }

    /** Both pages are mapped in the second stage. */
    private long guestPageFaults(long scheme, long address) {
        Shape shape = new Shape(NamedConfiguration.SV32.parameters(), false, false);
        Image image = new Image();
        PageTable table = new PageTable(PageTableMode.SV39X4, image, false, 0);
        table.set(table.entry(INSIDE, 0), Entries.DATA >>> 2 | Entries.GOOD);
        table.set(table.entry(BEYOND, 0), Entries.DATA >>> 2 | Entries.GOOD);
        Directory directory = new Directory(image, shape, 1);
        directory.device(DEVICE, () -> new long[] {1 | scheme, table.pointer(), 0, 0, 0, 0, 0, 0});
        ModelContext context = new ModelContext();
        ModelLibrary library = Models.standard(BuildProgress.SILENT).library("sv32", false);
        try (Bench bench = new Bench(library, context)) {
            bench.observe(new Census(CycleLayout.of(library.ports()), image, shape, counts));
            bench.poke(image);
            bench.run(ModelContext.DEFAULT_RESET_CYCLES + 2);
            Setup.configure(bench, shape, directory.register(), new Random(1));
            bench.post(new DeviceRead(address, 1).user(AxiUser.DEVICE_ID.of(DEVICE)));
            bench.runUntilIdle();
            bench.finish();
        }
        return counts.of("fault record", "21");
    }
}
