package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.field;

/**
 * What the three queues share: base register, indices, enable and status bits [IOMMU §1 cqb/fqb/pqb, csr].
 *
 * <pre>
 *   base: LOG2SZ-1 4:0, PPN 53:10
 *   csr:  en 0, ie 1, errors 11:8 (RW1C), on 16, busy 17
 * </pre>
 */
abstract class InMemoryQueue {
    static final long ENABLE = 1;
    static final long INTERRUPT_ENABLE = 2;
    static final long MEMORY_FAULT = 1 << 8;
    private static final long ON = 1 << 16;

    protected final Capabilities capabilities;
    protected final ImplicitAccessPort port;
    protected final RegisterState registers;
    protected final Interrupts interrupts;
    private final int entryBytes;
    private final long errorBits;
    private long base;
    protected long head;
    protected long tail;
    protected long status;

    InMemoryQueue(
            Capabilities capabilities,
            ImplicitAccessPort port,
            RegisterState registers,
            Interrupts interrupts,
            int entryBytes,
            long errorBits) {
        this.capabilities = capabilities;
        this.port = port;
        this.registers = registers;
        this.interrupts = interrupts;
        this.entryBytes = entryBytes;
        this.errorBits = errorBits;
    }

    /** The queue has been switched on: clear the index that hardware owns. */
    abstract void enabled();

    /** True when an error bit or event that software must see holds, the enable apart. */
    abstract boolean levelCondition();

    abstract Interrupts.Source source();

    final long base() {
        return base;
    }

    /** A write zeroes the bits of the software index that the new size does not have [IOMMU §1 cqb]. */
    final void writeBase(long value) {
        base = (value & 0x1f) | ((field(value, 53, 10) & capabilities.ppnMask()) << 10);
        trimSoftwareIndex();
    }

    abstract void trimSoftwareIndex();

    /** Ones in the bits that an index has. */
    final long indexMask() {
        return Bits.ones((int) field(base, 4, 0) + 1);
    }

    final long entryAddress(long index) {
        return (field(base, 53, 10) << 12) + index * entryBytes;
    }

    final long head() {
        return head;
    }

    final long tail() {
        return tail;
    }

    final long status() {
        return status;
    }

    final boolean on() {
        return (status & ON) != 0;
    }

    /** Enable transitions, RW1C error bits, and a pending bit for a condition that is there already. */
    final void writeStatus(long value) {
        boolean wasOn = on();
        boolean enable = (value & ENABLE) != 0;
        long errors = status & errorBits & ~value;
        status = (value & (ENABLE | INTERRUPT_ENABLE)) | errors | (enable ? ON : 0);
        if (enable && !wasOn) {
            status &= ~errorBits;
            enabled();
        }
        reevaluateInterrupt();
    }

    /** Sets the pending bit again while the condition holds [IOMMU §1 ipsr]. */
    final void reevaluateInterrupt() {
        if (interruptEnabled() && levelCondition()) {
            interrupts.raise(source());
        }
    }

    final boolean interruptEnabled() {
        return (status & INTERRUPT_ENABLE) != 0;
    }

    protected final void setStatus(long bits) {
        status |= bits;
        reevaluateInterrupt();
    }

    protected final boolean anyStatus(long bits) {
        return (status & bits) != 0;
    }

    protected final boolean full() {
        return ((tail + 1) & indexMask()) == head;
    }

    /** Writes one doubleword of an entry. */
    protected final AccessOutcome writeEntryWord(AccessKind kind, long address, long value) {
        port.begin(kind, registers.rcid(), registers.mcid());
        return port.write(address, Long.BYTES, value, registers.bigEndian());
    }
}
