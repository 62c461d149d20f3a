package dev.pagewalk.testbench.vectors;

import java.util.ArrayList;
import java.util.List;

/**
 * The MSIs that an operation must send: one for each bit of ipsr that went from 0 to 1, at the vector that icvec gives it
 * [IOMMU §1 ipsr, icvec; §10]. Needed where a scenario cannot list them: operations with {@code mem_may} carry no {@code
 * mem} [VECTORS §3].
 */
final class InterruptMessages {
    private static final int FCTL = 8;
    private static final int IPSR = 84;
    private static final int ICVEC = 760;
    private static final int MSI_TABLE = 768;
    private static final int MSI_ENTRY_BYTES = 16;
    private static final int SOURCES = 4;
    private static final long BIG_ENDIAN = 1;
    private static final long WIRED = 2;
    private static final int MSI_WRITE_FAULT = 273;

    private final VectorTarget target;
    private long pending;

    InterruptMessages(VectorTarget target) {
        this.target = target;
    }

    /** Remembers what is pending before an operation whose messages will be asked for. */
    void before(Expectation expectation) {
        if (expectation.memoryMay() != null) {
            pending = target.readRegister(IPSR, Integer.BYTES);
        }
    }

    /** The messages of the operation that has just been carried out. */
    List<MemoryComparison.Message> sent(Expectation expectation) {
        if (expectation.memoryMay() == null) {
            return List.of();
        }
        long control = target.readRegister(FCTL, Integer.BYTES);
        long risen = target.readRegister(IPSR, Integer.BYTES) & ~pending;
        List<MemoryComparison.Message> messages = new ArrayList<>();
        for (int source = 0; source < SOURCES && (control & WIRED) == 0; source++) {
            if (((risen >>> source) & 1) != 0) {
                add(messages, source, (control & BIG_ENDIAN) != 0, expectation);
            }
        }
        return messages;
    }

    private void add(List<MemoryComparison.Message> messages, int source, boolean bigEndian, Expectation expectation) {
        long vectors = target.readRegister(ICVEC, Integer.BYTES);
        int entry = MSI_TABLE + MSI_ENTRY_BYTES * (int) ((vectors >>> (4 * source)) & 0xf);
        boolean masked = (target.readRegister(entry + 12, Integer.BYTES) & 1) != 0;
        long address = target.readRegister(entry, Long.BYTES);
        if (!masked && !refused(address, expectation)) {
            int data = (int) target.readRegister(entry + 8, Integer.BYTES);
            messages.add(new MemoryComparison.Message(address, bigEndian ? Integer.reverseBytes(data) : data));
        }
    }

    /** A message whose store faults is reported with cause 273 and leaves memory as it is. */
    private static boolean refused(long address, Expectation expectation) {
        return expectation.faults() != null
                && expectation.faults().stream()
                        .anyMatch(fault -> fault.cause() == MSI_WRITE_FAULT && fault.iotval() == address);
    }
}
