package dev.pagewalk.testbench.judge.stream;

/** The memory subordinates of the test SoC. */
public enum MemoryPort {
    /** Translated device traffic, {@code m_axi_mem}. */
    MEM("m_axi_mem"),
    /** Walks and queues, {@code m_axi_ptw}. */
    PTW("m_axi_ptw"),
    /** Host stores and loads, {@code m_axi_host}. */
    HOST("m_axi_host");

    private final String bus;

    MemoryPort(String bus) {
        this.bus = bus;
    }

    /** Pin prefix of the bus that leads to this port. */
    public String bus() {
        return bus;
    }
}
