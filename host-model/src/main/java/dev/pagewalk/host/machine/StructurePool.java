package dev.pagewalk.host.machine;

import dev.pagewalk.host.bus.SparseMemory;

import java.util.HashMap;
import java.util.Map;

/**
 * Nonpaged pool for the kernel's own structures (MDLs, IRPs), in exact layout.
 *
 * <p>By default its bytes are CPU-private: no device addresses them, so they need no bus cycles. With
 * {@link KernelSettings#structuresInDram} they come from ordinary nonpaged pool, and each access is a bus access.
 * New memory holds poison, so that reading what nobody wrote shows.
 */
public final class StructurePool {

    private static final int ALIGNMENT = 16;
    private static final long POISON_WORD = 0xDEDE_DEDE_DEDE_DEDEL;

    private final KernelMachine machine;
    private final SparseMemory memory = new SparseMemory();
    private final Map<Long, Integer> live = new HashMap<>();
    private long next = KernelSpace.STRUCTURE_POOL + Pages.PAGE_SIZE;
    private long usedBytes;

    StructurePool(KernelMachine machine) {
        this.machine = machine;
    }

    /** Allocates a structure; 0 if the pool is exhausted. */
    public long allocate(int bytes, String what) {
        int size = Math.toIntExact(roundUp(bytes));
        if (usedBytes + size > machine.settings().structurePoolBytes()
                || !machine.gate().admit("pool for " + what)) {
            return 0;
        }
        long va = machine.settings().structuresInDram() ? machine.nonpagedPool().allocate(size, what) : bump(size);
        if (va != 0) {
            usedBytes += size;
            live.put(va, size);
            poison(va, size);
        }
        return va;
    }

    /** Frees a structure; its bytes become poison. */
    public void free(long va) {
        Integer size = live.remove(va);
        if (size == null) {
            throw new IllegalArgumentException("not a live structure: va=0x" + Long.toHexString(va));
        }
        poison(va, size);
        usedBytes -= size;
        if (machine.settings().structuresInDram()) {
            machine.nonpagedPool().free(va);
        }
    }

    /** True if the address lies in CPU-private structure memory. */
    boolean contains(long va) {
        return va >= KernelSpace.STRUCTURE_POOL && va < next;
    }

    /** Bytes in use. */
    public long usedBytes() {
        return usedBytes;
    }

    long read(long va, int bytes) {
        return memory.read(va, bytes);
    }

    void write(long va, int bytes, long value) {
        memory.write(va, bytes, value);
    }

    private long bump(int size) {
        long va = next;
        next += size;
        return va;
    }

    private void poison(long va, int size) {
        for (int offset = 0; offset < size; offset += Long.BYTES) {
            machine.cpu().store(va + offset, Long.BYTES, POISON_WORD);
        }
    }

    private static long roundUp(int bytes) {
        return ((long) bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
