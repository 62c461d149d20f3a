package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** Writes a register over {@code s_axi_cfg}. Ordered among register accesses; completes with its response. */
public final class MmioWrite extends Command<MmioWrite> {
    private static final int MAX_OFFSET = 1 << 24;

    private final int offset;
    private final int bytes;
    private final long value;

    /**
     * A register write.
     *
     * @param offset byte offset, a multiple of {@code bytes}
     * @param bytes 4 or 8
     * @param value new value, in the low bits
     */
    public MmioWrite(int offset, int bytes, long value) {
        super(CommandKind.MMIO_WRITE);
        check(offset, bytes);
        this.offset = offset;
        this.bytes = bytes;
        this.value = value;
    }

    static void check(int offset, int bytes) {
        if (bytes != Integer.BYTES && bytes != Long.BYTES) {
            throw new IllegalArgumentException("register access bytes: neither 4 nor 8: value=" + bytes);
        }
        CommandEncoder.inRange("register offset", offset, 0, MAX_OFFSET);
        if (offset % bytes != 0) {
            throw new IllegalArgumentException("register offset: not aligned: offset=" + offset + ", bytes=" + bytes);
        }
    }

    @Override
    MmioWrite self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int start) {
        CommandEncoder.span(buffer, start, offset, bytes);
        buffer.putLong(start + CommandDescriptor.ARGUMENT0, value);
    }
}
