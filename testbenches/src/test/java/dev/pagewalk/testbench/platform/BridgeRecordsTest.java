package dev.pagewalk.testbench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordDescriptor;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordEncoder;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Judges see what happened in the order in which it happened. */
class BridgeRecordsTest {
    private static final CycleLayout LAYOUT = CheckerThreadTest.LAYOUT;

    private final List<String> seen = new ArrayList<>();
    private final BridgeRecords records = new BridgeRecords(new BridgeSignals(LAYOUT), new Judge(), new Completions());

    private final class Judge implements RecordConsumer {
        @Override
        public void onCycle(CycleView pins) {
            seen.add("cycle " + pins.cycle() + " for " + pins.repeat());
        }

        @Override
        public void onEvent(EventView event) {
            seen.add("event in " + event.cycle());
        }
    }

    @Test
    void shouldShowTheEventsOfACycleBeforeTheNextWithTheSameHandshake() {
        cycles(7, 3, 1);
        event(7);
        cycles(10, 1, 1);

        assertThat(seen)
                .containsExactly("cycle 7 for 1", "event in 7", "cycle 8 for 1", "cycle 9 for 1", "cycle 10 for 1");
    }

    @Test
    void shouldShowQuietCyclesAtOnce() {
        cycles(7, 3, 0);
        event(7);

        assertThat(seen).containsExactly("cycle 7 for 3", "event in 7");
    }

    @Test
    void shouldShowTheRestOfTheLastRecordAtTheEnd() {
        cycles(7, 2, 1);
        records.catchUp();

        assertThat(seen).containsExactly("cycle 7 for 1", "cycle 8 for 1");
    }

    private void cycles(long first, int repeat, long moving) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LAYOUT.size()).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(CycleRecordDescriptor.CYCLE, first).putInt(CycleRecordDescriptor.REPEAT, repeat);
        buffer.putLong(CycleRecordDescriptor.VALID, moving).putLong(CycleRecordDescriptor.READY, moving);
        records.onCycle(new CycleRecordFlyweight(LAYOUT).wrap(buffer, 0));
    }

    private void event(long cycle) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(EventRecordDescriptor.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        EventRecordEncoder.start(buffer, 0, EventKind.POKE, 0, cycle);
        records.onEvent(new EventRecordFlyweight().wrap(buffer, 0));
    }
}
