package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/**
 * Something that Java wants done, executed by its initiator in the order of submission and not before its earliest
 * cycle.
 *
 * @param <T> the command itself, so that setters chain
 */
public abstract sealed class Command<T extends Command<T>>
        permits MmioRead,
                MmioWrite,
                HostStore,
                HostLoad,
                HostBarrier,
                DeviceRequest,
                ManagerTiming,
                MemoryTiming,
                MemoryFault,
                Poke,
                Reset,
                BridgeCanary,
                RtlCanary,
                Mark,
                AtsMessage {
    private final CommandKind kind;
    private int tag;
    private long earliestCycle;
    private int flags;

    Command(CommandKind kind) {
        this.kind = kind;
    }

    /** The command itself. */
    abstract T self();

    /**
     * Which kind of command.
     *
     * @return the kind
     */
    public final CommandKind kind() {
        return kind;
    }

    /**
     * Chooses the tag that the events of this command carry. Without it the model chooses one on submission.
     *
     * @param value tag, not 0
     * @return this
     */
    public final T tag(int value) {
        this.tag = value;
        return self();
    }

    /**
     * Tag that the events of this command carry.
     *
     * @return the tag; 0 before it is chosen
     */
    public final int tag() {
        return tag;
    }

    /**
     * Not before a cycle.
     *
     * @param cycle absolute cycle number
     * @return this
     */
    public final T earliest(long cycle) {
        if (cycle < 0) {
            throw new IllegalArgumentException("earliest cycle: negative: value=" + cycle);
        }
        this.earliestCycle = cycle;
        return self();
    }

    /**
     * Makes {@code advance} stop at the end of the cycle in which this command completes, if its mask asks for
     * completions.
     *
     * @return this
     */
    public final T stopping() {
        return flag(CommandDescriptor.FLAG_STOP);
    }

    final T flag(int bit) {
        flags |= bit;
        return self();
    }

    /**
     * Bytes after the header slot.
     *
     * @return payload bytes, not padded
     */
    int payloadBytes() {
        return 0;
    }

    /** Writes what is special to the kind. The header is there, the rest of the slots is zero. */
    abstract void encodeArguments(ByteBuffer buffer, int offset);

    /**
     * Slots of the command with its payload.
     *
     * @return at least 1
     */
    public final int slots() {
        return 1 + (payloadBytes() + CommandDescriptor.SLOT - 1) / CommandDescriptor.SLOT;
    }

    /**
     * Writes the command.
     *
     * @param buffer little-endian buffer with room for {@link #slots()} slots
     * @param offset first byte
     */
    public final void encode(ByteBuffer buffer, int offset) {
        CommandEncoder.header(buffer, offset, kind, slots(), tag, earliestCycle, flags);
        encodeArguments(buffer, offset);
    }
}
