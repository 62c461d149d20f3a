package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;

import java.util.ArrayDeque;

/**
 * Follows the command queue from the registers on the pins and the command words in memory: which commands were
 * announced, whether they were in memory by then, and which fences are known to be complete.
 */
final class CommandWatch implements RegisterPins.Listener {
    /** Receives what the queue does. */
    interface Listener {
        /** The tail now covers the command; {@code inMemory} tells whether both its doublewords had been stored. */
        void announced(long sequence, long low, long high, boolean inMemory, long cycle);

        /** Every command up to and including this number is complete. */
        void completed(long sequence, long cycle);
    }

    private record Fence(long sequence, long address, int data) {}

    private static final int CQB_WORD = 24;
    private static final int CQH_CQT_WORD = 32;
    private static final int CQCSR_WORD = 72;
    private static final int UPPER_HALF = 0xf0;

    private final HostTables tables;
    private final Listener listener;
    private final ArrayDeque<Fence> fences = new ArrayDeque<>();
    private long queueBase;
    private long baseRegister;
    private int slots = 2;
    private byte[] stored = new byte[slots];
    private boolean enabled;
    private int tail;
    private int announcedTail;
    private long sequence;

    CommandWatch(HostTables tables, Listener listener) {
        this.tables = tables;
        this.listener = listener;
    }

    /** Takes a write that has committed in memory. */
    void memoryWritten(EventView event) {
        if (event.port() != MemoryPort.PTW) {
            long offset = event.address() - queueBase;
            if (offset >= 0 && offset < slots * 16L) {
                stored[(int) (offset >>> 4)] |= (byte) (1 << (offset >>> 3 & 1));
            }
            return;
        }
        Fence fence = fences.peek();
        if (fence != null && event.address() == (fence.address() & ~7L)) {
            int shift = (fence.address() & 4) != 0 ? 32 : 0;
            int stored = (int) (event.data() >>> shift);
            if ((tables.bigEndian ? Integer.reverseBytes(stored) : stored) == fence.data()) {
                complete(fence.sequence(), event.cycle());
            }
        }
    }

    @Override
    public void registerWritten(int word, long data, int strobe, long cycle) {
        switch (word) {
            case CQB_WORD -> writeBase(data, strobe);
            case CQH_CQT_WORD -> {
                if ((strobe & UPPER_HALF) == UPPER_HALF) {
                    tail = (int) (data >>> 32) & (slots - 1);
                    announce(cycle);
                }
            }
            case CQCSR_WORD -> {
                boolean enable = (data & 1) != 0;
                if ((strobe & 1) != 0 && enable != enabled) {
                    enabled = enable;
                    announcedTail = 0;
                    announce(cycle);
                }
            }
            default -> {}
        }
    }

    private void writeBase(long data, int strobe) {
        long mask = ShadowMemory.laneMask(strobe);
        baseRegister = (baseRegister & ~mask) | (data & mask);
        queueBase = (baseRegister >>> 10 & ((1L << 44) - 1)) << 12;
        slots = 1 << ((int) (baseRegister & 0x1f) + 1);
        stored = new byte[slots];
        tail = 0;
        announcedTail = 0;
    }

    private void announce(long cycle) {
        while (enabled && announcedTail != tail) {
            long address = queueBase + announcedTail * 16L;
            long low = tables.word(address);
            long high = tables.word(address + 8);
            boolean inMemory = stored[announcedTail] == 3;
            stored[announcedTail] = 0;
            announcedTail = (announcedTail + 1) & (slots - 1);
            sequence++;
            if (CommandWords.isFence(low) && CommandWords.writesMemory(low)) {
                fences.add(new Fence(sequence, CommandWords.fenceAddress(high), CommandWords.fenceData(low)));
            }
            listener.announced(sequence, low, high, inMemory, cycle);
        }
    }

    @Override
    public void registerRead(int offset, long data, long cycle) {
        if (offset == CQH_CQT_WORD && enabled) {
            int outstanding = (announcedTail - (int) data) & (slots - 1);
            complete(sequence - outstanding, cycle);
        }
    }

    private void complete(long upTo, long cycle) {
        while (!fences.isEmpty() && fences.peek().sequence() <= upTo) {
            fences.remove();
        }
        listener.completed(upTo, cycle);
    }
}
