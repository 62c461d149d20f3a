package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/**
 * Holds the design and everything downstream in reset. Commands that were outstanding complete as aborted; commands
 * that had not started follow after the reset. Memory keeps its content.
 */
public final class Reset extends Command<Reset> {
    private static final int MAX_CYCLES = 1 << 20;

    private final int cycles;

    /**
     * A reset.
     *
     * @param cycles cycles with {@code aresetn} low, at least 1
     */
    public Reset(int cycles) {
        super(CommandKind.RESET);
        this.cycles = CommandEncoder.inRange("reset cycles", cycles, 1, MAX_CYCLES);
    }

    /**
     * Also aborts commands that were submitted before and had not started.
     *
     * @return this
     */
    public Reset flushing() {
        return flag(CommandDescriptor.FLAG_FLUSH);
    }

    @Override
    Reset self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        buffer.putInt(offset + CommandDescriptor.LENGTH, cycles);
    }
}
