package dev.pagewalk.bridge.record;

/** The memory subordinates, which share one memory. The numbers are part of the ABI. */
public enum MemoryPort {
    /** {@code m_axi_mem}: translated traffic. */
    MEM("m_axi_mem"),
    /** {@code m_axi_ptw}: walks, queues, notices. */
    PTW("m_axi_ptw"),
    /** {@code m_axi_host}: loads and stores of the host. */
    HOST("m_axi_host");

    private static final MemoryPort[] VALUES = values();

    private final String bus;

    MemoryPort(String bus) {
        this.bus = bus;
    }

    /**
     * The bus that this subordinate serves.
     *
     * @return its Verilog name
     */
    public String bus() {
        return bus;
    }

    /**
     * Port of a number.
     *
     * @param code the number
     * @return the port
     */
    public static MemoryPort of(int code) {
        return VALUES[code];
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
