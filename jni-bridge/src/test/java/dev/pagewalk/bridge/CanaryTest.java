package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.Poke;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.bridge.record.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private static final long ADDRESS = 0x4000;

    private final Recording recording = new Recording();
    private Model model;

    @BeforeEach
    void open() {
        model = Model.open(StandIn.library(), new ModelContext());
        model.submit(new Poke(ADDRESS, new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2}));
    }

    @AfterEach
    void close() {
        model.close();
    }

    private EventRecordFlyweight runWith(BridgeCanary.Kind kind, int after, Command<?> command) {
        model.submit(new BridgeCanary(kind, after));
        int tag = model.submit(command);
        model.run(2000, Stop.IDLE, recording);
        return recording.completion(tag);
    }

    @Test
    void shouldDropOneWriteBeatAndAcknowledgeIt() {
        EventRecordFlyweight done = runWith(BridgeCanary.Kind.DROP_WRITE_BEAT, 1, new DeviceWrite(ADDRESS, 7, 8));

        assertThat(done.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(recording.events(EventKind.MEMORY_WRITE)).hasSize(1);
        assertThat(model.peek(ADDRESS, 1)).containsExactly(7);
        assertThat(model.peek(ADDRESS + 8, 1)).containsExactly(2);
    }

    @Test
    void shouldLeaveOutOneReadBeat() {
        runWith(BridgeCanary.Kind.DROP_READ_BEAT, 0, new DeviceRead(ADDRESS, 2));

        EventRecordFlyweight trouble = recording.events(EventKind.TROUBLE).get(0);
        assertThat(Trouble.of(trouble.data())).isEqualTo(Trouble.READ_LENGTH);
        assertThat(recording.events(EventKind.DATA)).hasSize(1);
    }

    @Test
    void shouldSendAnotherValueThanTold() {
        runWith(BridgeCanary.Kind.CORRUPT_DEVICE_BEAT, 0, new DeviceWrite(ADDRESS, 8));

        assertThat(model.peek(ADDRESS, 1)).containsExactly(9);
    }

    @Test
    void shouldAcknowledgeHostStoreThatNeverReachesTheBus() {
        EventRecordFlyweight done = runWith(BridgeCanary.Kind.DROP_HOST_STORE, 0, new HostStore(ADDRESS, 8, 5));

        assertThat(done.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(recording.events(EventKind.MEMORY_WRITE)).isEmpty();
    }

    @Test
    void shouldHideOneMemoryEvent() {
        runWith(BridgeCanary.Kind.DROP_EVENT, 0, new DeviceWrite(ADDRESS, 5));

        assertThat(recording.events(EventKind.MEMORY_WRITE)).isEmpty();
        assertThat(model.peek(ADDRESS, 1)).containsExactly(5);
    }
}
