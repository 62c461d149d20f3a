package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.hdl.rtl.config.Feature;

import java.util.Random;

/** Writes commands into the queue; whoever asked for them writes the tail. */
final class Commands {
    private static final BitField GLOBAL = CommandFields.INVAL_GV.bits();
    private static final BitField PROCESS = CommandFields.INVAL_PSCV.bits();
    private static final BitField ADDRESSED = CommandFields.INVAL_AV.bits();
    private static final BitField ALL_LEVELS = CommandFields.INVAL_NL.bits();
    private static final BitField RANGE = CommandFields.INVAL_S.bits();
    private static final BitField DEVICE = CommandFields.DIR_DV.bits();
    /** Log2 of the pages of the largest range that is asked for. */
    private static final int LARGEST_RANGE = 20;

    private final Bench bench;
    private final World world;
    private final Counts counts;
    private int tail;

    Commands(Bench bench, World world, Counts counts) {
        this.bench = bench;
        this.world = world;
        this.counts = counts;
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
        counts.add("command", name(first, second));
    }

    private static String name(long first, long second) {
        CommandOpcode opcode = CommandOpcode.of(first).orElse(null);
        if (opcode == null) {
            return "reserved";
        }
        StringBuilder name = new StringBuilder(opcode.label());
        switch (opcode) {
            case IOTINVAL_VMA, IOTINVAL_GVMA -> {
                name.append(GLOBAL.isSet(first) ? " GV" : "").append(PROCESS.isSet(first) ? " PSCV" : "");
                name.append(ADDRESSED.isSet(first) ? " AV" : "").append(ALL_LEVELS.isSet(first) ? " NL" : "");
                name.append(RANGE.isSet(second) ? " S" : "");
            }
            case IODIR_INVAL_DDT, IODIR_INVAL_PDT -> name.append(DEVICE.isSet(first) ? " DV" : "");
            case IOFENCE_C -> name.append(CommandFields.FENCE_PR.bits().isSet(first) ? " PR" : "")
                    .append(CommandFields.FENCE_PW.bits().isSet(first) ? " PW" : "")
                    .append(CommandFields.FENCE_AV.bits().isSet(first) ? " AV" : "");
            default -> {}
        }
        return name.toString();
    }

    /** Removes what caches hold of an entry, and perhaps more: any scope that covers it. */
    void remove(Change change, Random random) {
        long first = change.removal();
        switch (CommandOpcode.of(first).orElseThrow()) {
            case IODIR_INVAL_DDT -> add(random.nextInt(8) == 0 ? CommandOpcode.IODIR_INVAL_DDT.encode() : first, 0);
            case IODIR_INVAL_PDT -> add(random.nextInt(8) == 0 ? wholeDevice(first) : first, 0);
            case IOTINVAL_VMA -> removePage(change, random.nextInt(4) == 0 ? without(first, PROCESS) : first, random);
            default -> removePage(change, random.nextInt(8) == 0 ? without(first, GLOBAL) : first, random);
        }
    }

    private static long wholeDevice(long command) {
        return CommandOpcode.IODIR_INVAL_DDT.encode()
                | (command & (CommandFields.DIR_DID.bits().mask() | DEVICE.mask()));
    }

    /** The same command without an id. */
    private static long without(long command, BitField valid) {
        BitField id = valid.equals(PROCESS) ? CommandFields.INVAL_PSCID.bits() : CommandFields.INVAL_GSCID.bits();
        return command & ~valid.mask() & ~id.mask();
    }

    /**
     * A global mapping outlives commands for one process, even where a table on its way has gone. So where leaves are
     * global, whoever removes pointers removes them for all processes.
     */
    private long ofPointers(long command) {
        return world.hasGlobals() && PROCESS.isSet(command) ? without(command, PROCESS) : command;
    }

    private void removePage(Change change, long command, Random random) {
        if (change.page() == -1 || random.nextInt(4) == 0) {
            add(ofPointers(command), 0);
            return;
        }
        boolean pointer = change.isPointer();
        boolean levels = world.shape().has(Feature.NON_LEAF_INVALIDATION) && (pointer || random.nextInt(3) == 0);
        if (pointer && !levels) {
            // a command with an address leaves the levels above the leaf alone
            add(ofPointers(command), 0);
            return;
        }
        long page = change.page() >>> 12;
        boolean range = world.shape().has(Feature.RANGE_INVALIDATION) && random.nextInt(3) == 0;
        if (range) {
            long low = (1L << random.nextInt(LARGEST_RANGE)) - 1;
            page = (page & ~((low << 1) | 1)) | low;
        }
        long second = CommandFields.INVAL_ADDR.bits().mask() & (page << 10);
        long scoped = levels ? ofPointers(command) : command;
        add(scoped | ADDRESSED.of(1) | ALL_LEVELS.of(levels ? 1 : 0), second | RANGE.of(range ? 1 : 0));
    }

    /** Removes everything that can be cached. */
    void removeEverything() {
        add(CommandOpcode.IODIR_INVAL_DDT.encode(), 0);
        add(CommandOpcode.IOTINVAL_GVMA.encode(), 0);
        add(CommandOpcode.IOTINVAL_VMA.encode(), 0);
        for (int gscid : world.gscids()) {
            long guest = GLOBAL.of(1) | CommandFields.INVAL_GSCID.bits().of(gscid);
            add(CommandOpcode.IOTINVAL_VMA.encode() | guest, 0);
        }
    }

    /** A fence that waits for earlier reads, earlier writes, or both, and perhaps says so in memory. */
    void fence(boolean reads, boolean writes, boolean store) {
        long data = store ? CommandFields.FENCE_AV.bits().of(1) | ((long) tail << Integer.SIZE) : 0;
        add(
                CommandOpcode.IOFENCE_C.encode()
                        | data
                        | CommandFields.FENCE_PR.bits().of(reads ? 1 : 0)
                        | CommandFields.FENCE_PW.bits().of(writes ? 1 : 0),
                store ? (Layout.FENCES + (long) tail * Integer.BYTES) >>> 2 : 0);
    }
}
