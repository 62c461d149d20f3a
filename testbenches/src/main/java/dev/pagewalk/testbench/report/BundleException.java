package dev.pagewalk.testbench.report;

/** A bundle that cannot be used; the message names the file, what is wrong with it, and the way out. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
