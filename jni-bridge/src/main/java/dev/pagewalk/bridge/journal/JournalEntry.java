package dev.pagewalk.bridge.journal;

import java.nio.ByteBuffer;

/**
 * One entry of a journal.
 *
 * @param kind what it holds
 * @param cycle cycle at which its commands were taken over, or which was reached
 * @param hash record hash of all cycles before
 * @param slots command slots, little endian; empty for other kinds
 */
public record JournalEntry(Kind kind, long cycle, long hash, ByteBuffer slots) {
    /** Kinds of entries. The numbers are part of the format and only ever appended to. */
    public enum Kind {
        /** Never written. */
        NONE,
        /** Commands. */
        COMMANDS,
        /** A point for comparison. */
        CHECKPOINT,
        /** The run was closed. */
        END;

        private static final Kind[] VALUES = values();

        /**
         * Kind of a number.
         *
         * @param code the number
         * @return its kind; {@link #NONE} for a number nobody knows
         */
        static Kind of(int code) {
            return code > 0 && code < VALUES.length ? VALUES[code] : NONE;
        }

        /** Number in the format, which is the place in this list. */
        @SuppressWarnings("EnumOrdinal") // the list is only ever appended to
        int code() {
            return ordinal();
        }
    }
}
