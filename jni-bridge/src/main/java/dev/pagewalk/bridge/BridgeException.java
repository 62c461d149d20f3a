package dev.pagewalk.bridge;

/** A native call was refused or failed; the message carries the native text. */
public final class BridgeException extends RuntimeException {
    private final BridgeStatus status;

    /**
     * A failure with its status.
     *
     * @param status why
     * @param text what the native side said
     */
    public BridgeException(BridgeStatus status, String text) {
        super(status.meaning() + ": " + text);
        this.status = status;
    }

    /**
     * A failure with its status and cause.
     *
     * @param status why
     * @param text what went wrong
     * @param cause what was behind it
     */
    public BridgeException(BridgeStatus status, String text, Throwable cause) {
        super(status.meaning() + ": " + text, cause);
        this.status = status;
    }

    /**
     * Why the call failed.
     *
     * @return the status
     */
    public BridgeStatus status() {
        return status;
    }
}
