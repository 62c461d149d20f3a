package dev.pagewalk.host.fake;

import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.FaultRecord;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.architecture.TransactionType;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.bus.FakeRegisters;
import dev.pagewalk.host.bus.SparseMemory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Register block, command queue and translation with a cache that forgets only what it is told to forget.
 *
 * <p>Plugs into {@link FakeHostBus}. Commands run when the tail is written, from memory as it then is.
 */
public final class FakeIommu implements FakeRegisters {

    /** What a typical configuration announces: Sv39 to Sv57 in both stages, NAPOT, PBMT, wires, 56 address bits. */
    public static final long DEFAULT_CAPABILITIES = Capabilities.VERSION.of(Capabilities.VERSION_1_0)
            | Capabilities.SV39.of(1)
            | Capabilities.SV48.of(1)
            | Capabilities.SV57.of(1)
            | Capabilities.SV39X4.of(1)
            | Capabilities.SV48X4.of(1)
            | Capabilities.SV57X4.of(1)
            | Capabilities.SVPBMT.of(1)
            | Capabilities.IGS.of(1)
            | Capabilities.PAS.of(56);

    private record Key(int device, long page) {}

    private final Map<Integer, Long> registers = new HashMap<>();
    private final Map<Key, FakeWalk.Result> cache = new HashMap<>();
    private final List<long[]> commands = new ArrayList<>();
    private final SparseMemory memory;
    private boolean deaf;

    /** An IOMMU with default capabilities, plugged into the bus. */
    public FakeIommu(FakeHostBus bus) {
        this(bus, DEFAULT_CAPABILITIES);
    }

    /** An IOMMU with these capabilities, plugged into the bus. */
    public FakeIommu(FakeHostBus bus, long capabilities) {
        this.memory = bus.memory();
        bus.registers(this);
        put(Register.CAPABILITIES, capabilities);
    }

    /** Commands that ran, as their two doublewords. */
    public List<long[]> commands() {
        return commands;
    }

    /** Stops answering doorbells, as broken hardware would. */
    public void deaf(boolean on) {
        deaf = on;
    }

    /** Translates a device access; empty when it faults, which leaves a record in the fault queue. */
    public OptionalLong translate(int device, long iova, boolean write) {
        Key key = new Key(device, iova >>> 12);
        FakeWalk.Result cached = cache.get(key);
        FakeWalk.Result result = cached != null && (!write || cached.writable())
                ? cached
                : new FakeWalk(memory, get(Register.DDTP), get(Register.CAPABILITIES)).walk(device, iova, write);
        if (result.cause() != null) {
            record(device, iova, write, result.cause());
            return OptionalLong.empty();
        }
        cache.put(key, result);
        return OptionalLong.of(result.page() | (iova & 0xFFF));
    }

    @Override
    public long read(int offset, int bytes) {
        return registers.getOrDefault(offset, 0L);
    }

    @Override
    public void write(int offset, int bytes, long value) {
        Register register = Register.at(offset).orElseThrow();
        switch (register) {
            case CAPABILITIES, CQH, FQT -> {
                // Read only.
            }
            case DDTP -> put(register, DirectoryPointer.BUSY.insert(value, 0));
            case CQCSR, FQCSR -> writeControl(register, value);
            case IPSR -> {
                put(register, get(register) & ~value);
                raiseForFence();
            }
            case CQT -> {
                put(register, value);
                runCommands();
            }
            default -> put(register, value);
        }
    }

    private void writeControl(Register register, long value) {
        long enable = QueueRegisters.ENABLE.get(value);
        long kept = value & (QueueRegisters.ENABLE.mask() | QueueRegisters.INTERRUPT_ENABLE.mask());
        boolean starts = enable == 1 && !QueueRegisters.ON.isSet(get(register));
        if (starts) {
            put(register == Register.CQCSR ? Register.CQH : Register.FQT, 0);
            put(register, 0);
        }
        long sticky = QueueRegisters.MEMORY_FAULT.mask()
                | QueueRegisters.OVERFLOW.mask()
                | (register == Register.CQCSR ? QueueRegisters.FENCE_WIRE_PENDING.mask() : 0);
        put(register, kept | (get(register) & sticky & ~value) | QueueRegisters.ON.of(enable));
    }

    @Override
    public boolean interrupt(int wire) {
        long pending = get(Register.IPSR);
        long vectors = get(Register.ICVEC);
        boolean command = InterruptRegisters.CIP.isSet(pending) && InterruptRegisters.CIV.get(vectors) == wire;
        return command || (InterruptRegisters.FIP.isSet(pending) && InterruptRegisters.FIV.get(vectors) == wire);
    }

    private void raiseForFence() {
        long csr = get(Register.CQCSR);
        if (QueueRegisters.FENCE_WIRE_PENDING.isSet(csr) && QueueRegisters.INTERRUPT_ENABLE.isSet(csr)) {
            put(Register.IPSR, get(Register.IPSR) | InterruptRegisters.CIP.mask());
        }
    }

    private void completeFence(long[] command) {
        memory.write(CommandFields.FENCE_ADDR.get(command) << 2, 4, CommandFields.FENCE_DATA.get(command));
        if (CommandFields.FENCE_WSI.isSet(command)) {
            put(Register.CQCSR, get(Register.CQCSR) | QueueRegisters.FENCE_WIRE_PENDING.mask());
            raiseForFence();
        }
    }

    private void runCommands() {
        long base = QueueRegisters.BASE_PPN.get(get(Register.CQB)) << 12;
        long entries = 2L << QueueRegisters.LOG2SZ_MINUS_1.get(get(Register.CQB));
        long head = get(Register.CQH);
        while (!deaf && head != get(Register.CQT)) {
            long slot = base + head * CommandFields.BYTES;
            long[] command = {memory.read(slot, 8), memory.read(slot + 8, 8)};
            commands.add(command);
            if (!run(command)) {
                put(Register.CQCSR, get(Register.CQCSR) | QueueRegisters.COMMAND_ILLEGAL.mask());
                return;
            }
            head = (head + 1) % entries;
            put(Register.CQH, head);
        }
    }

    private boolean run(long[] command) {
        CommandOpcode opcode = CommandOpcode.of(command[0]).orElse(null);
        if (opcode == null) {
            return false;
        }
        switch (opcode) {
            case IOTINVAL_VMA, IOTINVAL_GVMA -> invalidate(command);
            case IODIR_INVAL_DDT, IODIR_INVAL_PDT -> cache.clear();
            case IOFENCE_C -> completeFence(command);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void invalidate(long[] command) {
        boolean byAddress = CommandFields.INVAL_AV.isSet(command);
        long page = CommandFields.INVAL_ADDR.get(command);
        cache.entrySet()
                .removeIf(entry ->
                        !byAddress || entry.getValue().covers(entry.getKey().page(), page));
    }

    private void record(int device, long iova, boolean write, FaultCause cause) {
        long base = QueueRegisters.BASE_PPN.get(get(Register.FQB)) << 12;
        long entries = 2L << QueueRegisters.LOG2SZ_MINUS_1.get(get(Register.FQB));
        long tail = get(Register.FQT);
        long next = (tail + 1) % entries;
        if (next == get(Register.FQH)) {
            put(Register.FQCSR, get(Register.FQCSR) | QueueRegisters.OVERFLOW.mask());
            return;
        }
        long[] words = new long[FaultRecord.BYTES / Long.BYTES];
        FaultRecord.CAUSE.insert(words, cause.code());
        FaultRecord.DID.insert(words, device);
        FaultRecord.IOTVAL.insert(words, iova);
        FaultRecord.TTYP.insert(
                words, (write ? TransactionType.UNTRANSLATED_WRITE : TransactionType.UNTRANSLATED_READ).code());
        if (cause.isGuestPageFault()) {
            FaultRecord.IOTVAL2.insert(words, iova & ~3L);
        }
        for (int word = 0; word < words.length; word++) {
            memory.write(base + tail * FaultRecord.BYTES + word * 8L, 8, words[word]);
        }
        put(Register.FQT, next);
        if (QueueRegisters.INTERRUPT_ENABLE.isSet(get(Register.FQCSR))) {
            put(Register.IPSR, get(Register.IPSR) | InterruptRegisters.FIP.mask());
        }
    }

    private long get(Register register) {
        return registers.getOrDefault(register.offset(), 0L);
    }

    private void put(Register register, long value) {
        registers.put(register.offset(), value);
    }
}
