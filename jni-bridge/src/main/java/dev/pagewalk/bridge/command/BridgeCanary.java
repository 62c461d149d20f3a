package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** Plants a bug in the bridge itself, so that a test can show that a judge catches it. */
public final class BridgeCanary extends Command<BridgeCanary> {
    private final Kind kind;
    private final int after;

    /** Which bug. The numbers are part of the ABI. */
    public enum Kind {
        /** No bug. */
        NONE,
        /** A write beat at {@code m_axi_mem} is acknowledged but neither stored nor reported. */
        DROP_WRITE_BEAT,
        /** A read burst of more than one beat at {@code m_axi_mem} leaves out its second beat. */
        DROP_READ_BEAT,
        /** A device write sends another value than it was told. */
        CORRUPT_DEVICE_BEAT,
        /** A host store is acknowledged to the host but never reaches the bus. */
        DROP_HOST_STORE,
        /** A memory event is not reported. */
        DROP_EVENT,
        /** {@code advance} throws a C++ exception, to show that the boundary holds. */
        THROW_EXCEPTION,
        /** A read beat at {@code m_axi_mem} gives other bytes than memory holds. */
        CORRUPT_MEMORY_READ,
        /** The last beat of a write burst at {@code m_axi_mem} is acknowledged but neither stored nor reported. */
        DROP_LAST_WRITE_BEAT,
        /** Of two reads with one id at {@code m_axi_mem} the later one is answered first. */
        SWAP_READS,
        /** A write response at {@code m_axi_mem} is given twice. */
        REPEAT_RESPONSE,
        /** A read burst at {@code m_axi_mem} is never answered. */
        SILENT_MEMORY;

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
     * A bug that happens once.
     *
     * @param kind which
     * @param after how many chances pass first; 0 is the very next one
     */
    public BridgeCanary(Kind kind, int after) {
        super(CommandKind.BRIDGE_CANARY);
        this.kind = kind;
        this.after = CommandEncoder.inRange("after", after, 0, Integer.MAX_VALUE);
    }

    @Override
    BridgeCanary self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        CommandEncoder.span(buffer, offset, 0, kind.code());
        buffer.putInt(offset + CommandDescriptor.ARGUMENT0, after);
    }
}
