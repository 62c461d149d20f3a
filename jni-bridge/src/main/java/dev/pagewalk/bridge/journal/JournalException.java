package dev.pagewalk.bridge.journal;

/** A journal cannot be read or does not fit; the message names file, place and reason. */
public class JournalException extends RuntimeException {
    /**
     * A refused journal.
     *
     * @param message what is wrong, and where
     */
    public JournalException(String message) {
        super(message);
    }

    /**
     * A refused journal with its cause.
     *
     * @param message what is wrong, and where
     * @param cause what was behind it
     */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
