package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The command queue as pins and memory show it: what the walker port fetched, and which fences are complete. A fence is
 * complete when its data is in memory or when software has read a head beyond it.
 */
final class FetchedCommands {
    /** An invalidation and the cycle in which it was fetched: what was read before may not outlive its fence. */
    record Fetched(long cycle, Invalidation invalidation) {}

    /** Hears of completed fences. */
    interface Listener {
        /** These invalidations are complete; {@code reads} and {@code writes} tell what the fence has drained. */
        void fenced(List<Fetched> invalidations, boolean reads, boolean writes, long sequence, long cycle);

        /** A fence is complete, and this command for a device before it was not carried out. */
        void unsent(long low, long high, long cycle);
    }

    static final int BASE = 24;
    static final int HEAD_AND_TAIL = 32;
    static final int CONTROL = 72;

    private static final int ENTRY_BYTES = 16;
    private static final int UPPER_HALF = 0xf0;
    private static final int BOTH = 3;
    private static final int FENCE = 2;
    private static final int INVALIDATE = 1;
    private static final int DIRECTORY = 3;
    private static final long KIND = 0x3ff;

    /** A command that software has announced. */
    static final class Announced {
        private final int slot;
        private final long sequence;
        /** Doublewords that were fetched since. */
        private int fetched;
        /** Its message was sent. */
        boolean sent;

        Announced(int slot, long sequence) {
            this.slot = slot;
            this.sequence = sequence;
        }

        int slot() {
            return slot;
        }

        /** Commands are numbered as they are announced. */
        long sequence() {
            return sequence;
        }
    }

    /** Says something of a command. */
    interface Words {
        boolean test(long low, long high);
    }

    private final Listener listener;
    private final ArrayDeque<Announced> announced = new ArrayDeque<>();
    /** What was announced when the queue was switched off, and may still be carried out. */
    private final ArrayDeque<Announced> dropped = new ArrayDeque<>();

    private long base;
    private long register;
    private int slots = 1;
    private long[] low = new long[1];
    private long[] high = new long[1];
    private long[] fetchedAt = new long[1];
    private boolean enabled;
    private int tail;
    private int announcedTail;
    private long sequence;

    FetchedCommands(Listener listener) {
        this.listener = listener;
    }

    void reset() {
        enabled = false;
        announced.clear();
        lie(0);
    }

    /** Takes a read of the walker port; true if it lies in the command queue. */
    boolean fetched(EventView event, boolean bigEndian) {
        long offset = event.address() - base;
        if (!enabled || offset < 0 || offset >= (long) slots * ENTRY_BYTES) {
            return false;
        }
        int slot = (int) (offset / ENTRY_BYTES);
        long word = bigEndian ? Long.reverseBytes(event.data()) : event.data();
        if ((offset & Long.BYTES) == 0) {
            low[slot] = word;
        } else {
            high[slot] = word;
        }
        fetchedAt[slot] = event.cycle();
        for (Announced command : announced) {
            if (command.slot == slot) {
                command.fetched |= (offset & Long.BYTES) == 0 ? 1 : 2;
            }
        }
        return true;
    }

    /** The first command for devices that was fetched and not carried out, and of which this is true; or null. */
    Announced findUnsent(Words wanted) {
        for (Announced command : announced) {
            int slot = command.slot;
            boolean open = command.fetched == BOTH && !command.sent && DeviceCommands.isForDevices(low[slot]);
            if (open && wanted.test(low[slot], high[slot])) {
                return command;
            }
        }
        for (Announced command : dropped) {
            boolean open = command.fetched == BOTH && !command.sent && DeviceCommands.isForDevices(low[command.slot]);
            if (open && wanted.test(low[command.slot], high[command.slot])) {
                return command;
            }
        }
        return null;
    }

    /** Takes a write of the walker port; true if it is the data of a fence. */
    boolean written(EventView event, boolean bigEndian) {
        for (Announced command : announced) {
            int slot = command.slot();
            if (isFence(slot) && (low[slot] >>> 10 & 1) != 0 && carries(event, slot, bigEndian)) {
                if (event.isSound()) {
                    complete(command.sequence(), event.cycle());
                }
                return true;
            }
        }
        return false;
    }

    private boolean carries(EventView event, int slot, boolean bigEndian) {
        long address = high[slot] << 2;
        int lane = (int) (address & 4);
        int data = (int) (low[slot] >>> Integer.SIZE);
        int expected = bigEndian ? Integer.reverseBytes(data) : data;
        return event.address() == (address & -Long.BYTES)
                && event.strobe() == 0xf << lane
                && (int) (event.data() >>> (lane * Byte.SIZE)) == expected;
    }

    private boolean isFence(int slot) {
        return (low[slot] & KIND) == FENCE;
    }

    /** Takes a register write. */
    void registerWritten(int word, long data, int strobe, long cycle) {
        switch (word) {
            case BASE -> lie(ShadowMemory.merge(register, data, strobe));
            case HEAD_AND_TAIL -> {
                if ((strobe & UPPER_HALF) == UPPER_HALF) {
                    tail = (int) (data >>> Integer.SIZE) & (slots - 1);
                    announce(cycle);
                }
            }
            case CONTROL -> {
                boolean enable = (data & 1) != 0;
                if ((strobe & 1) != 0 && enable != enabled) {
                    enabled = enable;
                    dropped.clear();
                    dropped.addAll(announced);
                    announced.clear();
                    announcedTail = 0;
                    announce(cycle);
                }
            }
            default -> {}
        }
    }

    /** The queue lies where its base register says, and its tail is 0. */
    private void lie(long value) {
        register = value;
        base = (register >>> 10 & ((1L << 44) - 1)) << 12;
        slots = 2 << (int) (register & 0x1f);
        low = new long[slots];
        high = new long[slots];
        dropped.clear();
        fetchedAt = new long[slots];
        tail = 0;
        announcedTail = 0;
    }

    private void announce(long cycle) {
        while (enabled && announcedTail != tail) {
            if (announced.size() == slots) {
                // software writes over a command only when it knows that it is complete
                dropOldest(cycle);
            }
            announced.add(new Announced(announcedTail, ++sequence));
            announcedTail = (announcedTail + 1) & (slots - 1);
        }
    }

    private void dropOldest(long cycle) {
        complete(announced.peek().sequence(), cycle);
        if (announced.size() == slots) {
            announced.remove();
        }
    }

    /** Software has read a head: every command before it is complete. */
    void headRead(int head, long cycle) {
        if (enabled) {
            complete(sequence - ((announcedTail - head) & (slots - 1)), cycle);
        }
    }

    private void complete(long upTo, long cycle) {
        List<Fetched> invalidations = new ArrayList<>();
        while (isLastFenceBefore(upTo)) {
            Announced command = announced.remove();
            int slot = command.slot();
            if (isFence(slot)) {
                boolean reads = (low[slot] >>> 12 & 1) != 0;
                boolean writes = (low[slot] >>> 13 & 1) != 0;
                listener.fenced(invalidations, reads, writes, command.sequence(), cycle);
                invalidations = new ArrayList<>();
            } else {
                if (DeviceCommands.isForDevices(low[slot]) && !command.sent) {
                    listener.unsent(low[slot], high[slot], cycle);
                }
                Invalidation invalidation = decode(low[slot], high[slot]);
                if (invalidation != null) {
                    invalidations.add(new Fetched(fetchedAt[slot], invalidation));
                }
            }
        }
    }

    /** True while a fence that is complete has not been taken out yet. */
    private boolean isLastFenceBefore(long upTo) {
        for (Announced command : announced) {
            if (command.sequence() > upTo) {
                return false;
            }
            if (isFence(command.slot())) {
                return true;
            }
        }
        return false;
    }

    private static Invalidation decode(long first, long second) {
        boolean variant = (first >>> 7 & 7) != 0;
        return switch ((int) first & 0x7f) {
            case INVALIDATE -> Invalidation.translation(
                    variant ? Invalidation.Scope.GVMA : Invalidation.Scope.VMA, first, second);
            case DIRECTORY -> Invalidation.directory(variant ? Invalidation.Scope.PDT : Invalidation.Scope.DDT, first);
            default -> null;
        };
    }
}
