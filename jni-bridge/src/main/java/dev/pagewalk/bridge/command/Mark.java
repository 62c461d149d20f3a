package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** Leaves a mark event at a cycle, so that readers of records and journals find their place. */
public final class Mark extends Command<Mark> {
    private final long value;

    /**
     * A mark.
     *
     * @param value what the event carries
     */
    public Mark(long value) {
        super(CommandKind.MARK);
        this.value = value;
    }

    @Override
    Mark self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        buffer.putLong(offset + CommandDescriptor.ARGUMENT0, value);
    }
}
