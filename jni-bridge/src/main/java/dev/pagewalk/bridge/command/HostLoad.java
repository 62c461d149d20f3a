package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/**
 * A load of the host over {@code s_axi_host}. It starts when every earlier store of the host has its response, so it
 * sees them. The completion holds the first 8 bytes; a load of more than 8 bytes has a data event per 8 bytes before.
 */
public final class HostLoad extends Command<HostLoad> {
    private final long address;
    private final int length;

    /**
     * A load.
     *
     * @param address physical address
     * @param length bytes, 1 to 64, that do not cross 4 KiB
     */
    public HostLoad(long address, int length) {
        super(CommandKind.HOST_LOAD);
        CommandEncoder.hostSpan(address, length);
        this.address = address;
        this.length = length;
    }

    /**
     * Makes the load an exclusive one.
     *
     * @return this
     */
    public HostLoad exclusive() {
        return flag(CommandDescriptor.FLAG_EXCLUSIVE);
    }

    @Override
    HostLoad self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        CommandEncoder.span(buffer, offset, address, length);
    }
}
