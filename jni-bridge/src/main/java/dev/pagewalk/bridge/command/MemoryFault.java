package dev.pagewalk.bridge.command;

import dev.pagewalk.bridge.record.MemoryPort;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Makes a region of memory fail or heal. A write burst that touches a failing byte changes nothing; of a read burst
 * the beats that touch one carry the response and zero data. The newest region that matches decides.
 */
public final class MemoryFault extends Command<MemoryFault> {
    private static final int READS = 1;
    private static final int WRITES = 1 << 1;

    private final Kind kind;
    private final long base;
    private final long size;
    private int accesses = READS | WRITES;
    private int ports = (1 << MemoryPort.values().length) - 1;
    private int count;

    /** What an access to the region gets. The numbers are part of the ABI. */
    public enum Kind {
        /** Regions that lie inside are removed. */
        HEAL,
        /** Response DECERR: nobody is there (access fault). */
        DECERR,
        /** Response SLVERR. */
        SLVERR,
        /** Data is marked as corrupt by the poison sideband; the response is OKAY. */
        POISON;

        /**
         * Number in the ABI, which is the place in this list.
         *
         * @return the number
         */
        @SuppressWarnings("EnumOrdinal") // the list is only ever appended to
        public int code() {
            return ordinal();
        }
    }

    /**
     * A region, for reads and writes of all ports.
     *
     * @param kind what an access gets
     * @param base first byte
     * @param size bytes, at least 1
     */
    public MemoryFault(Kind kind, long base, long size) {
        super(CommandKind.MEMORY_FAULT);
        if (size < 1) {
            throw new IllegalArgumentException("fault region: empty: size=" + size);
        }
        this.kind = kind;
        this.base = base;
        this.size = size;
    }

    /**
     * Only reads fail.
     *
     * @return this
     */
    public MemoryFault readsOnly() {
        accesses = READS;
        return this;
    }

    /**
     * Only writes fail.
     *
     * @return this
     */
    public MemoryFault writesOnly() {
        accesses = WRITES;
        return this;
    }

    /**
     * Only accesses from some ports fail.
     *
     * @param chosen the ports
     * @return this
     */
    public MemoryFault ports(Set<MemoryPort> chosen) {
        ports = chosen.stream().mapToInt(port -> 1 << port.code()).sum();
        return this;
    }

    /**
     * Only the next bursts fail, then the region heals by itself.
     *
     * @param bursts at least 1
     * @return this
     */
    public MemoryFault times(int bursts) {
        count = CommandEncoder.inRange("times", bursts, 1, Integer.MAX_VALUE);
        return this;
    }

    @Override
    MemoryFault self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        CommandEncoder.span(buffer, offset, base, kind.code());
        buffer.putLong(offset + CommandDescriptor.ARGUMENT0, size);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT1, accesses);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT1 + Integer.BYTES, ports);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT2, count);
    }
}
