package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.bridge.command.HostStore;

/** Writes commands into the queue; whoever asked for them writes the tail. */
final class Commands {
    private final Bench bench;
    private final World world;
    private int tail;

    Commands(Bench bench, World world) {
        this.bench = bench;
        this.world = world;
    }

    /** Index behind the last command. */
    int tail() {
        return tail;
    }

    /** The queue is empty after a reset. */
    void reset() {
        tail = 0;
    }

    /** Stores one command. */
    void add(long first, long second) {
        long at = Layout.COMMANDS + (long) tail * QueueRegisters.COMMAND_BYTES;
        boolean turned = world.shape().bigEndian();
        bench.post(new HostStore(at, Long.BYTES, turned ? Long.reverseBytes(first) : first));
        bench.post(new HostStore(at + Long.BYTES, Long.BYTES, turned ? Long.reverseBytes(second) : second));
        tail = (tail + 1) & (Layout.ENTRIES - 1);
    }

    /** Removes what caches hold of an entry: of its page alone where that can be said, if wanted. */
    void remove(Slot slot, boolean narrow) {
        if (narrow && slot.page() != -1) {
            long page = CommandFields.INVAL_ADDR.bits().mask() & slot.page() >>> 12 << 10;
            add(slot.removal() | CommandFields.INVAL_AV.bits().of(1), page);
        } else {
            add(slot.removal(), 0);
        }
    }

    /** Removes everything that can be cached. */
    void removeEverything() {
        add(CommandOpcode.IODIR_INVAL_DDT.encode(), 0);
        add(CommandOpcode.IOTINVAL_GVMA.encode(), 0);
        add(CommandOpcode.IOTINVAL_VMA.encode(), 0);
        for (int gscid : world.gscids()) {
            long guest = CommandFields.INVAL_GV.bits().of(1)
                    | CommandFields.INVAL_GSCID.bits().of(gscid);
            add(CommandOpcode.IOTINVAL_VMA.encode() | guest, 0);
        }
    }

    /** A fence that waits for earlier reads, earlier writes, or both. */
    void fence(boolean reads, boolean writes) {
        add(
                CommandOpcode.IOFENCE_C.encode()
                        | CommandFields.FENCE_PR.bits().of(reads ? 1 : 0)
                        | CommandFields.FENCE_PW.bits().of(writes ? 1 : 0),
                0);
    }
}
