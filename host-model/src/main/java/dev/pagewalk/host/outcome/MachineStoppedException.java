package dev.pagewalk.host.outcome;

/** A call to a machine that a bug check has stopped. */
public final class MachineStoppedException extends IllegalStateException {

    /** The refusal, with the bug check that stopped the machine. */
    public MachineStoppedException(String routine, BugCheckException cause) {
        super("machine is stopped: call=" + routine + ", " + cause.getMessage(), cause);
    }

    /** The bug check. */
    public BugCheckException bugCheck() {
        return (BugCheckException) getCause();
    }
}
