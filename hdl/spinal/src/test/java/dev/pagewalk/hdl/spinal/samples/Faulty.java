package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Memories.*;
import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Shapes.*;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Choices;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.UInt;

import java.math.BigInteger;
import java.util.List;

/** One design error, by number. */
public final class Faulty extends Module<Faulty.Mistake> {
    /** What is wrong. */
    public enum Mistake {
        WIDTH,
        LATCH,
        LOOP,
        NO_DRIVER,
        HIERARCHY,
        OVERLAP,
        LITERAL,
        SLICE,
        BUNDLE,
        MUX,
        SELECT,
        NULL,
        EXTEND,
        ONE_BIT,
        MASK,
        CONTENT,
        GENERIC
    }

    static final class Left extends Bundle {
        final Bool a = bool();
    }

    static final class Right extends Bundle {
        final Bool a = bool();
    }

    enum Kind {
        A
    }

    static final class Child extends Module<Void> {
        final UInt x = in(uint(8));
        final UInt hidden = uint(8);

        Child() {
            set(hidden, x);
        }
    }

    public final UInt x = in(uint(8));
    public final Bool c = in(bool());
    public final UInt y = out(uint(8));
    final UInt later;

    public Faulty(Mistake error) {
        super(error);
        switch (error) {
            case WIDTH -> set(y, slice(x, 3, 0));
            case LATCH -> when(c, () -> set(y, x));
            case LOOP -> set(y, plus(y, 1));
            case NO_DRIVER -> {}
            case HIERARCHY -> {
                Child child = new Child();
                set(child.x, x);
                set(child.hidden, x);
                set(y, x);
            }
            case OVERLAP -> {
                set(y, x);
                set(y, 3);
            }
            case LITERAL -> set(y, u(256, 8));
            case SLICE -> set(y, slice(x, 8, 1));
            case BUNDLE -> this.<Bundle>copy(new Left(), new Right());
            case MUX -> Choices.mux(c, x, c);
            case SELECT -> select(x, () -> is(Kind.A, () -> set(y, 0)));
            case EXTEND -> set(y, zeroExtend(x, 7));
            case ONE_BIT -> set(c, toBool(x));
            case MASK -> write(mem(() -> uint(8), 4), slice(x, 1, 0), x, c, zeros(3));
            case CONTENT -> content(mem(() -> uint(8), 4), List.of(BigInteger.ONE));
            case GENERIC -> this.<Data>assigned(y, c);
            case NULL -> set(y, this.lateSignal());
        }
        later = uint(8);
    }

    private UInt lateSignal() {
        return later;
    }

    private <T extends Data> void assigned(T target, T value) {
        assign(target, value);
    }

    private <T extends Bundle> void copy(T target, T value) {
        set(target, value);
    }
}
