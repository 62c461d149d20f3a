package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;

import spinal.core.Bool;
import spinal.core.Bundle;

import java.util.function.Supplier;

/** Expressions over whole bundles. */
final class Bundles {
    private Bundles() {}

    /** {@code a} when the condition holds, else {@code b}. */
    static <T extends Bundle> T either(Supplier<T> type, Bool condition, T a, T b) {
        T chosen = type.get();
        set(chosen, b);
        when(condition, () -> set(chosen, a));
        return chosen;
    }
}
