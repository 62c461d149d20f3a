package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;

import java.util.ArrayList;
import java.util.List;

/** Keeps the last memory accesses for the message of a failure, in numbers until somebody asks. */
public final class LastRecords implements RecordConsumer {
    /** Accesses that are kept. */
    public static final int CAPACITY = 20;

    private final long[] cycles = new long[CAPACITY];
    private final long[] addresses = new long[CAPACITY];
    private final long[] data = new long[CAPACITY];
    private final int[] strobes = new int[CAPACITY];
    private final EventKind[] kinds = new EventKind[CAPACITY];
    private final MemoryPort[] ports = new MemoryPort[CAPACITY];
    private int count;

    @Override
    public void onEvent(EventView event) {
        int slot = count++ % CAPACITY;
        cycles[slot] = event.cycle();
        addresses[slot] = event.address();
        data[slot] = event.data();
        strobes[slot] = event.strobe();
        kinds[slot] = event.kind();
        ports[slot] = event.port();
    }

    @Override
    public boolean mayRunBehind() {
        return true;
    }

    /** One line per access, oldest first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = Math.max(0, count - CAPACITY); i < count; i++) {
            int slot = i % CAPACITY;
            lines.add(
                    AccessLine.of(cycles[slot], kinds[slot], ports[slot], addresses[slot], data[slot], strobes[slot]));
        }
        return lines;
    }
}
