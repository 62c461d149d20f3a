package dev.pagewalk.hdl.spinal;

/** A class cannot be woven, or a component was constructed from a class that is not woven. */
public final class WeavingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeavingException(String message) {
        super(message);
    }

    WeavingException(String message, Throwable cause) {
        super(message, cause);
    }
}
