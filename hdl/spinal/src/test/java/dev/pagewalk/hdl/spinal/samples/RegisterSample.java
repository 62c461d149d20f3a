package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.*;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;
import spinal.core.Vec;

/** State of all kinds. */
public final class RegisterSample extends Module<Void> {
    /** Two fields. */
    public static final class Pair extends Bundle {
        public final UInt tag = uint(4);
        public final Bool used = bool();
    }

    public final UInt operand = in(uint(8));
    public final Bool enable = in(bool());
    public final Pair pairIn = in(new Pair());
    public final UInt slot = in(uint(2));
    public final UInt result = out(uint(8));
    public final Pair pairOut = out(new Pair());
    public final Bits flags = out(bits(3));

    final UInt plain = reg(() -> uint(8));
    final UInt counter = regInit(u(0x5A, 8));
    final Bool busy = regInit(off());
    final Pair zeroed = regZero(Pair::new);
    final Pair partly = reg(Pair::new);
    final UInt late = regNext(operand);
    final UInt lateFromOne = regNext(operand, u(1, 8));
    final UInt held = regNextWhen(operand, enable);
    final UInt heldFromTwo = regNextWhen(operand, enable, u(2, 8));
    final Vec<UInt> slots = vec(4, i -> regInit(u(i, 8)));
    final Bool typed = regInit(() -> bool(), on());

    public RegisterSample() {
        resetTo(partly.used, on());
        set(plain, operand);
        set(counter, plus(counter, 1));
        set(partly, pairIn);
        when(enable, () -> {
            set(busy, true);
            set(zeroed, pairIn);
            set(at(slots, slot), operand);
        });
        set(typed, busy);
        set(
                result,
                plus(
                        plus(plus(plain, counter), plus(late, lateFromOne)),
                        plus(plus(held, heldFromTwo), at(slots, slot))));
        set(pairOut.tag, plus(zeroed.tag, partly.tag));
        set(pairOut.used, busy);
        set(at(flags, 0), zeroed.used);
        set(at(flags, 1), partly.used);
        set(at(flags, 2), typed);
    }
}
