package dev.pagewalk.hdl.spinal;

import spinal.core.Bool;
import spinal.core.FAILURE$;
import spinal.core.GlobalData;
import spinal.core.internals.AssertStatementHelper$;
import spinal.core.internals.AssertStatementKind$;
import spinal.core.internals.AssertStatementTrigger$;

import java.util.List;

/** What only a simulation build has: assertions, covers and the signals that serve them. */
public final class Checks {
    private Checks() {}

    /** Whether this elaboration is a simulation build. */
    public static boolean simulating() {
        return GlobalData.get().config().flags().contains(ElaborationOptions.SIMULATION);
    }

    /** Describes hardware in simulation builds only. */
    public static void simulationOnly(Runnable hardware) {
        if (simulating()) {
            hardware.run();
        }
    }

    /** Ends a simulation with a message when a condition does not hold at a clock edge; simulation builds only. */
    public static void check(Bool condition, String message) {
        if (simulating()) {
            AssertStatementHelper$.MODULE$.apply(
                    condition,
                    Scala.<Object>seq(List.of(message)),
                    FAILURE$.MODULE$,
                    AssertStatementKind$.MODULE$.ASSERT(),
                    AssertStatementTrigger$.MODULE$.CLOCKED(),
                    Locations.inJavaFile());
        }
    }

    /**
     * A situation that tests should reach: a signal {@code cover_label} that simulation builds keep.
     *
     * @param label {@code area_condition}
     */
    public static void cover(String label, Bool condition) {
        if (simulating()) {
            Bool reached = Types.bool();
            reached.setName("cover_" + label);
            Signals.keep(reached);
            Statements.set(reached, condition);
        }
    }
}
