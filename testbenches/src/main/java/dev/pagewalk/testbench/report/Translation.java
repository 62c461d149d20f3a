package dev.pagewalk.testbench.report;

/**
 * A completed translation as the observation port tells it.
 *
 * @param cycle cycle of the record
 * @param device device_id
 * @param write true for a write
 * @param iova address asked
 * @param fault true if it was refused
 * @param cause fault cause, 0 without a fault
 * @param physical address answered, 0 with a fault
 * @param source which cache served it
 * @param reads memory reads of its walk
 */
public record Translation(
        long cycle,
        int device,
        boolean write,
        long iova,
        boolean fault,
        int cause,
        long physical,
        String source,
        int reads) {
    private static final String[] SOURCES = {"IOTLB", "L2", "walk", "bare", "none"};

    static String source(long code) {
        return code < SOURCES.length ? SOURCES[(int) code] : "source " + code;
    }

    /** True if a walk was needed, also one that ended in a refusal. */
    public boolean isWalked() {
        return fault || "walk".equals(source);
    }

    /** One line for a trace. */
    public String line() {
        String result = fault ? "fault cause " + cause : "0x" + Long.toHexString(physical);
        return String.format(
                "%8d  translation  device %d %-5s 0x%x -> %s (%s, %d reads)",
                cycle, device, write ? "write" : "read", iova, result, source, reads);
    }
}
