package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Registers.*;
import static dev.pagewalk.hdl.spinal.Shapes.*;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.UInt;
import spinal.core.Vec;

/** Many statements in few shapes. */
public final class Large extends Module<Integer> {
    public final UInt x = in(uint(16));
    public final UInt y = out(uint(16));

    final Vec<UInt> cells = vec(parameters / 4, i -> regInit(u(i & 0xFFFF, 16)));

    public Large(int statements) {
        super(statements);
        for (int i = 0; i < statements / 4; i++) {
            UInt cell = at(cells, i);
            UInt before = at(cells, Math.max(0, i - 1));
            when(eq(x, i & 0xFFFF), () -> set(cell, plus(before, x)))
                    .elsewhen(lt(cell, before), () -> set(cell, xor(before, x)))
                    .otherwise(() -> set(cell, minus(cell, 1)));
        }
        set(y, at(cells, parameters / 4 - 1));
    }
}
