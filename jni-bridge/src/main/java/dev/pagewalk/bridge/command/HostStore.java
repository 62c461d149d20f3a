package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A store of the host over {@code s_axi_host}: posted, in order with the host's other stores. An aligned store of 1,
 * 2, 4 or 8 bytes is one beat of that size; anything else is a burst of 8-byte beats with strobes.
 */
public final class HostStore extends Command<HostStore> {
    /** Most bytes of one store or load. */
    public static final int MAX_BYTES = 64;

    private final long address;
    private final byte[] bytes;

    /**
     * A store of a number.
     *
     * @param address physical address
     * @param length bytes, 1 to 8
     * @param value little-endian value, in the low bits
     */
    public HostStore(long address, int length, long value) {
        this(address, lowBytes(length, value));
    }

    /**
     * A store of bytes.
     *
     * @param address physical address
     * @param bytes 1 to 64 bytes that do not cross 4 KiB
     */
    public HostStore(long address, byte[] bytes) {
        super(CommandKind.HOST_STORE);
        CommandEncoder.hostSpan(address, bytes.length);
        this.address = address;
        this.bytes = bytes.clone();
    }

    private static byte[] lowBytes(int length, long value) {
        CommandEncoder.inRange("store bytes", length, 1, Long.BYTES);
        byte[] bytes = new byte[Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return java.util.Arrays.copyOf(bytes, length);
    }

    /**
     * Makes the store an exclusive one; the response says EXOKAY if it was done.
     *
     * @return this
     */
    public HostStore exclusive() {
        return flag(CommandDescriptor.FLAG_EXCLUSIVE);
    }

    @Override
    HostStore self() {
        return this;
    }

    @Override
    int payloadBytes() {
        return bytes.length;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        CommandEncoder.span(buffer, offset, address, bytes.length);
        CommandEncoder.payload(buffer, offset, bytes);
    }
}
