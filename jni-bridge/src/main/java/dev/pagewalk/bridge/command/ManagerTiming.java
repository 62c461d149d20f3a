package dev.pagewalk.bridge.command;

import dev.pagewalk.bridge.record.Initiator;

import java.nio.ByteBuffer;

/** Seeded pauses of a manager bus model, and how many requests it keeps outstanding. Default: none, 64. */
public final class ManagerTiming extends Command<ManagerTiming> {
    private static final int PERMILLE = 1000;
    private static final int MAX_OUTSTANDING = 1024;

    private final Initiator initiator;
    private int addressStall;
    private int dataStall;
    private int responseStall;
    private int outstanding = 64;

    /**
     * Timing of one manager.
     *
     * @param initiator MMIO, HOST, DEVICE or MESSAGES
     */
    public ManagerTiming(Initiator initiator) {
        super(CommandKind.MANAGER_TIMING);
        if (initiator == Initiator.CONTROL) {
            throw new IllegalArgumentException("manager timing: no bus behind: initiator=" + initiator);
        }
        this.initiator = initiator;
    }

    /**
     * Probability, per cycle, that a new address waits.
     *
     * @param permille 0 to 999
     * @return this
     */
    public ManagerTiming addressStall(int permille) {
        addressStall = CommandEncoder.inRange("address stall permille", permille, 0, PERMILLE - 1);
        return this;
    }

    /**
     * Probability, per cycle, that a new data beat waits.
     *
     * @param permille 0 to 999
     * @return this
     */
    public ManagerTiming dataStall(int permille) {
        dataStall = CommandEncoder.inRange("data stall permille", permille, 0, PERMILLE - 1);
        return this;
    }

    /**
     * Probability, per cycle, that RREADY and BREADY are low.
     *
     * @param permille 0 to 999
     * @return this
     */
    public ManagerTiming responseStall(int permille) {
        responseStall = CommandEncoder.inRange("response stall permille", permille, 0, PERMILLE - 1);
        return this;
    }

    /**
     * Most requests outstanding per direction.
     *
     * @param count 1 to 1024
     * @return this
     */
    public ManagerTiming outstanding(int count) {
        outstanding = CommandEncoder.inRange("outstanding", count, 1, MAX_OUTSTANDING);
        return this;
    }

    @Override
    ManagerTiming self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        buffer.putInt(offset + CommandDescriptor.LENGTH, initiator.code());
        buffer.putInt(offset + CommandDescriptor.ARGUMENT0, addressStall);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT0 + Integer.BYTES, dataStall);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT1, responseStall);
        buffer.putInt(offset + CommandDescriptor.ARGUMENT1 + Integer.BYTES, outstanding);
    }
}
