package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

import java.util.List;

/** Fetching and executing commands [IOMMU §9, §1 cqcsr]. */
final class CommandQueue extends InMemoryQueue {
    private static final int ENTRY_BYTES = 16;
    private static final long TIMEOUT = 1 << 9;
    private static final long ILLEGAL = 1 << 10;
    private static final long FENCE_WIRE = 1 << 11;
    private static final long STALLED = MEMORY_FAULT | TIMEOUT | ILLEGAL;

    private static final int FENCE_AV = 10;
    private static final int FENCE_WSI = 11;
    private static final int FENCE_PR = 12;
    private static final int FENCE_PW = 13;

    private final CommandFormat format;
    private final InvalidationTags tags;
    private final List<PcieMessage> messages;
    private final List<IommuListener> listeners;

    CommandQueue(
            Capabilities capabilities,
            ImplicitAccessPort port,
            RegisterState registers,
            Interrupts interrupts,
            InvalidationTags tags,
            List<PcieMessage> messages,
            List<IommuListener> listeners) {
        super(capabilities, port, registers, interrupts, ENTRY_BYTES, STALLED | FENCE_WIRE);
        format = new CommandFormat(capabilities);
        this.tags = tags;
        this.messages = messages;
        this.listeners = listeners;
    }

    void writeTail(long value) {
        tail = value & indexMask();
    }

    /** Executes until the queue is empty, stalled by an error, or waiting for a device. */
    void run() {
        while (on() && !anyStatus(STALLED) && head != tail && step()) {
            head = (head + 1) & indexMask();
        }
    }

    /** Executes the command at the head; false when the head stays. */
    private boolean step() {
        port.begin(AccessKind.COMMAND, registers.rcid(), registers.mcid());
        if (port.read(entryAddress(head), ENTRY_BYTES) != AccessOutcome.OK) {
            return stall(MEMORY_FAULT);
        }
        long first = port.word(0, registers.bigEndian());
        long second = port.word(1, registers.bigEndian());
        CommandFormat.Kind kind = format.decode(first, second, registers.wireSignaled());
        if (kind == null) {
            return stall(ILLEGAL);
        }
        return switch (kind) {
            case IOTINVAL_VMA -> invalidate(Invalidation.translation(Invalidation.Scope.VMA, first, second));
            case IOTINVAL_GVMA -> invalidate(Invalidation.translation(Invalidation.Scope.GVMA, first, second));
            case IODIR_INVAL_DDT -> invalidate(Invalidation.directory(Invalidation.Scope.DDT, first));
            case IODIR_INVAL_PDT -> invalidate(Invalidation.directory(Invalidation.Scope.PDT, first));
            case IOFENCE_C -> fence(first, second);
            case ATS_INVAL -> invalidateDevice(first, second);
            case ATS_PRGR -> respondPageGroup(first, second);
        };
    }

    private boolean stall(long error) {
        setStatus(error);
        return false;
    }

    private boolean invalidate(Invalidation invalidation) {
        for (IommuListener listener : listeners) {
            listener.onInvalidation(invalidation);
        }
        return true;
    }

    /** [IOMMU §9 IOFENCE.C] waits, orders, writes DATA, signals; a write fault leaves the fence uncompleted. */
    private boolean fence(long first, long second) {
        if (tags.anyWaiting()) {
            return false;
        }
        if (tags.takeTimeout()) {
            return stall(TIMEOUT);
        }
        if (bit(first, FENCE_AV) && writeData(field(first, 63, 32), second) != AccessOutcome.OK) {
            return stall(MEMORY_FAULT);
        }
        for (IommuListener listener : listeners) {
            listener.onFence(bit(first, FENCE_PR), bit(first, FENCE_PW));
        }
        if (bit(first, FENCE_WSI)) {
            setStatus(FENCE_WIRE);
        }
        return true;
    }

    private AccessOutcome writeData(long data, long second) {
        port.begin(AccessKind.FENCE_DATA, registers.rcid(), registers.mcid());
        return port.write(second << 2, Integer.BYTES, data, registers.bigEndian());
    }

    /** [IOMMU §9 ATS.INVAL] waits while every tag is taken. */
    private boolean invalidateDevice(long first, long second) {
        if (!tags.available()) {
            return false;
        }
        PcieMessage request = PcieMessage.ofCommand(PcieMessage.Type.INVALIDATION_REQUEST, first, second);
        tags.sent(request);
        messages.add(request);
        return true;
    }

    private boolean respondPageGroup(long first, long second) {
        messages.add(PcieMessage.ofCommand(PcieMessage.Type.PAGE_GROUP_RESPONSE, first, second));
        return true;
    }

    @Override
    void trimSoftwareIndex() {
        tail &= indexMask();
    }

    @Override
    void enabled() {
        head = 0;
    }

    @Override
    boolean levelCondition() {
        return anyStatus(STALLED | FENCE_WIRE);
    }

    @Override
    Interrupts.Source source() {
        return Interrupts.Source.COMMAND;
    }
}
