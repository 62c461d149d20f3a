package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;

/** A signal that nothing reads. */
public final class Prunable extends Module<Void> {
    public final Bool a = in(bool());
    public final Bool y = out(bool());
    final Bool unread = not(a);

    public Prunable() {
        set(y, a);
    }
}
