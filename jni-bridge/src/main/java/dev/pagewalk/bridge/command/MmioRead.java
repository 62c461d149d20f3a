package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** Reads a register over {@code s_axi_cfg}. The completion holds the value, shifted down for the upper half. */
public final class MmioRead extends Command<MmioRead> {
    private final int offset;
    private final int bytes;

    /**
     * A register read.
     *
     * @param offset byte offset, a multiple of {@code bytes}
     * @param bytes 4 or 8
     */
    public MmioRead(int offset, int bytes) {
        super(CommandKind.MMIO_READ);
        MmioWrite.check(offset, bytes);
        this.offset = offset;
        this.bytes = bytes;
    }

    @Override
    MmioRead self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int start) {
        CommandEncoder.span(buffer, start, offset, bytes);
    }
}
