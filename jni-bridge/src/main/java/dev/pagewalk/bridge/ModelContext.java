package dev.pagewalk.bridge;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** How to run a model. Every property has a default; setters chain. */
public final class ModelContext {
    /** Base seed unless told otherwise. */
    public static final long DEFAULT_SEED = 1;
    /** Cycles of the first reset unless told otherwise. */
    public static final int DEFAULT_RESET_CYCLES = 16;
    /** Records of the cycle ring unless told otherwise; also the largest useful batch. */
    public static final int DEFAULT_CYCLE_RECORDS = 4096;
    /** Records of the event ring unless told otherwise. */
    public static final int DEFAULT_EVENT_RECORDS = 16384;
    /** Slots of the command ring unless told otherwise. */
    public static final int DEFAULT_COMMAND_SLOTS = 4096;

    private static final int MAX_RECORDS = 1 << 20;

    private long seed = DEFAULT_SEED;
    private int resetCycles = DEFAULT_RESET_CYCLES;
    private int cycleRecords = DEFAULT_CYCLE_RECORDS;
    private int eventRecords = DEFAULT_EVENT_RECORDS;
    private int commandSlots = DEFAULT_COMMAND_SLOTS;
    private boolean records = true;
    private Path journal;
    private final Map<String, String> notes = new TreeMap<>();

    /** All defaults. */
    public ModelContext() {
        // fields have their defaults
    }

    /**
     * The one seed; every random stream is derived from it by name.
     *
     * @param value 64 bits
     * @return this
     */
    public ModelContext seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Length of the reset at the start.
     *
     * @param cycles 1 to 65536
     * @return this
     */
    public ModelContext resetCycles(int cycles) {
        resetCycles = inRange("reset cycles", cycles, 1, 1 << 16);
        return this;
    }

    /**
     * Size of the cycle ring.
     *
     * @param count a power of two, 4 to 2^20
     * @return this
     */
    public ModelContext cycleRecords(int count) {
        cycleRecords = powerOfTwo("cycle records", count);
        return this;
    }

    /**
     * Size of the event ring.
     *
     * @param count a power of two, 4 to 2^20
     * @return this
     */
    public ModelContext eventRecords(int count) {
        eventRecords = powerOfTwo("event records", count);
        return this;
    }

    /**
     * Size of the command ring. A command larger than the ring is refused.
     *
     * @param count a power of two, 4 to 2^20
     * @return this
     */
    public ModelContext commandSlots(int count) {
        commandSlots = powerOfTwo("command slots", count);
        return this;
    }

    /**
     * Switches records, events and hash off: for measurements only, nothing can be checked then.
     *
     * @return this
     */
    public ModelContext withoutRecords() {
        records = false;
        return this;
    }

    /**
     * Writes a journal as the run goes.
     *
     * @param file file to write; an existing one is replaced
     * @return this
     */
    public ModelContext journal(Path file) {
        journal = file;
        return this;
    }

    /**
     * Adds a line to the head of the journal, for example a commit or a test name.
     *
     * @param key word without white space and {@code =}
     * @param value one line
     * @return this
     */
    public ModelContext note(String key, String value) {
        if (!key.matches("[A-Za-z0-9._-]+") || value.contains("\n")) {
            throw new IllegalArgumentException("journal note: not a word and a line: key=" + key);
        }
        notes.put(key, value);
        return this;
    }

    private static int powerOfTwo(String name, int value) {
        inRange(name, value, 4, MAX_RECORDS);
        if (Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(name + ": no power of two: value=" + value);
        }
        return value;
    }

    private static int inRange(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + ": not in " + low + ".." + high + ": value=" + value);
        }
        return value;
    }

    /**
     * The base seed.
     *
     * @return 64 bits
     */
    public long seed() {
        return seed;
    }

    int resetCycles() {
        return resetCycles;
    }

    int cycleRecords() {
        return cycleRecords;
    }

    int eventRecords() {
        return eventRecords;
    }

    int commandSlots() {
        return commandSlots;
    }

    boolean records() {
        return records;
    }

    Path journal() {
        return journal;
    }

    String notes() {
        StringBuilder text = new StringBuilder();
        notes.forEach((key, value) ->
                text.append("note.").append(key).append('=').append(value).append('\n'));
        return text.toString();
    }
}
