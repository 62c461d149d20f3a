package dev.pagewalk.testbench.cli;

import dev.pagewalk.bridge.BridgeException;

import java.io.IOException;
import java.nio.file.FileSystemException;

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

    /** A check failed. */
    public static CommandException failed(String message) {
        return new CommandException(ExitStatus.FAILED, message, null);
    }

    /** What the bridge refused: a file that cannot be written lacks room or rights, anything else is our fault. */
    public static CommandException of(BridgeException exception) {
        String reason = exception.getMessage();
        return switch (exception.status()) {
            case IO -> new CommandException(ExitStatus.ENVIRONMENT, reason + wayOut(reason), exception);
            case UNSUPPORTED -> new CommandException(ExitStatus.USAGE, reason, exception);
            default -> new CommandException(ExitStatus.INTERNAL, reason, exception);
        };
    }

    /** Why a file could not be used, with the way out where there is one. */
    public static String reason(IOException exception) {
        String text = exception instanceof FileSystemException file && file.getReason() != null
                ? "file=" + file.getFile() + ", " + file.getReason()
                : exception.getMessage() == null ? exception.toString() : exception.getMessage();
        return text + wayOut(text);
    }

    private static String wayOut(String reason) {
        if (reason.contains("No space left") || reason.contains("File too large") || reason.contains("quota")) {
            return "; make room there (./pagewalk clean removes all builds and runs) and run the command again";
        }
        if (reason.contains("denied") || reason.contains("Read-only")) {
            return "; make the folder writable and run the command again";
        }
        return "";
    }

    /** The exit status of the command. */
    public int status() {
        return status;
    }
}
