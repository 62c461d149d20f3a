package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Checks.*;
import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Signals.*;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Literals;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;

/** Assertions and covers that only simulation builds have. */
public final class CheckSample extends Module<Void> {
    public final Bool valid = in(bool());
    public final UInt level = out(uint(3));

    final UInt fill = regInit(Literals.u(0, 3));

    public CheckSample() {
        set(fill, plus(fill, toUInt(valid, 3)));
        set(level, fill);
        check(le(fill, 6), "fill level above its limit");
        cover("fill_full", eq(fill, 6));
        simulationOnly(() -> set(keep(named(uint(3), "dbg_fill")), fill));
    }
}
