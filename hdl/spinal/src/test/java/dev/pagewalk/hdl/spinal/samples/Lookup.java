package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.core.Vec;

/** Keys in registers, replaced round robin. */
public final class Lookup extends Module<Lookup.Parameters> {
    /** Size. */
    public record Parameters(int entries, int keyWidth) {}

    public final UInt key = in(uint(parameters.keyWidth()));
    public final Bool hit = out(bool());

    final Vec<UInt> tags = vec(parameters.entries(), i -> reg(() -> uint(parameters.keyWidth())));
    final Match match = new Match();
    final Fill fill = new Fill();

    public Lookup(Parameters parameters) {
        super(parameters);
        set(hit, match.found);
    }

    final class Match extends Group {
        final Vec<Bool> lines = vec(parameters.entries(), i -> eq(at(tags, i), key));
        final Bool found = any(lines);
    }

    final class Fill extends Group {
        final UInt victim = regInit(u(0, log2Up(parameters.entries())));

        {
            when(not(match.found), () -> {
                set(at(tags, victim), key);
                set(victim, plus(victim, 1));
            });
        }
    }
}
