package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.HostLoad;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.ManagerTiming;
import dev.pagewalk.bridge.command.MemoryFault;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.command.Poke;
import dev.pagewalk.bridge.record.AxiBus;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.bridge.record.Initiator;
import dev.pagewalk.bridge.record.MemoryPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class MemoryTest {
    private static final long ADDRESS = 0x8000_0000L;
    private static final int LIMIT = 20_000;

    private final Recording recording = new Recording();
    private Model model;

    @BeforeEach
    void open() {
        model = Model.open(StandIn.library(), new ModelContext().seed(5));
    }

    @AfterEach
    void close() {
        model.close();
    }

    private EventRecordFlyweight complete(Command<?> command) {
        command.stopping();
        int tag = model.submit(command);
        assertThat(model.run(LIMIT, Stop.COMPLETION, recording) & Stop.COMPLETION)
                .isNotZero();
        return recording.completion(tag);
    }

    @Test
    void shouldAnswerDecerrInAccessFaultRegion() {
        model.submit(new MemoryFault(MemoryFault.Kind.DECERR, ADDRESS, 8));

        assertThat(complete(new DeviceRead(ADDRESS, 1)).response()).isEqualTo(AxiResponse.DECERR);
        assertThat(complete(new DeviceRead(ADDRESS + 8, 1)).response()).isEqualTo(AxiResponse.OKAY);
    }

    @Test
    void shouldWriteNoByteOfBurstThatTouchesFaultRegion() {
        model.submit(new MemoryFault(MemoryFault.Kind.SLVERR, ADDRESS + 16, 1).writesOnly());

        assertThat(complete(new DeviceWrite(ADDRESS, 1, 2, 3)).response()).isEqualTo(AxiResponse.SLVERR);
        assertThat(model.peek(ADDRESS, 24)).containsOnly(0);
        assertThat(recording.events(EventKind.MEMORY_WRITE))
                .noneMatch(event -> event.has(EventRecordDescriptor.FLAG_COMMITTED));
    }

    @Test
    void shouldMarkPoisonOnSideband() {
        model.submit(new Poke(ADDRESS, new byte[] {42}));
        model.submit(new MemoryFault(MemoryFault.Kind.POISON, ADDRESS, 8));

        EventRecordFlyweight done = complete(new DeviceRead(ADDRESS, 2));

        assertThat(done.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(done.has(EventRecordDescriptor.FLAG_POISON)).isTrue();
        List<EventRecordFlyweight> beats = recording.events(EventKind.DATA);
        assertThat(beats.get(0).has(EventRecordDescriptor.FLAG_POISON)).isTrue();
        assertThat(beats.get(1).has(EventRecordDescriptor.FLAG_POISON)).isFalse();
    }

    @Test
    void shouldHealRegionAfterItsCountAndOnCommand() {
        model.submit(new MemoryFault(MemoryFault.Kind.DECERR, ADDRESS, 8).times(1));
        assertThat(complete(new DeviceRead(ADDRESS, 1)).response()).isEqualTo(AxiResponse.DECERR);
        assertThat(complete(new DeviceRead(ADDRESS, 1)).response()).isEqualTo(AxiResponse.OKAY);

        model.submit(new MemoryFault(MemoryFault.Kind.SLVERR, ADDRESS, 8));
        assertThat(complete(new DeviceRead(ADDRESS, 1)).response()).isEqualTo(AxiResponse.SLVERR);
        model.submit(new MemoryFault(MemoryFault.Kind.HEAL, ADDRESS, 4096));
        assertThat(complete(new DeviceRead(ADDRESS, 1)).response()).isEqualTo(AxiResponse.OKAY);
    }

    @Test
    void shouldFailOnlyThePortThatIsNamed() {
        model.submit(new MemoryFault(MemoryFault.Kind.DECERR, ADDRESS, 8).ports(Set.of(MemoryPort.HOST)));

        assertThat(complete(new DeviceRead(ADDRESS, 1)).response()).isEqualTo(AxiResponse.OKAY);
        assertThat(complete(new HostLoad(ADDRESS, 8)).response()).isEqualTo(AxiResponse.DECERR);
    }

    @Test
    void shouldGrantExclusiveWriteOnlyWhileNobodyWroteBetween() {
        assertThat(complete(new HostLoad(ADDRESS, 8).exclusive()).response()).isEqualTo(AxiResponse.EXOKAY);
        assertThat(complete(new HostStore(ADDRESS, 8, 1).exclusive()).response())
                .isEqualTo(AxiResponse.EXOKAY);

        complete(new HostLoad(ADDRESS, 8).exclusive());
        complete(new DeviceWrite(ADDRESS, 5));
        EventRecordFlyweight lost = complete(new HostStore(ADDRESS, 8, 2).exclusive());

        assertThat(lost.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(model.peek(ADDRESS, 1)).containsExactly(5);
    }

    @Test
    void shouldReorderAcrossIdsAndKeepOrderInside() {
        model.submit(new MemoryTiming(MemoryPort.MEM).latency(1, 60).reordering());
        Map<Integer, Integer> idOfTag = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            idOfTag.put(model.submit(new DeviceRead(ADDRESS + 8L * i, 1).id(i % 4)), i % 4);
        }
        model.run(LIMIT, Stop.IDLE, recording);

        List<EventRecordFlyweight> done = recording.events(EventKind.COMPLETION).stream()
                .filter(event -> idOfTag.containsKey(event.tag()))
                .toList();
        assertThat(done).hasSize(64);
        for (int id = 0; id < 4; id++) {
            int wanted = id;
            assertThat(done.stream().filter(event -> event.id() == wanted).map(EventRecordFlyweight::address))
                    .isSorted();
        }
        assertThat(done.stream().map(EventRecordFlyweight::address).toList())
                .isNotEqualTo(done.stream()
                        .map(EventRecordFlyweight::address)
                        .sorted()
                        .toList());
    }

    @Test
    void shouldInterleaveReadBurstsAndDeliverEveryBeat() {
        model.submit(new Poke(ADDRESS, new byte[4096]));
        model.submit(new MemoryTiming(MemoryPort.MEM).latency(1, 20).interleaving());
        for (int i = 0; i < 24; i++) {
            model.submit(new DeviceRead(ADDRESS + 64L * i, 8).id(i % 6));
        }
        model.run(LIMIT, Stop.IDLE, recording);

        assertThat(recording.events(EventKind.DATA)).hasSize(24 * 8);
        assertThat(recording.events(EventKind.TROUBLE)).isEmpty();
        int switches = 0;
        List<EventRecordFlyweight> beats = recording.events(EventKind.DATA);
        for (int i = 1; i < beats.size(); i++) {
            boolean inside = beats.get(i).beat() != 0;
            switches += inside && beats.get(i).id() != beats.get(i - 1).id() ? 1 : 0;
        }
        assertThat(switches).isPositive();
    }

    @Test
    void shouldHoldOneRequestInTheWholeSystemWithSharedCapacityOne() {
        for (MemoryPort port : MemoryPort.values()) {
            model.submit(new MemoryTiming(port).latency(3, 9).capacity(1).shared());
        }
        for (int i = 0; i < 20; i++) {
            model.submit(new DeviceRead(ADDRESS + 64L * i, 2).id(i % 5));
            model.submit(new DeviceWrite(ADDRESS + 64L * i, i, i).id(i % 3));
            model.submit(new HostStore(ADDRESS + 8L * i, 8, i));
        }
        model.submit(new MmioWrite(StandIn.WALK, 8, ADDRESS));
        OpenCounter counter = new OpenCounter(model);

        assertThat(model.run(LIMIT, Stop.IDLE, counter)).isEqualTo(Stop.IDLE);

        assertThat(counter.most).isEqualTo(1);
        assertThat(counter.total).isEqualTo(20 * 3 + 1);
    }

    @Test
    void shouldFinishEverythingUnderRandomStallsOnAllSides() {
        for (MemoryPort port : MemoryPort.values()) {
            model.submit(new MemoryTiming(port)
                    .latency(1, 30)
                    .addressStall(400)
                    .dataStall(400)
                    .responseStall(400)
                    .interleaving());
        }
        for (Initiator initiator : List.of(Initiator.MMIO, Initiator.HOST, Initiator.DEVICE)) {
            model.submit(new ManagerTiming(initiator)
                    .addressStall(300)
                    .dataStall(300)
                    .responseStall(300)
                    .outstanding(8));
        }
        for (int i = 0; i < 100; i++) {
            model.submit(new DeviceWrite(ADDRESS + 64L * i, i, i + 1, i + 2).id(i % 7));
            model.submit(new DeviceRead(ADDRESS + 64L * i, 5).id(i % 7).responseStall(i % 3));
            model.submit(new HostStore(ADDRESS + 0x10000 + 8L * i, 8, i));
            model.submit(new MmioWrite(8 * (i % 32), 8, i));
        }

        assertThat(model.run(LIMIT, Stop.IDLE, recording)).isEqualTo(Stop.IDLE);
        assertThat(recording.events(EventKind.TROUBLE)).isEmpty();
        assertThat(model.peek(ADDRESS + 64 * 99 + 16, 1)).containsExactly(101);
    }

    /** Counts requests that are open on the three memory ports, from pins alone. */
    private static final class OpenCounter implements RecordHandler {
        private final List<AxiBus> buses;
        private int open;
        private int most;
        private int total;

        OpenCounter(Model model) {
            buses = List.of(
                    model.layout().bus("m_axi_mem"),
                    model.layout().bus("m_axi_ptw"),
                    model.layout().bus("m_axi_host"));
        }

        @Override
        public void onCycle(CycleRecordFlyweight record) {
            for (AxiBus bus : buses) {
                open -= record.fires(bus.b()) ? 1 : 0;
                open -= record.fires(bus.r()) && record.isSet(bus.r().field("last")) ? 1 : 0;
            }
            for (AxiBus bus : buses) {
                int opened = (record.fires(bus.aw()) ? 1 : 0) + (record.fires(bus.ar()) ? 1 : 0);
                open += opened;
                total += opened;
            }
            most = Math.max(most, open);
        }

        @Override
        public void onEvent(EventRecordFlyweight event) {
            // only pins count here
        }
    }
}
