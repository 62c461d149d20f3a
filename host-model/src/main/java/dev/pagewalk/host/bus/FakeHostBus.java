package dev.pagewalk.host.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * A {@link HostBus} over plain sparse memory that records what it was asked; for unit tests and for trying drivers out.
 *
 * <p>Time is a counter. Posted stores and register writes take effect after {@link #storeLatency} and
 * {@link #registerLatency} cycles, so that a forgotten barrier shows: a doorbell then finds the old memory.
 */
public final class FakeHostBus implements HostBus {

    private record Posted(long due, BusOperation operation) {}

    private final SparseMemory memory = new SparseMemory();
    private final List<BusOperation> operations = new ArrayList<>();
    private final Deque<Posted> stores = new ArrayDeque<>();
    private final Deque<Posted> registerWrites = new ArrayDeque<>();
    private FakeRegisters registers = FakeRegisters.NONE;
    private int storeLatency;
    private int registerLatency;
    private boolean recording = true;
    private long cycle;

    /** Plugs a register block in; it shares this bus's memory through {@link #memory()}. */
    public FakeHostBus registers(FakeRegisters block) {
        registers = block;
        return this;
    }

    /** Cycles after which a posted store takes effect; 0 by default. */
    public FakeHostBus storeLatency(int cycles) {
        storeLatency = cycles;
        return this;
    }

    /** Cycles after which a posted register write takes effect; 0 by default. */
    public FakeHostBus registerLatency(int cycles) {
        registerLatency = cycles;
        return this;
    }

    /** Switches the recording of operations on or off; on by default. */
    public FakeHostBus recording(boolean on) {
        recording = on;
        return this;
    }

    /** The memory as hardware sees it: posted stores that have not taken effect are absent. */
    public SparseMemory memory() {
        return memory;
    }

    /** Everything that was asked, in program order. */
    public List<BusOperation> operations() {
        return Collections.unmodifiableList(operations);
    }

    /** Forgets the recorded operations. */
    public void clearOperations() {
        operations.clear();
    }

    @Override
    public void store(long physicalAddress, int bytes, long value) {
        LittleEndian.requireAligned("store", physicalAddress, bytes);
        BusOperation operation = record(BusOperation.Kind.STORE, physicalAddress, bytes, value);
        stores.add(new Posted(cycle + storeLatency, operation));
        step();
    }

    @Override
    public long load(long physicalAddress, int bytes) {
        LittleEndian.requireAligned("load", physicalAddress, bytes);
        drainStores();
        long value = memory.read(physicalAddress, bytes);
        record(BusOperation.Kind.LOAD, physicalAddress, bytes, value);
        step();
        return value;
    }

    @Override
    public long mmioRead(int offset, int bytes) {
        LittleEndian.requireAligned("mmioRead", offset, bytes);
        drainRegisterWrites();
        long value = registers.read(offset, bytes);
        record(BusOperation.Kind.MMIO_READ, offset, bytes, value);
        step();
        return value;
    }

    @Override
    public void mmioWrite(int offset, int bytes, long value) {
        LittleEndian.requireAligned("mmioWrite", offset, bytes);
        BusOperation operation = record(BusOperation.Kind.MMIO_WRITE, offset, bytes, value);
        registerWrites.add(new Posted(cycle + registerLatency, operation));
        step();
    }

    @Override
    public void barrier() {
        record(BusOperation.Kind.BARRIER, 0, 0, 0);
        drainStores();
        drainRegisterWrites();
        step();
    }

    @Override
    public boolean await(int interrupt, long maxCycles) {
        record(BusOperation.Kind.AWAIT, interrupt, 0, maxCycles);
        long limit = cycle + maxCycles;
        while (!registers.interrupt(interrupt) && cycle < limit) {
            step();
        }
        return registers.interrupt(interrupt);
    }

    @Override
    public long cycle() {
        return cycle;
    }

    private BusOperation record(BusOperation.Kind kind, long address, int bytes, long value) {
        BusOperation operation = new BusOperation(cycle, kind, address, bytes, value);
        if (recording) {
            operations.add(operation);
        }
        return operation;
    }

    private void step() {
        cycle++;
        commitUntil(cycle);
        registers.tick(cycle);
    }

    /** Lets everything posted take effect whose time has come, in the order of the times. */
    private void commitUntil(long now) {
        while (dueBy(stores, now) || dueBy(registerWrites, now)) {
            if (due(stores) <= due(registerWrites)) {
                commitStore();
            } else {
                commitRegisterWrite();
            }
        }
    }

    private void drainStores() {
        while (!stores.isEmpty()) {
            cycle = Math.max(cycle, due(stores));
            commitUntil(cycle);
        }
    }

    private void drainRegisterWrites() {
        while (!registerWrites.isEmpty()) {
            cycle = Math.max(cycle, due(registerWrites));
            commitUntil(cycle);
        }
    }

    private static boolean dueBy(Deque<Posted> posted, long now) {
        return due(posted) <= now;
    }

    private static long due(Deque<Posted> posted) {
        return posted.isEmpty() ? Long.MAX_VALUE : posted.peek().due();
    }

    private void commitStore() {
        BusOperation operation = stores.remove().operation();
        memory.write(operation.address(), operation.bytes(), operation.value());
    }

    private void commitRegisterWrite() {
        BusOperation operation = registerWrites.remove().operation();
        registers.write((int) operation.address(), operation.bytes(), operation.value());
    }
}
