package dev.pagewalk.testbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.DeviceContext;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceRequest;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.MemoryFault;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Variants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** An AtomicCompare that memory answers with an error, on the whole design with its judges. */
class AtomicCompareFailureTest {
    private static final long DEVICE = 1;
    private static final int CONTEXT_BYTES = 64;
    private static final long ONE_LEVEL = 2;
    /** V, R, W, U; neither A nor D. */
    private static final long FLAGS = 0x17;

    private static final long ACCESSED_AND_DIRTY = 0xc0;
    private static final long CAUSE = 0xfff;
    /** Cycles in which the records of faults are written. */
    private static final int SOON = 500;

    private static ModelLibrary library;

    private final Image image = new Image();
    private final List<AxiResponse> answers = new ArrayList<>();
    private final List<Long> causes = new ArrayList<>();
    private final List<Long> stored = new ArrayList<>();
    private final List<AxiResponse> refused = new ArrayList<>();
    private Bench bench;
    /** The doubleword with the entry. */
    private long word;

    private boolean asked;

    /** Watches answers, fault records and stores to the entry. */
    private final class Watch implements RecordHandler {
        @Override
        public void onCycle(CycleRecordFlyweight record) {
            // everything of interest is an event
        }

        @Override
        public void onEvent(EventRecordFlyweight event) {
            if (event.kind() == EventKind.MEMORY_WRITE && event.memoryPort() == MemoryPort.PTW) {
                written(event);
            } else if (event.kind() == EventKind.COMPLETION && asked) {
                answers.add(event.response());
                asked = false;
            }
        }

        private void written(EventRecordFlyweight event) {
            boolean committed = event.has(EventRecordDescriptor.FLAG_COMMITTED);
            if ((event.address() & -Long.BYTES) == word) {
                if (committed) {
                    stored.add(event.data());
                } else {
                    refused.add(event.response());
                }
            } else if (event.address() < Layout.PAGES && event.address() % QueueRegisters.FAULT_RECORD_BYTES == 0) {
                causes.add(event.data() & CAUSE);
            }
        }
    }

    @BeforeAll
    static void build() {
        library = Variants.withAtomicCompareOfWords();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SV32, SLVERR, 0", "SV32, SLVERR, 1", "SV32, DECERR, 0", "SV32, DECERR, 1",
        "SV39, SLVERR, 0", "SV39, SLVERR, 1", "SV39, DECERR, 0", "SV39, DECERR, 1",
        "SV32X4, SLVERR, 0", "SV32X4, SLVERR, 1", "SV32X4, DECERR, 0", "SV32X4, DECERR, 1",
        "SV39X4, SLVERR, 0", "SV39X4, SLVERR, 1", "SV39X4, DECERR, 0", "SV39X4, DECERR, 1"
    })
    void shouldRefuseTheRequestAsAnAccessFaultAndUpdateTheEntryLater(
            PageTableMode mode, MemoryFault.Kind kind, int page) {
        long iova = Entries.DATA + (long) page * Image.PAGE;
        long expected = tables(mode, iova);
        bench.post(new MemoryFault(kind, word, Long.BYTES)
                .ports(Set.of(MemoryPort.PTW))
                .writesOnly());
        bench.run(SOON);

        ask(new DeviceRead(iova, 1));
        ask(new DeviceWrite(iova, 1));
        bench.run(SOON);
        bench.post(new MemoryFault(MemoryFault.Kind.HEAL, word, Long.BYTES));
        bench.run(SOON);
        ask(new DeviceWrite(iova, 1));
        bench.finish();

        AxiResponse error = AxiResponse.valueOf(kind.name());
        assertThat(refused).containsExactly(error, error);
        assertThat(causes).containsExactly((long) FaultCause.READ_ACCESS_FAULT.code(), (long)
                FaultCause.WRITE_ACCESS_FAULT.code());
        assertThat(answers).containsExactly(AxiResponse.DECERR, AxiResponse.DECERR, AxiResponse.OKAY);
        assertThat(stored).containsExactly(expected);
    }

    private void ask(DeviceRequest<?> request) {
        request.user(AxiUser.DEVICE_ID.of(DEVICE));
        asked = true;
        bench.await(request);
    }

    /** Leaves for two pages; the doubleword of the first one's as it will be. */
    private long tables(PageTableMode mode, long iova) {
        PageTable table = new PageTable(mode, image, false, 0);
        long place = table.entry(iova, 0);
        long neighbour = table.entry(iova ^ Image.PAGE, 0);
        long leaf = ((Entries.DATA >>> 12) << 10) | FLAGS;
        table.set(place, leaf);
        table.set(neighbour, leaf);
        word = place & -Long.BYTES;
        context(mode, table);
        long found = image.read(word, Long.BYTES, false);
        return found | (ACCESSED_AND_DIRTY << ((place - word) * Byte.SIZE));
    }

    private void context(PageTableMode mode, PageTable table) {
        boolean second = mode.stage() == Stage.SECOND;
        long directory = image.allocate(Image.PAGE, null);
        long context = directory + DEVICE * CONTEXT_BYTES;
        long control = DeviceContext.V.bits().of(1)
                | DeviceContext.SADE.bits().of(1)
                | DeviceContext.GADE.bits().of(1)
                | DeviceContext.SXL.bits().of(mode.isRv32() ? 1 : 0);
        image.write(context, Long.BYTES, control, false);
        image.write(context + (second ? 1 : 3) * (long) Long.BYTES, Long.BYTES, table.pointer(), false);
        bench = new Bench(library, new ModelContext());
        bench.observe(new Watch());
        bench.poke(image);
        bench.run(ModelContext.DEFAULT_RESET_CYCLES + 2);
        Shape shape = new Shape(NamedConfiguration.SV32.parameters(), second && mode.isRv32(), false);
        Setup.configure(bench, shape, ((directory >>> 12) << 10) | ONE_LEVEL, new Random(1));
    }
}
