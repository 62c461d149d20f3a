package dev.pagewalk.bridge.journal;

/** A replay did not do what its journal tells: the same library has run in two ways. */
public final class ReplayDiffersException extends JournalException {
    /**
     * A difference.
     *
     * @param message where it begins
     */
    public ReplayDiffersException(String message) {
        super(message);
    }
}
