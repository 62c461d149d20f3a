package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.HwEnum;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;
import spinal.core.Vec;

import java.util.List;

/** Assignments and decisions. */
public final class StatementSample extends Module<Void> {
    /** Kinds of access. */
    enum Kind {
        READ,
        WRITE,
        EXECUTE
    }

    /** Payload. */
    public static final class Pair extends Bundle {
        public final UInt tag = uint(4);
        public final Bool used = bool();
    }

    static final HwEnum<Kind> KIND = new HwEnum<>(Kind.class);

    public final Bool a = in(bool());
    public final Bool b = in(bool());
    public final UInt number = in(uint(3));
    public final Bits pattern = in(bits(4));
    public final Pair pairIn = in(new Pair());
    public final Vec<UInt> vecIn = in(vec(2, i -> uint(4)));
    public final Pair pairOut = out(new Pair());
    public final Vec<UInt> vecOut = out(vec(2, i -> uint(4)));
    public final UInt chain = out(uint(4));
    public final UInt byNumber = out(uint(4));
    public final Bits byPattern = out(bits(4));
    public final UInt byKind = out(uint(4));

    final SpinalEnumCraft<HwEnum<Kind>> kind = regInit(KIND.of(Kind.READ));

    public StatementSample() {
        set(pairOut, pairIn);
        set(vecOut, vecIn);
        when(a, () -> set(chain, 1)).elsewhen(b, () -> set(chain, 2)).otherwise(() -> set(chain, u(3, 4)));
        select(number, () -> {
            is(0, () -> set(byNumber, 7));
            is(List.of(1, 2), () -> set(byNumber, 8));
            is(u(3, 3), () -> set(byNumber, 9));
            isOther(() -> set(byNumber, 0));
        });
        select(pattern, () -> {
            is(b("A", 4), () -> set(byPattern, 1));
            is(0xB, () -> set(byPattern, pattern));
            isOther(() -> set(byPattern, zeros(4)));
        });
        select(kind, () -> {
            is(Kind.READ, () -> {
                set(byKind, 1);
                when(a, () -> set(kind, Kind.WRITE));
            });
            is(KIND.of(Kind.WRITE), () -> {
                set(byKind, 2);
                set(kind, KIND.of(Kind.EXECUTE));
            });
            is(Kind.EXECUTE, () -> set(byKind, 3));
        });
    }
}
