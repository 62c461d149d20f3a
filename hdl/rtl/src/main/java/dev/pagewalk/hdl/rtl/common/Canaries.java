package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.in;

import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;

/**
 * The choice of a planted bug inside one component: an input port {@code canary} in canary builds, nothing at all in
 * others, so that no published Verilog holds a trace of it.
 */
public final class Canaries {

    private static final int CODE_BITS = 8;

    private final Bits selected;

    /** Opens the choice in the component under construction. */
    public Canaries(IommuParameters parameters) {
        this(parameters, "canary");
    }

    /** The same with another name of the port. */
    public Canaries(IommuParameters parameters, String port) {
        selected = parameters.canaries() ? named(in(bits(CODE_BITS)), port) : null;
    }

    /** Whether a planted bug is on; constant false outside canary builds. */
    public Bool active(Canary canary) {
        return selected == null ? off() : eq(selected, canary.code());
    }

    /** Statements that hold while a planted bug is on; they do not exist outside canary builds. */
    public void plant(Canary canary, Runnable statements) {
        if (selected != null) {
            when(active(canary), statements);
        }
    }

    /** Drives the choice of a child component from that of its parent. */
    public void connect(Canaries parent) {
        if (selected != null) {
            set(selected, parent.selected);
        }
    }
}
