package dev.pagewalk.testbench.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * Progress of long work on standard error: one line that is redrawn on a terminal, a plain line per stage elsewhere.
 * Not for use from several threads.
 */
public final class Progress implements AutoCloseable {
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private String stage = "";
    private long drawnAt;
    private boolean drawn;

    /** Progress on {@code out}; {@code terminal} tells whether a line may be redrawn. */
    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Progress on standard error; redraws if the launcher saw a terminal (system property {@code pagewalk.terminal}). */
    public static Progress standard() {
        return new Progress(System.err, Boolean.getBoolean("pagewalk.terminal"));
    }

    /** A new stage of the work began, for example {@code compiling the model}. */
    public void stage(String name) {
        if (name.equals(stage)) {
            return;
        }
        stage = name;
        if (terminal) {
            draw(name);
        } else {
            out.println("pagewalk: " + name);
        }
    }

    /** The stage advanced; drawn on a terminal only, at most ten times a second. */
    public void step(String detail) {
        if (terminal && System.nanoTime() - drawnAt >= REDRAW_NANOS) {
            draw(stage.isEmpty() ? detail : stage + ", " + detail);
        }
    }

    /** Removes the line, so that results follow on a clean one. */
    @Override
    public void close() {
        if (drawn) {
            out.print(ERASE_LINE);
            out.flush();
            drawn = false;
        }
        stage = "";
    }

    private void draw(String line) {
        out.print(ERASE_LINE + "pagewalk: " + line);
        out.flush();
        drawn = true;
        drawnAt = System.nanoTime();
    }
}
