package dev.pagewalk.host.outcome;

import java.util.Locale;

/** A bug check: the machine has stopped and runs no driver code any more (outcome STOP). */
public final class BugCheckException extends RuntimeException {

    private final BugCheckCode code;
    private final long[] parameters;

    /** A stop with its code and four parameters. */
    public BugCheckException(BugCheckCode code, long p1, long p2, long p3, long p4, String message) {
        super(String.format(
                Locale.ROOT,
                "*** STOP: 0x%08X (0x%016X, 0x%016X, 0x%016X, 0x%016X) %s: %s",
                code.value(),
                p1,
                p2,
                p3,
                p4,
                code,
                message));
        this.code = code;
        this.parameters = new long[] {p1, p2, p3, p4};
    }

    /** The stop code. */
    public BugCheckCode code() {
        return code;
    }

    /** Parameter 1 to 4. */
    public long parameter(int number) {
        return parameters[number - 1];
    }
}
