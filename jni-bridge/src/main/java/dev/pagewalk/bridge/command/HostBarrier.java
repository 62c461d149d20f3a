package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** Completes when every store and register access submitted before it has its response. Moves nothing on a bus. */
public final class HostBarrier extends Command<HostBarrier> {
    /** A barrier. */
    public HostBarrier() {
        super(CommandKind.HOST_BARRIER);
    }

    @Override
    HostBarrier self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        // the header says everything
    }
}
