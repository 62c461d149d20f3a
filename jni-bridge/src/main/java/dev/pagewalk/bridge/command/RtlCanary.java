package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** Drives {@code dbg_canary}: chooses one of the bugs of a canary build of the RTL. Refused by other builds. */
public final class RtlCanary extends Command<RtlCanary> {
    private final int number;

    /**
     * A planted bug.
     *
     * @param number 0 healthy, else the number of the bug
     */
    public RtlCanary(int number) {
        super(CommandKind.RTL_CANARY);
        this.number = CommandEncoder.inRange("canary", number, 0, 0xFF);
    }

    @Override
    RtlCanary self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        CommandEncoder.span(buffer, offset, 0, number);
    }
}
