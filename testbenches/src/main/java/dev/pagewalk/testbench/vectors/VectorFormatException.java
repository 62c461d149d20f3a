package dev.pagewalk.testbench.vectors;

/** A line that is not a scenario of the format; the message says where in the object and what is wrong. */
public final class VectorFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VectorFormatException(String message) {
        super(message);
    }

    public VectorFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
