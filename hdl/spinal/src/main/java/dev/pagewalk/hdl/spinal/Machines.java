package dev.pagewalk.hdl.spinal;

import spinal.core.Bool;
import spinal.lib.fsm.State;
import spinal.lib.fsm.StateMachine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * State machines. A machine is an nested class that extends {@link StateMachine} and has its states as fields:
 *
 * <pre>{@code
 * static final class Walk extends StateMachine {
 *     final State idle = makeInstantEntry();
 *     final State ask = new State(this);
 * }
 * final Walk walk = new Walk();
 * }</pre>
 *
 * <p>The register is {@code walk_stateReg}; the states are {@code walk_idle} and so on.
 */
public final class Machines {
    /** {@code goto} is a Java keyword, so that the method can only be reached through a handle. */
    private static final MethodHandle GOTO;

    static {
        try {
            GOTO = MethodHandles.publicLookup()
                    .findVirtual(State.class, "goto", MethodType.methodType(void.class, State.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Machines() {}

    /** Statements of a state. */
    public static void active(State state, Runnable body) {
        state.whenIsActive(Scala.block(body));
    }

    /** Statements of the cycle before the first one in a state. */
    public static void entering(State state, Runnable body) {
        state.onEntry(Scala.block(body));
    }

    /** Statements of the last cycle in a state. */
    public static void leaving(State state, Runnable body) {
        state.onExit(Scala.block(body));
    }

    /** Makes a state the next one. */
    @SuppressWarnings("CheckedExceptionNotThrown") // invokeExact declares Throwable; the target throws unchecked only
    public static void jump(State target) {
        try {
            GOTO.invokeExact(target, target);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("goto", e);
        }
    }

    /** The machine is in a state. */
    public static Bool in(StateMachine machine, State state) {
        return machine.isActive(state);
    }
}
