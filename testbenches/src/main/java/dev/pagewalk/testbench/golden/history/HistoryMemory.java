package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.GoldenMemory;

import java.util.function.LongFunction;

/**
 * Memory for evaluations: nothing is ever changed. An atomic update succeeds when the value it expects was visible
 * while the request was in flight.
 */
final class HistoryMemory implements GoldenMemory {
    private final TableHistory tables;
    private final LongFunction<AccessOutcome> errors;
    private long start;
    private long end;
    private long data;

    HistoryMemory(TableHistory tables, LongFunction<AccessOutcome> errors) {
        this.tables = tables;
        this.errors = errors;
    }

    void inFlight(long from, long to) {
        start = from;
        end = to;
    }

    AccessOutcome outcome(long address) {
        return errors.apply(address);
    }

    @Override
    public AccessOutcome read64(long address) {
        data = tables.valueAt(address, end);
        return outcome(address);
    }

    @Override
    public long data() {
        return data;
    }

    @Override
    public AccessOutcome write(long address, int size, long value) {
        return outcome(address);
    }

    @Override
    public AccessOutcome compareAndSwap(long address, int size, long expected, long desired) {
        boolean[] found = new boolean[1];
        long base = address & -Long.BYTES;
        tables.versions(base, start, end, (raw, first, last) -> found[0] |= part(raw, address, size) == expected);
        data = found[0] ? expected : ~expected;
        return outcome(address);
    }

    private static long part(long raw, long address, int size) {
        if (size == Long.BYTES) {
            return raw;
        }
        return ((address & 4) == 0 ? raw : raw >>> Integer.SIZE) & 0xffff_ffffL;
    }

    @Override
    public AccessOutcome fetchOr(long address, long bits) {
        data = tables.valueAt(address, end);
        return outcome(address);
    }
}
