package dev.pagewalk.testbench.cli;

/** The exit statuses of the command line, as documented in {@code docs/exit-status.md}. The launcher uses the same. */
public final class ExitStatus {
    /** The command did what was asked, and every check passed. */
    public static final int OK = 0;

    /** A check failed: a judge, a test, a vector, a comparison. */
    public static final int FAILED = 1;

    /** Wrong use or input: an unknown option or scenario, a malformed file. */
    public static final int USAGE = 2;

    /** The machine lacks something: a tool, a network, a writable folder, disk space. */
    public static final int ENVIRONMENT = 3;

    /** An error inside Pagewalk. */
    public static final int INTERNAL = 4;

    private ExitStatus() {}
}
