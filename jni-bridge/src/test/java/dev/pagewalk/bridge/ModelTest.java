package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.command.AtsMessage;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.HostBarrier;
import dev.pagewalk.bridge.command.HostLoad;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.ManagerTiming;
import dev.pagewalk.bridge.command.Mark;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.command.Poke;
import dev.pagewalk.bridge.command.Reset;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.CompletionStatus;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.bridge.record.Initiator;
import dev.pagewalk.bridge.record.MemoryPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class ModelTest {
    private static final long ADDRESS = 0x12_3456_7000L;
    private static final int LIMIT = 5000;

    private final Recording recording = new Recording();
    private Model model;

    @BeforeEach
    void open() {
        model = Model.open(StandIn.library(), new ModelContext());
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
    void shouldSeeOwnPostedStoreInLoad() {
        model.submit(new HostStore(ADDRESS, 8, 0x1122334455667788L));

        assertThat(complete(new HostLoad(ADDRESS, 8)).data()).isEqualTo(0x1122334455667788L);
        assertThat(recording.events(EventKind.MEMORY_WRITE)).hasSize(1);
        assertThat(recording.events(EventKind.MEMORY_WRITE).get(0).cycle())
                .isLessThan(recording.events(EventKind.MEMORY_READ).get(0).cycle());
    }

    @Test
    void shouldStoreAndLoadEverySizeAndAlignment() {
        for (int length : new int[] {1, 2, 3, 4, 5, 8, 13, 64}) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (length * 7 + i + 1);
            }
            long address = ADDRESS + length;
            model.submit(new HostStore(address, bytes));
            EventRecordFlyweight done = complete(new HostLoad(address, length));

            assertThat(model.peek(address, length)).isEqualTo(bytes);
            assertThat((byte) done.data()).isEqualTo(bytes[0]);
        }
        assertThat(recording.events(EventKind.DATA)).hasSize(2 + 8);
    }

    @Test
    void shouldShowAlignedStoreAsOneBeatOfItsSize() {
        complete(new HostStore(ADDRESS + 4, 4, 0xCAFE));

        EventRecordFlyweight write = recording.events(EventKind.MEMORY_WRITE).get(0);
        assertThat(write.memoryPort()).isEqualTo(MemoryPort.HOST);
        assertThat(write.attribute(EventRecordDescriptor.SIZE_CODE)).isEqualTo(2);
        assertThat(write.extra()).isEqualTo(0xF0);
        assertThat(write.has(EventRecordDescriptor.FLAG_COMMITTED)).isTrue();
    }

    @Test
    void shouldSelectHalfOfRegisterByStrobe() {
        model.submit(new MmioWrite(0x20, 8, 0x1111111122222222L));
        model.submit(new MmioWrite(0x24, 4, 0x33333333L));

        assertThat(complete(new MmioRead(0x20, 8)).data()).isEqualTo(0x3333333322222222L);
        assertThat(complete(new MmioRead(0x24, 4)).data()).isEqualTo(0x33333333L);
        assertThat(complete(new MmioRead(0x20, 4)).data()).isEqualTo(0x22222222L);
    }

    @Test
    void shouldCompleteBarrierAfterEarlierStoresAndRegisterWrites() {
        int store = model.submit(new HostStore(ADDRESS, 8, 1));
        int register = model.submit(new MmioWrite(0x20, 8, 1));

        EventRecordFlyweight barrier = complete(new HostBarrier());

        assertThat(recording.completion(store).cycle()).isLessThanOrEqualTo(barrier.cycle());
        assertThat(recording.completion(register).cycle()).isLessThanOrEqualTo(barrier.cycle());
    }

    @Test
    void shouldMoveDeviceDataWithStrobes() {
        model.submit(new Poke(ADDRESS, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        complete(new DeviceWrite(ADDRESS, 0xFFEEDDCCBBAA9988L, 0x42)
                .strobe(0, 0x0F)
                .id(3));

        EventRecordFlyweight done = complete(new DeviceRead(ADDRESS, 2).id(5));

        assertThat(done.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(done.data()).isEqualTo(0x08070605BBAA9988L);
        List<EventRecordFlyweight> beats = recording.events(EventKind.DATA);
        assertThat(beats).hasSize(2);
        assertThat(beats.get(1).data()).isEqualTo(0x42);
        assertThat(beats.get(1).has(EventRecordDescriptor.FLAG_LAST)).isTrue();
    }

    @Test
    void shouldKeepManyDeviceRequestsOutstanding() {
        int[] tags = new int[32];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = model.submit(new DeviceRead(ADDRESS + 64L * i, 4).id(i % 8));
        }
        model.run(LIMIT, Stop.IDLE, recording);

        assertThat(model.outstanding()).isZero();
        long first = recording.completion(tags[0]).cycle();
        long last = recording.completion(tags[31]).cycle();
        assertThat(last - first).isEqualTo(31 * 4);
    }

    @Test
    void shouldWithholdWriteDataAsAsked() {
        EventRecordFlyweight fast = complete(new DeviceWrite(ADDRESS, 1, 2, 3));
        EventRecordFlyweight slow =
                complete(new DeviceWrite(ADDRESS, 1, 2, 3).dataDelay(100).beatGap(10));

        long fastCycles = fast.cycle() - fast.extra();
        assertThat(slow.cycle() - slow.extra()).isBetween(fastCycles + 120, fastCycles + 123);
    }

    @Test
    void shouldAcceptWriteDataBeforeItsAddress() {
        EventRecordFlyweight done = complete(new DeviceWrite(ADDRESS, 7, 8).addressDelay(50));

        assertThat(done.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(model.peek(ADDRESS + 8, 1)).containsExactly(8);
        assertThat(done.cycle() - done.extra()).isGreaterThan(50);
    }

    @Test
    void shouldKeepResponseBeatsWaitingAsAsked() {
        EventRecordFlyweight fast = complete(new DeviceRead(ADDRESS, 4));
        EventRecordFlyweight slow = complete(new DeviceRead(ADDRESS, 4).responseStall(20));

        assertThat(slow.cycle() - slow.extra() - (fast.cycle() - fast.extra())).isBetween(80L, 84L);
    }

    @Test
    void shouldStopAtExactCycleOfInterrupt() {
        model.submit(new MmioWrite(StandIn.INTERRUPTS, 8, 0x8001));

        int reason = model.run(LIMIT, Stop.INTERRUPT_RISE, recording);

        EventRecordFlyweight event = recording.events(EventKind.INTERRUPT).get(0);
        assertThat(reason).isEqualTo(Stop.INTERRUPT_RISE);
        assertThat(event.data()).isEqualTo(0x8001);
        assertThat(model.cycle()).isEqualTo(event.cycle() + 1);
    }

    @Test
    void shouldServeWalkerPort() {
        model.submit(new Poke(ADDRESS, new byte[] {9}));
        model.submit(new MmioWrite(StandIn.WALK, 8, 21L << 56 | ADDRESS));
        model.run(LIMIT, Stop.IDLE, recording);
        model.run(20, Stop.NONE, recording);

        EventRecordFlyweight read = recording.events(EventKind.MEMORY_READ).get(0);
        assertThat(read.memoryPort()).isEqualTo(MemoryPort.PTW);
        assertThat(read.id()).isEqualTo(21);
        assertThat(complete(new MmioRead(StandIn.WALK_DATA, 8)).data()).isEqualTo(9);
    }

    @Test
    void shouldAbortOutstandingRequestsOnReset() {
        int early = model.submit(new DeviceWrite(ADDRESS, 1).dataDelay(500));
        model.submit(new Reset(4).earliest(100));
        int late = model.submit(new DeviceRead(ADDRESS, 1).earliest(200).stopping());
        model.run(LIMIT, Stop.COMPLETION, recording);

        assertThat(recording.completion(early).status()).isEqualTo(CompletionStatus.ABORTED);
        assertThat(recording.completion(early).cycle()).isEqualTo(100);
        assertThat(recording.completion(late).status()).isEqualTo(CompletionStatus.DONE);
        assertThat(recording.events(EventKind.RESET)).hasSize(4);
    }

    @Test
    void shouldKeepValidLowInFirstCycleAfterReset() {
        model.submit(new HostStore(ADDRESS, 8, 1));
        model.submit(new MmioWrite(0x20, 8, 1));
        model.submit(new DeviceWrite(ADDRESS, 1));
        model.submit(new DeviceRead(ADDRESS, 1));
        model.advance(ModelContext.DEFAULT_RESET_CYCLES + 2, Stop.NONE);
        List<String> seen = new ArrayList<>();
        model.read(new RecordHandler() {
            @Override
            public void onCycle(CycleRecordFlyweight record) {
                seen.add(record.cycle() + (record.inReset() ? " reset " : " runs ") + (record.validMask() != 0));
            }

            @Override
            public void onEvent(EventRecordFlyweight event) {
                // only pins count here
            }
        });

        assertThat(seen).endsWith("16 runs false", "17 runs true");
    }

    @Test
    void shouldRefusePokeWhileSomethingIsOutstanding() {
        model.submit(new DeviceWrite(ADDRESS, 1).dataDelay(500));
        model.run(50, Stop.NONE, recording);
        model.submit(new Poke(ADDRESS, new byte[] {1}));

        assertThatThrownBy(() -> model.advance(1, Stop.NONE))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("poke refused while something is outstanding");
        assertThat(model.run(LIMIT, Stop.IDLE, recording)).isEqualTo(Stop.IDLE);
    }

    @Test
    void shouldReportPokedBytesAsEvents() {
        byte[] bytes = new byte[21];
        bytes[0] = 5;
        bytes[20] = 6;
        complete(new Poke(ADDRESS + 3, bytes));

        List<EventRecordFlyweight> events = recording.events(EventKind.POKE);
        assertThat(events).hasSize(3);
        assertThat(events.get(0).extra()).isEqualTo(0xF8);
        assertThat(events.get(0).data()).isEqualTo(5L << 24);
        assertThat(events.get(2).extra()).isEqualTo(0xFF);
        assertThat(events.get(2).data()).isEqualTo(6L << 56);
    }

    @Test
    void shouldDriveCanaryInput() {
        model.submit(new RtlCanary(7));
        model.run(30, Stop.NONE, recording);

        assertThat(complete(new MmioRead(StandIn.CANARY, 8)).data()).isEqualTo(7);
    }

    @Test
    void shouldExecuteCommandNotBeforeItsCycle() {
        EventRecordFlyweight done = complete(new MmioRead(0x20, 8).earliest(777));

        assertThat(done.extra()).isEqualTo(777);
    }

    @Test
    void shouldCarryMessagesOfDevicesBothWaysInOrder() {
        model.submit(new ManagerTiming(Initiator.MESSAGES).addressStall(500).responseStall(700));
        for (int i = 1; i <= 20; i++) {
            model.submit(new AtsMessage(i, 100L + i));
        }

        model.run(LIMIT, Stop.IDLE, recording);
        model.run(200, Stop.NONE, recording);

        assertThat(recording.events(EventKind.ATS_MESSAGE))
                .extracting(EventRecordFlyweight::data)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(recording.events(EventKind.ATS_MESSAGE))
                .extracting(EventRecordFlyweight::extra)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(101, 120).boxed().toList());
    }

    @Test
    void shouldStopInTheCycleInWhichTheDesignSendsAMessage() {
        model.submit(new AtsMessage(7, 8).earliest(100));

        assertThat(model.run(LIMIT, Stop.ATS_MESSAGE, recording)).isEqualTo(Stop.ATS_MESSAGE);
        assertThat(recording.events(EventKind.ATS_MESSAGE))
                .extracting(EventRecordFlyweight::cycle)
                .containsExactly(model.cycle() - 1);
    }

    @Test
    void shouldAbortMessagesThatAResetFlushes() {
        int late = model.submit(new AtsMessage(7, 8).earliest(5000));
        model.submit(new Reset(10).flushing().earliest(50));

        model.run(200, Stop.NONE, recording);

        assertThat(recording.completion(late).status()).isEqualTo(CompletionStatus.ABORTED);
        assertThat(recording.events(EventKind.ATS_MESSAGE)).isEmpty();
    }

    @Test
    void shouldStopAtMark() {
        model.submit(new Mark(99).earliest(123));

        assertThat(model.run(LIMIT, Stop.MARK, recording)).isEqualTo(Stop.MARK);
        assertThat(model.cycle()).isEqualTo(124);
        assertThat(recording.events(EventKind.MARK).get(0).data()).isEqualTo(99);
    }

    @Test
    void shouldCompressQuietCyclesWithoutLosingAny() {
        model.run(4000, Stop.NONE, recording);

        assertThat(recording.cycles()).isEqualTo(4000);
        assertThat(recording.records()).isLessThan(20);
    }
}
