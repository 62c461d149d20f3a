package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Registers.*;
import static dev.pagewalk.hdl.spinal.Shapes.*;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;
import spinal.core.Vec;

/** Bundles with constructor parameters where SpinalHDL has to make another one of the same type. */
public final class CloneSample extends Module<Integer> {
    /** Two parameters, one of them not a field. */
    static class Pair extends Bundle {
        final UInt tag;
        final UInt value;

        Pair(int tagWidth, long both) {
            tag = uint(tagWidth);
            value = uint((int) both - tagWidth);
        }
    }

    /** Parameters pass through to the base. */
    static final class Wide extends Pair {
        final Bool extra = bool();

        Wide(int tagWidth) {
            super(tagWidth, 8);
        }
    }

    /** Refers to the component around it. */
    final class Inner extends Bundle {
        final UInt number = uint(parameters);
    }

    public final Bool pick = in(bool());
    public final UInt index = in(uint(1));
    public final Wide a = in(new Wide(3));
    public final Wide b = in(new Wide(3));
    public final Wide later = out(new Wide(3));
    public final Wide chosen = out(new Wide(3));
    public final Wide indexed = out(new Wide(3));
    public final Inner inner = out(new Inner());

    final Wide delayed = regNext(a);
    final Vec<Wide> both = vec(2, i -> i == 0 ? a : b);
    final Inner counted = regInit(zero());

    public CloneSample(int width) {
        super(width);
        set(later, delayed);
        set(chosen, mux(pick, a, b));
        set(indexed, at(both, index));
        set(inner, counted);
        set(counted.number, resize(index, 4));
    }

    private Inner zero() {
        Inner zero = new Inner();
        set(zero.number, 0);
        return zero;
    }
}
