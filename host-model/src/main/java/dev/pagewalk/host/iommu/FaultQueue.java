package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.FaultRecord;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.host.bus.DriverListener.TableKind;

import java.util.ArrayList;
import java.util.List;

/** The fault queue, read by polling or after its interrupt. [IOMMU §4.2] */
public final class FaultQueue {

    private static final int RECORD_WORDS = FaultRecord.BYTES / Long.BYTES;

    private final IommuRegisters registers;
    private final TableMemory memory;
    private final IommuDriverSettings settings;
    private final int entries;
    private final long base;
    private int head;
    private long overflows;

    FaultQueue(IommuRegisters registers, TableMemory memory, IommuDriverSettings settings) {
        this.registers = registers;
        this.memory = memory;
        this.settings = settings;
        this.entries = 1 << settings.faultQueueLog2();
        this.base = memory.allocate(TableKind.FAULT_QUEUE, entries * FaultRecord.BYTES, 0, 0);
    }

    void start() {
        long value = QueueRegisters.LOG2SZ_MINUS_1.of(settings.faultQueueLog2() - 1)
                | QueueRegisters.BASE_PPN.of(base >>> 12);
        memory.bus().barrier();
        registers.write(Register.FQB, value);
        registers.write(Register.FQH, 0);
        registers.write(Register.FQCSR, enabled());
        registers.waitFor(Register.FQCSR, QueueRegisters.ON, 1);
    }

    void stop() {
        registers.write(Register.FQCSR, 0);
        registers.waitFor(Register.FQCSR, QueueRegisters.BUSY, 0);
        registers.waitFor(Register.FQCSR, QueueRegisters.ON, 0);
        memory.free(TableKind.FAULT_QUEUE, base, entries * FaultRecord.BYTES);
    }

    /** Takes every record that is there, oldest first; clears overflow and memory-fault after the head has moved. */
    public List<FaultReport> poll() {
        List<FaultReport> reports = new ArrayList<>();
        int tail = (int) registers.read(Register.FQT);
        while (head != tail) {
            reports.add(read(head));
            head = (head + 1) % entries;
        }
        if (!reports.isEmpty()) {
            registers.write(Register.FQH, head);
        }
        clearErrors();
        return reports;
    }

    /** Waits for the wire of the fault queue, then polls; empty after the limit. */
    public List<FaultReport> await(long maxCycles) {
        boolean raised = memory.bus().await(settings.faultVector(), maxCycles);
        if (raised) {
            registers.write(Register.IPSR, InterruptRegisters.FIP.of(1));
        }
        return poll();
    }

    /** Times the queue was found overflowed or stopped by a memory fault. */
    public long overflows() {
        return overflows;
    }

    private FaultReport read(int index) {
        long[] words = new long[RECORD_WORDS];
        long address = base + (long) index * FaultRecord.BYTES;
        for (int word = 0; word < RECORD_WORDS; word++) {
            words[word] = memory.load(address + (long) word * Long.BYTES, Long.BYTES);
        }
        return FaultReport.of(words);
    }

    private void clearErrors() {
        long csr = registers.read(Register.FQCSR);
        long errors = csr & (QueueRegisters.OVERFLOW.mask() | QueueRegisters.MEMORY_FAULT.mask());
        if (errors != 0) {
            overflows++;
            registers.write(Register.FQCSR, enabled() | errors);
        }
    }

    private static long enabled() {
        return QueueRegisters.ENABLE.of(1) | QueueRegisters.INTERRUPT_ENABLE.of(1);
    }
}
