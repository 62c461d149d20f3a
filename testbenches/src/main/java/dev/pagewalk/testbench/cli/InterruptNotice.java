package dev.pagewalk.testbench.cli;

import java.io.PrintStream;

/** Says in one line that a command was interrupted, when the process ends before the command did. */
final class InterruptNotice implements Runnable {
    private final PrintStream err;
    private volatile boolean finished;

    InterruptNotice(PrintStream err) {
        this.err = err;
    }

    /** The command came to its end by itself. */
    void finished() {
        finished = true;
    }

    /** Runs while the process ends. */
    @Override
    public void run() {
        if (!finished) {
            err.println();
            err.println("pagewalk: interrupted; caches are intact, and the journal so far can be replayed");
        }
    }
}
