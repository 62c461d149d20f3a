package dev.pagewalk.hdl.rtl.walk.conformance;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;

import java.util.Map;

/** The command queue of a scenario, as far as it removes anything from caches. */
final class CommandReader {
    private static final int COMMAND_BYTES = CommandFields.BYTES;

    private final WalkScript script;
    private long base;
    private int head;
    private boolean on;
    private boolean bigEndian;

    CommandReader(WalkScript script) {
        this.script = script;
    }

    void bigEndian(boolean value) {
        bigEndian = value;
    }

    /** A write to a register of the queue. One that may let stalled commands go on removes everything. */
    void register(int offset, int size, long value) {
        if (offset == Register.CQB.offset()) {
            base = size == 8 ? value : (base & ~0xffff_ffffL) | value;
        } else if (offset == Register.CQB.offset() + 4) {
            base = (base & 0xffff_ffffL) | value << 32;
        } else if (offset == Register.CQCSR.offset()) {
            boolean enable = (value & 1) != 0;
            head = enable && !on ? 0 : head;
            on = enable;
            everything();
        } else if (offset == Register.CQT.offset()) {
            everything();
        }
    }

    /** The commands up to a new head. */
    void run(Map<Long, Long> memory, int newHead) {
        int entries = 1 << ((base & 0x1f) + 1);
        long table = (base >>> 10 & (1L << 44) - 1) << 12;
        for (; head != newHead; head = (head + 1) % entries) {
            long address = table + (long) head * COMMAND_BYTES;
            execute(word(memory, address), word(memory, address + 8));
        }
    }

    private long word(Map<Long, Long> memory, long address) {
        long value = memory.getOrDefault(address, 0L);
        return bigEndian ? Long.reverseBytes(value) : value;
    }

    private void execute(long first, long second) {
        CommandOpcode.of(first).ifPresent(opcode -> {
            switch (opcode) {
                case IOTINVAL_VMA -> translations(InvalidationKind.VMA, first, second);
                case IOTINVAL_GVMA -> translations(InvalidationKind.GVMA, first, second);
                case IODIR_INVAL_DDT -> directories(InvalidationKind.DDT, first);
                case IODIR_INVAL_PDT -> directories(InvalidationKind.PDT, first);
                default -> {}
            }
        });
    }

    private void translations(InvalidationKind kind, long first, long second) {
        script.invalidate(
                kind.code(),
                CommandFields.INVAL_AV.bits().get(first),
                CommandFields.INVAL_GV.bits().get(first),
                CommandFields.INVAL_PSCV.bits().get(first),
                CommandFields.INVAL_NL.bits().get(first),
                CommandFields.INVAL_S.bits().get(second),
                CommandFields.INVAL_PSCID.bits().get(first),
                CommandFields.INVAL_GSCID.bits().get(first),
                CommandFields.INVAL_ADDR.bits().get(second),
                0,
                0,
                0);
    }

    private void directories(InvalidationKind kind, long first) {
        script.invalidate(
                kind.code(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                CommandFields.DIR_DV.bits().get(first),
                CommandFields.DIR_DID.bits().get(first),
                CommandFields.DIR_PID.bits().get(first));
    }

    /** Nothing may be left in any cache. */
    void everything() {
        script.invalidateAll(InvalidationKind.VMA).invalidateAll(InvalidationKind.GVMA);
        // VMA with GV=0 concerns host spaces; GVMA with GV=0 concerns every guest.
        script.invalidate(InvalidationKind.DDT.code(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
