package dev.pagewalk.testbench.cli;

/** Ends a command with one clear line on standard error and a status of {@link ExitStatus}. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private CommandException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** Wrong use or input. */
    public static CommandException usage(String message) {
        return new CommandException(ExitStatus.USAGE, message, null);
    }

    /** The machine lacks something; {@code cause} may be null. */
    public static CommandException environment(String message, Throwable cause) {
        return new CommandException(ExitStatus.ENVIRONMENT, message, cause);
    }

    /** The exit status of the command. */
    public int status() {
        return status;
    }
}
