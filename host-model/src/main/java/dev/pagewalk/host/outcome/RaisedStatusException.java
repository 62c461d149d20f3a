package dev.pagewalk.host.outcome;

/** A structured exception: what a driver's {@code try/except} catches (outcome RAISE). */
public final class RaisedStatusException extends RuntimeException {

    private final NtStatus status;

    /** An exception with the status it carries and the place that raised it. */
    public RaisedStatusException(NtStatus status, String message) {
        super("raised " + status.text() + ": " + message);
        this.status = status;
    }

    /** GetExceptionCode(). */
    public NtStatus status() {
        return status;
    }
}
