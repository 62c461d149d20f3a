package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.GoldenMemory;
import dev.pagewalk.testbench.golden.SparseMemory;

/** Lets a second model look at a memory without changing it: its updates succeed and leave no trace. */
final class ReadOnlyMemory implements GoldenMemory {
    private final SparseMemory memory;
    private long data;

    ReadOnlyMemory(SparseMemory memory) {
        this.memory = memory;
    }

    @Override
    public AccessOutcome read64(long address) {
        data = memory.peek(address);
        return AccessOutcome.OK;
    }

    @Override
    public long data() {
        return data;
    }

    @Override
    public AccessOutcome write(long address, int size, long value) {
        return AccessOutcome.OK;
    }

    @Override
    public AccessOutcome compareAndSwap(long address, int size, long expected, long desired) {
        data = expected;
        return AccessOutcome.OK;
    }

    @Override
    public AccessOutcome fetchOr(long address, long bits) {
        return AccessOutcome.OK;
    }
}
