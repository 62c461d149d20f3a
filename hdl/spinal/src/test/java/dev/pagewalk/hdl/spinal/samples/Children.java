package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Registers.*;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.UInt;

/** Small components for others to instantiate. */
final class Children {
    private Children() {}

    /** Fields in an abstract base: two levels of constructors. */
    abstract static class Stage extends Module<Integer> {
        final UInt x = in(uint(parameters));
        final UInt y = out(uint(parameters));
        final UInt held = reg(() -> uint(parameters));

        Stage(int width) {
            super(width);
            set(held, x);
        }
    }

    /** Adds one. */
    static final class Increment extends Stage {
        final UInt sum = plus(held, 1);

        Increment(int width) {
            super(width);
            set(y, sum);
        }
    }

    /** Inverts. */
    static final class Invert extends Stage {
        Invert(int width) {
            super(width);
            set(y, not(held));
        }
    }

    /** Nothing to connect. */
    static final class Silent extends Module<Void> {
        final UInt ticks = regInit(u(0, 4));

        Silent() {
            set(ticks, plus(ticks, 1));
        }
    }
}
