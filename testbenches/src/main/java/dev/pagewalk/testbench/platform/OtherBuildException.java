package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.journal.JournalException;

/** A journal is sound, but this checkout builds another library than the one that ran; the message has the way out. */
public final class OtherBuildException extends JournalException {
    private static final long serialVersionUID = 1L;

    OtherBuildException(String message) {
        super(message);
    }
}
