package dev.pagewalk.bridge.command;

import dev.pagewalk.bridge.record.Initiator;

/** Kinds of commands. The numbers are part of the ABI and of the journal and only ever appended to. */
public enum CommandKind {
    /** Never valid. */
    NONE(Initiator.CONTROL),
    /** {@link MmioRead}. */
    MMIO_READ(Initiator.MMIO),
    /** {@link MmioWrite}. */
    MMIO_WRITE(Initiator.MMIO),
    /** {@link HostStore}. */
    HOST_STORE(Initiator.HOST),
    /** {@link HostLoad}. */
    HOST_LOAD(Initiator.HOST),
    /** {@link HostBarrier}. */
    HOST_BARRIER(Initiator.HOST),
    /** {@link DeviceRead}. */
    DEVICE_READ(Initiator.DEVICE),
    /** {@link DeviceWrite}. */
    DEVICE_WRITE(Initiator.DEVICE),
    /** {@link ManagerTiming}. */
    MANAGER_TIMING(Initiator.CONTROL),
    /** {@link MemoryTiming}. */
    MEMORY_TIMING(Initiator.CONTROL),
    /** {@link MemoryFault}. */
    MEMORY_FAULT(Initiator.CONTROL),
    /** {@link Poke}. */
    POKE(Initiator.CONTROL),
    /** {@link Reset}. */
    RESET(Initiator.CONTROL),
    /** {@link BridgeCanary}. */
    BRIDGE_CANARY(Initiator.CONTROL),
    /** {@link RtlCanary}. */
    RTL_CANARY(Initiator.CONTROL),
    /** {@link Mark}. */
    MARK(Initiator.CONTROL),
    /** {@link AtsMessage}. */
    ATS_MESSAGE(Initiator.MESSAGES);

    private static final CommandKind[] VALUES = values();

    private final Initiator initiator;

    CommandKind(Initiator initiator) {
        this.initiator = initiator;
    }

    /**
     * Who executes commands of this kind.
     *
     * @return the initiator
     */
    public Initiator initiator() {
        return initiator;
    }

    /**
     * Kind of a number.
     *
     * @param code the number
     * @return its kind; {@link #NONE} for a number nobody knows
     */
    public static CommandKind of(int code) {
        return code > 0 && code < VALUES.length ? VALUES[code] : NONE;
    }

    /**
     * Number in the ABI, which is the place in this list.
     *
     * @return the number
     */
    @SuppressWarnings("EnumOrdinal") // the list is only ever appended to
    public int code() {
        return ordinal();
    }
}
