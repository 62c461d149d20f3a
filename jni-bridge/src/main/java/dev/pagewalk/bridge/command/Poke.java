package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/**
 * Bulk initialisation of memory without a bus. Refused while anything is outstanding; recorded in the journal and as
 * events. Everything else that changes memory is a bus transaction.
 */
public final class Poke extends Command<Poke> {
    private final long address;
    private final byte[] bytes;

    /**
     * Writes bytes.
     *
     * @param address first byte
     * @param bytes 1 to 65536 bytes
     */
    public Poke(long address, byte[] bytes) {
        super(CommandKind.POKE);
        CommandEncoder.inRange("poke bytes", bytes.length, 1, CommandDescriptor.MAX_PAYLOAD);
        this.address = address;
        this.bytes = bytes.clone();
    }

    @Override
    Poke self() {
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
