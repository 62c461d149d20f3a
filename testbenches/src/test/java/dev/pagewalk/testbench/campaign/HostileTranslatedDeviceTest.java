package dev.pagewalk.testbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceRequest;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.HostBarrier;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Models;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/** Devices that withhold what they owe, behind two stages of translation and with the judges on: others go on. */
class HostileTranslatedDeviceTest {
    private static final int GOOD = 2;
    private static final int BAD = 3;
    private static final int PAGES = 16;
    private static final int FOREVER = 20_000;
    private static final int SOON = 2_500;
    private static final long GUEST_PAGES = 0x4000_0000L;
    private static final long SPACE = 0x12_3400_0000L;

    private Bench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "full"})
    void shouldWalkForOthersAndFenceWhileAWriteWithholdsItsData(String configuration) {
        open(configuration);
        bench.submit(write(BAD, 0).dataDelay(FOREVER));
        bench.run(50);

        assertOthersGoOn(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "full"})
    void shouldWalkForOthersWhileAWriteThatFaultsWithholdsItsData(String configuration) {
        open(configuration);
        bench.submit(write(BAD, PAGES + 3).dataDelay(FOREVER));
        bench.run(50);

        assertOthersGoOn(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "full"})
    void shouldLetWritesPassAReadWhoseAnswerIsNotTaken(String configuration) {
        open(configuration);
        bench.submit(read(BAD, 0).responseStall(FOREVER));
        bench.run(200);

        assertOthersGoOn(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "full"})
    void shouldLetReadsPassAWriteWhoseAnswerIsNotTaken(String configuration) {
        open(configuration);
        bench.submit(write(BAD, 0).responseStall(FOREVER));
        bench.run(200);

        assertOthersGoOn(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "full"})
    void shouldAnswerEverythingWhenOneIdServesIt(String configuration) {
        open(configuration);
        int[] tags = new int[3 * PAGES];
        for (int i = 0; i < tags.length; i++) {
            // mapped, not mapped, across a page
            DeviceRead read =
                    i % 3 == 2 ? new DeviceRead(page(i % PAGES) + Image.PAGE - 8, 2) : read(GOOD, i % (2 * PAGES));
            tags[i] = bench.submit(by(GOOD, read).id(5));
        }

        bench.runUntilIdle();
        bench.finish();

        for (int tag : tags) {
            assertThat(bench.isComplete(tag)).isTrue();
        }
    }

    /** Reads or writes of another device to pages that nobody has walked for, and an invalidation with its fence. */
    private void assertOthersGoOn(boolean reads) {
        int[] tags = new int[PAGES - 1];
        for (int i = 1; i < PAGES; i++) {
            tags[i - 1] = bench.submit(reads ? read(GOOD, i) : write(GOOD, i));
        }
        bench.post(new HostStore(Layout.COMMANDS, Long.BYTES, CommandOpcode.IOTINVAL_VMA.encode()));
        bench.post(new HostStore(Layout.COMMANDS + 16, Long.BYTES, CommandOpcode.IOFENCE_C.encode()));
        bench.await(new HostBarrier());
        bench.await(new MmioWrite(Register.CQT.offset(), Integer.BYTES, 2));
        bench.run(SOON);

        for (int tag : tags) {
            assertThat(bench.isComplete(tag)).isTrue();
        }
        assertThat(bench.await(new MmioRead(Register.CQH.offset(), Integer.BYTES)))
                .isEqualTo(2);
        bench.runUntilIdle();
        bench.finish();
    }

    private void open(String configuration) {
        Shape shape = new Shape(NamedConfiguration.of(configuration).parameters(), false, false);
        Image image = new Image();
        PageTable second = new PageTable(PageTableMode.SV39X4, image, false, 0);
        PageTable first = new PageTable(PageTableMode.SV39, image, false, 0);
        for (int i = 0; i < PAGES; i++) {
            long offset = (long) i * Image.PAGE;
            first.set(first.entry(page(i), 0), ((GUEST_PAGES + offset) >>> 2) | Entries.GOOD);
            second.set(second.entry(GUEST_PAGES + offset, 0), ((Entries.DATA + offset) >>> 2) | Entries.GOOD);
        }
        for (long table = Image.TABLES; table < Image.TABLES + Image.TABLE_BYTES; table += Image.PAGE) {
            second.set(second.entry(table, 0), table >>> 2 | Entries.GOOD);
        }
        Directory directory = new Directory(image, shape, 1);
        for (int device : new int[] {GOOD, BAD}) {
            long guest = second.pointer() | 1L << 44;
            directory.device(device, () -> new long[] {1, guest, 1 << 12, first.pointer(), 0, 0, 0, 0});
        }
        ModelLibrary library = Models.standard(BuildProgress.SILENT).library(configuration, false);
        bench = new Bench(library, new ModelContext());
        bench.poke(image);
        bench.run(ModelContext.DEFAULT_RESET_CYCLES + 2);
        Setup.configure(bench, shape, directory.register(), new Random(1));
    }

    private static long page(int index) {
        return SPACE + (long) index * Image.PAGE;
    }

    private static DeviceRead read(int device, int index) {
        return by(device, new DeviceRead(page(index), 1));
    }

    private static DeviceWrite write(int device, int index) {
        return by(device, new DeviceWrite(page(index), 7));
    }

    private static <T extends DeviceRequest<T>> T by(int device, T request) {
        return request.user(AxiUser.DEVICE_ID.of(device)).id(device);
    }
}
