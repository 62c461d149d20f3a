package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.host.bus.DriverListener.TableKind;

/**
 * The command queue: commands in memory, tail rung after a barrier, completion seen by an IOFENCE.C that stores.
 * [IOMMU §4.1]
 */
public final class CommandQueue {

    private static final int FENCE_BYTES = 4;
    private static final int POLLS_PER_ERROR_CHECK = 64;
    private static final long WAIT_SLICE = 256;

    private final IommuRegisters registers;
    private final TableMemory memory;
    private final IommuDriverSettings settings;
    private final boolean wires;
    private final int entries;
    private final long base;
    private final long fenceWord;
    private int tail;
    private int knownHead;
    private int fences;

    CommandQueue(IommuRegisters registers, TableMemory memory, IommuDriverSettings settings, boolean wires) {
        this.registers = registers;
        this.memory = memory;
        this.settings = settings;
        this.wires = wires && settings.waitByInterrupt();
        this.entries = 1 << settings.commandQueueLog2();
        this.base = memory.allocate(TableKind.COMMAND_QUEUE, entries * CommandFields.BYTES, 0, 0);
        this.fenceWord = memory.allocate(TableKind.FENCE_WORD, FENCE_BYTES, 0, 0);
    }

    void start() {
        long value = QueueRegisters.LOG2SZ_MINUS_1.of(settings.commandQueueLog2() - 1)
                | QueueRegisters.BASE_PPN.of(base >>> 12);
        memory.bus().barrier();
        registers.write(Register.CQB, value);
        registers.write(Register.CQT, 0);
        long interrupts = wires ? QueueRegisters.INTERRUPT_ENABLE.of(1) : 0;
        registers.write(Register.CQCSR, QueueRegisters.ENABLE.of(1) | interrupts);
        registers.waitFor(Register.CQCSR, QueueRegisters.ON, 1);
    }

    void stop() {
        registers.write(Register.CQCSR, 0);
        registers.waitFor(Register.CQCSR, QueueRegisters.BUSY, 0);
        registers.waitFor(Register.CQCSR, QueueRegisters.ON, 0);
        memory.free(TableKind.COMMAND_QUEUE, base, entries * CommandFields.BYTES);
        memory.free(TableKind.FENCE_WORD, fenceWord, FENCE_BYTES);
    }

    /** Writes a command behind the tail; the IOMMU does not see it before {@link #fence}. */
    public void submit(Command command) {
        int next = (tail + 1) % entries;
        if (next == knownHead) {
            waitForSpace(next);
        }
        long slot = base + (long) tail * CommandFields.BYTES;
        memory.store(slot, Long.BYTES, command.low());
        memory.store(slot + Long.BYTES, Long.BYTES, settings.protocol().operands(command.high()));
        memory.listener().commandQueued(command.low(), command.high());
        tail = next;
    }

    /** Rings the doorbell and waits until everything submitted is complete and device accesses have drained. */
    public void fence() {
        fences++;
        submit(Command.fence(fenceWord, fences, wires));
        ring();
        memory.listener().fenceStarted(fences);
        settings.protocol().awaitFence(this::awaitFence);
        memory.listener().fenceCompleted(fences);
    }

    /** Shows queued commands to the IOMMU. */
    void ring() {
        settings.protocol().beforeDoorbell(memory.bus());
        registers.write(Register.CQT, tail);
    }

    private void awaitFence() {
        long start = memory.bus().cycle();
        int polls = 0;
        while (memory.load(fenceWord, FENCE_BYTES) != fences) {
            if (wires) {
                memory.bus().await(settings.commandVector(), WAIT_SLICE);
            }
            polls++;
            if (polls % POLLS_PER_ERROR_CHECK == 0) {
                requireHealthy();
            }
            if (memory.bus().cycle() - start > settings.cycleLimit()) {
                requireHealthy();
                throw IommuException.hardware("fence does not complete: fence=%d, cycles=%d, cqh=%d, cqt=%d"
                        .formatted(fences, settings.cycleLimit(), registers.read(Register.CQH), tail));
            }
        }
        if (wires) {
            registers.write(
                    Register.CQCSR,
                    QueueRegisters.ENABLE.of(1)
                            | QueueRegisters.INTERRUPT_ENABLE.of(1)
                            | QueueRegisters.FENCE_WIRE_PENDING.of(1));
            registers.write(Register.IPSR, InterruptRegisters.CIP.of(1));
        }
    }

    private void waitForSpace(int next) {
        long start = memory.bus().cycle();
        knownHead = head();
        if (next == knownHead) {
            ring();
        }
        while (next == knownHead) {
            requireHealthy();
            knownHead = head();
            if (memory.bus().cycle() - start > settings.cycleLimit()) {
                throw IommuException.hardware("command queue stays full: cqt=" + tail);
            }
        }
    }

    private int head() {
        return (int) registers.read(Register.CQH);
    }

    private void requireHealthy() {
        long csr = registers.read(Register.CQCSR);
        boolean faulty = QueueRegisters.MEMORY_FAULT.isSet(csr)
                || QueueRegisters.COMMAND_ILLEGAL.isSet(csr)
                || QueueRegisters.COMMAND_TIMEOUT.isSet(csr);
        if (faulty) {
            throw IommuException.hardware(
                    "command queue stopped: cqcsr=0x%x, cqh=%d".formatted(csr, registers.read(Register.CQH)));
        }
    }
}
