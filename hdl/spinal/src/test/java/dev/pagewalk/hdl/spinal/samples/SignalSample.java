package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Registers.*;
import static dev.pagewalk.hdl.spinal.Signals.*;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;

/** Names, attributes, comments, kept and overridden signals. */
public final class SignalSample extends Module<Void> {
    public final Bool a = in(bool());
    public final Bool b = in(bool());
    public final Bool y = out(comment(bool(), "either of the inputs"));
    public final UInt z = named(out(uint(4)), "m_special_z");
    public final Bool w = out(bool());

    final Bool observed = attribute(keep(bool()), "mark_debug", "true");
    final Bool flag = attribute(reg(() -> bool()), "async_reg");
    final Bool renamed = namedAfter(and(a, b), a, "andB");
    final Bool twice = allowOverride(bool());

    public SignalSample() {
        comment(this, "Shows what readers of the Verilog see.");
        set(observed, renamed);
        set(flag, a);
        set(y, or(a, b, flag));
        dontCare(z);
        when(a, () -> set(z, 3));
        set(twice, a);
        set(twice, b);
        set(w, twice);
    }
}
