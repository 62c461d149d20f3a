package dev.pagewalk.hdl.spinal;

/** A design that cannot be elaborated; the message says where in the Java sources and why. */
public final class ElaborationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ElaborationException(String message, Throwable cause) {
        super(message, cause);
    }
}
