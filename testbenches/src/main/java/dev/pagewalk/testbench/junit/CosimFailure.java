package dev.pagewalk.testbench.junit;

/** A failed {@link CosimTest}: its message has everything in the order of DESIGN §8, the rerun command last. */
public final class CosimFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    CosimFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
