package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.Mark;
import dev.pagewalk.bridge.command.Poke;
import dev.pagewalk.bridge.record.EventKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

class RingTest {
    private static final int MARKS = 100;

    private final Recording recording = new Recording();

    @Test
    @Tag("F2")
    void shouldStopInsteadOfDroppingWhenCycleRingIsFull() {
        try (Model model = Model.open(StandIn.library(), new ModelContext().cycleRecords(4))) {
            for (int i = 0; i < MARKS; i++) {
                model.submit(new Mark(i).earliest(20 + i));
            }
            int reason = model.advance(1000, Stop.NONE);

            assertThat(reason).isEqualTo(Stop.RECORDS_FULL);
            assertThat(model.advance(1000, Stop.NONE)).isEqualTo(Stop.RECORDS_FULL);
            assertThat(model.advanced()).isZero();
            long stuckAt = model.cycle();
            assertThat(stuckAt).isLessThan(20 + MARKS);
            model.read(recording);
            model.run(1000 - stuckAt, Stop.NONE, recording);

            assertThat(recording.cycles()).isEqualTo(1000);
            assertThat(recording.events(EventKind.MARK)).hasSize(MARKS);
        }
    }

    @Test
    @Tag("F2")
    void shouldHoldBackEventsWhenEventRingIsFull() {
        try (Model model = Model.open(StandIn.library(), new ModelContext().eventRecords(4))) {
            model.submit(new Poke(0, new byte[4096]));
            int reason = model.advance(1000, Stop.NONE);

            assertThat(reason).isEqualTo(Stop.RECORDS_FULL);
            assertThat(model.advanced()).isEqualTo(1);
            model.run(999, Stop.NONE, recording);

            assertThat(recording.events(EventKind.POKE)).hasSize(512);
            assertThat(recording.cycles()).isEqualTo(1000);
        }
    }

    @Test
    void shouldTakeMoreCommandsThanTheRingHolds() {
        try (Model model = Model.open(StandIn.library(), new ModelContext().commandSlots(4))) {
            for (int i = 0; i < MARKS; i++) {
                model.submit(new Mark(i));
            }
            model.run(100, Stop.NONE, recording);

            assertThat(recording.events(EventKind.MARK)).hasSize(MARKS);
            assertThatThrownBy(() -> model.submit(new Poke(0, new byte[1000])))
                    .hasMessageContaining("command larger than the ring: slots=17, ring=4");
        }
    }

    @Test
    void shouldLetAnotherThreadReadWhileTheModelRuns() throws InterruptedException {
        try (Model model = Model.open(StandIn.library(), new ModelContext().cycleRecords(64))) {
            for (int i = 0; i < 500; i++) {
                model.submit(new DeviceRead(64L * i, 4).id(i % 16));
            }
            AtomicBoolean done = new AtomicBoolean();
            Thread reader = new Thread(() -> {
                while (!done.get()) {
                    model.reader().read(recording);
                    LockSupport.parkNanos(1000);
                }
            });
            reader.start();
            long left = 5000;
            while (left > 0) {
                model.advance(left, Stop.NONE);
                left -= model.advanced();
                LockSupport.parkNanos(1000);
            }
            done.set(true);
            reader.join();
            model.read(recording);

            assertThat(recording.cycles()).isEqualTo(5000);
            assertThat(recording.events(EventKind.COMPLETION)).hasSize(500);
        }
    }
}
