package dev.pagewalk.bridge.command;

import dev.pagewalk.bridge.record.MemoryPort;

import java.nio.ByteBuffer;

/** Latency, pauses, order and capacity of one memory subordinate. Default: latency 4, no pauses, in order, 64. */
public final class MemoryTiming extends Command<MemoryTiming> {
    /** Requests complete in any order across ids; inside an id the order is kept. */
    public static final int REORDER = 1;
    /** Read bursts of different ids are interleaved. */
    public static final int INTERLEAVE = 1 << 1;
    /** The capacity counts over all three ports together. */
    public static final int SHARED = 1 << 2;

    private static final int PERMILLE = 1000;
    private static final int MAX_LATENCY = 1 << 20;
    private static final int MAX_CAPACITY = 1024;

    private final MemoryPort port;
    private int minimumLatency = 4;
    private int maximumLatency = 4;
    private int addressStall;
    private int dataStall;
    private int responseStall;
    private int capacity = 64;
    private int options;

    /**
     * Timing of one subordinate.
     *
     * @param port which
     */
    public MemoryTiming(MemoryPort port) {
        super(CommandKind.MEMORY_TIMING);
        this.port = port;
    }

    /**
     * Cycles from the request (for a write: its last data beat) to its commit.
     *
     * @param minimum at least 1
     * @param maximum not below the minimum
     * @return this
     */
    public MemoryTiming latency(int minimum, int maximum) {
        minimumLatency = CommandEncoder.inRange("minimum latency", minimum, 1, MAX_LATENCY);
        maximumLatency = CommandEncoder.inRange("maximum latency", maximum, minimum, MAX_LATENCY);
        return this;
    }

    /**
     * Probability, per cycle, that ARREADY and AWREADY are low.
     *
     * @param permille 0 to 999
     * @return this
     */
    public MemoryTiming addressStall(int permille) {
        addressStall = CommandEncoder.inRange("address stall permille", permille, 0, PERMILLE - 1);
        return this;
    }

    /**
     * Probability, per cycle, that WREADY is low.
     *
     * @param permille 0 to 999
     * @return this
     */
    public MemoryTiming dataStall(int permille) {
        dataStall = CommandEncoder.inRange("data stall permille", permille, 0, PERMILLE - 1);
        return this;
    }

    /**
     * Probability, per cycle, that a new response beat waits.
     *
     * @param permille 0 to 999
     * @return this
     */
    public MemoryTiming responseStall(int permille) {
        responseStall = CommandEncoder.inRange("response stall permille", permille, 0, PERMILLE - 1);
        return this;
    }

    /**
     * Most requests outstanding, reads and writes together.
     *
     * @param count 1 to 1024
     * @return this
     */
    public MemoryTiming capacity(int count) {
        capacity = CommandEncoder.inRange("capacity", count, 1, MAX_CAPACITY);
        return this;
    }

    /**
     * Completes requests of different ids in any order.
     *
     * @return this
     */
    public MemoryTiming reordering() {
        options |= REORDER;
        return this;
    }

    /**
     * Interleaves read bursts of different ids; implies reordering.
     *
     * @return this
     */
    public MemoryTiming interleaving() {
        options |= REORDER | INTERLEAVE;
        return this;
    }

    /**
     * Counts the capacity over all ports that are marked so: with {@code capacity(1)} on all three, one request is
     * outstanding in the whole system. The smallest of the capacities holds.
     *
     * @return this
     */
    public MemoryTiming shared() {
        options |= SHARED;
        return this;
    }

    @Override
    MemoryTiming self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        buffer.putInt(offset + CommandDescriptor.LENGTH, port.code());
        buffer.putInt(offset + CommandDescriptor.ARGUMENT0, minimumLatency);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT0 + Integer.BYTES, maximumLatency);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT1, addressStall);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT1 + Integer.BYTES, dataStall);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT2, responseStall);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT2 + Integer.BYTES, capacity);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT3, options);
    }
}
