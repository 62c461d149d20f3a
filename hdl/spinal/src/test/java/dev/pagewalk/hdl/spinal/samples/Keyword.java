package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;

/** A port whose name is a Verilog keyword. */
public final class Keyword extends Module<Void> {
    public final Bool begin = in(bool());
    public final Bool y = out(bool());

    public Keyword() {
        set(y, begin);
    }
}
