package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Statements.when;

import dev.pagewalk.hdl.rtl.config.Canary;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Component;
import spinal.core.UInt;

import java.util.function.Supplier;

/**
 * Planted bugs, one line each where they sit. In a canary build the choice of a bug reaches the component by itself
 * from the top's {@link CanaryPort}; in every other build each method returns the healthy signal itself and adds
 * nothing, so that no published Verilog holds a trace of them.
 */
public final class Canaries {
    private Canaries() {}

    /** Whether this is a canary build: what only a bug needs may be made. */
    public static boolean isBuilt() {
        return selected() != null;
    }

    /** Whether a planted bug is on; constant false outside canary builds. */
    public static Bool active(Canary canary) {
        Bits selected = selected();
        return selected == null ? off() : eq(selected, canary.code());
    }

    /** The healthy signal, but never high while the bug is on. */
    public static Bool lose(Canary canary, Bool healthy) {
        return selected() == null ? healthy : and(healthy, not(active(canary)));
    }

    /** The healthy signal, but always high while the bug is on. */
    public static Bool force(Canary canary, Bool healthy) {
        return selected() == null ? healthy : or(healthy, active(canary));
    }

    /** The healthy signal, or the wrong one while the bug is on. */
    public static Bool instead(Canary canary, Bool healthy, Supplier<Bool> wrong) {
        return selected() == null ? healthy : mux(active(canary), wrong.get(), healthy);
    }

    /** The healthy signal, or the wrong one while the bug is on. */
    public static UInt instead(Canary canary, UInt healthy, Supplier<UInt> wrong) {
        return selected() == null ? healthy : mux(active(canary), wrong.get(), healthy);
    }

    /** The healthy signal, or the wrong one while the bug is on. */
    public static Bits instead(Canary canary, Bits healthy, Supplier<Bits> wrong) {
        return selected() == null ? healthy : mux(active(canary), wrong.get(), healthy);
    }

    /** Statements that hold while a planted bug is on; they do not exist outside canary builds. */
    public static void plant(Canary canary, Runnable statements) {
        if (selected() != null) {
            when(active(canary), statements);
        }
    }

    /** The choice as the component under construction sees it, null outside canary builds. */
    private static Bits selected() {
        Component component = Component.current();
        while (component != null) {
            if (component instanceof CanaryPort top) {
                Bits choice = top.canary();
                return choice == null ? null : (Bits) choice.pull(true);
            }
            component = component.parent();
        }
        return null;
    }
}
