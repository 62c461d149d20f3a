package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/**
 * A message of a device on {@code s_ats_req}: one transfer, complete when the design has taken it. Messages of the
 * design come back as events.
 */
public final class AtsMessage extends Command<AtsMessage> {
    private final long data;
    private final long user;

    /**
     * One message.
     *
     * @param data its body, TDATA
     * @param user its head, TUSER
     */
    public AtsMessage(long data, long user) {
        super(CommandKind.ATS_MESSAGE);
        this.data = data;
        this.user = user;
    }

    @Override
    AtsMessage self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        buffer.putLong(offset + CommandDescriptor.ADDRESS, data);
        buffer.putLong(offset + CommandDescriptor.ARGUMENT0, user);
    }
}
