package dev.pagewalk.bridge;

import java.util.StringJoiner;

/**
 * Bits of the stop mask that {@link Model#advance} takes and of the reason that it answers.
 *
 * <p>A stop happens at the end of the exact cycle in which its reason arose, so results do not depend on the batch
 * size. The last two reasons need not be asked for.
 */
public final class Stop {
    /** A command that was marked {@code stopping} completed. */
    public static final int COMPLETION = 1;
    /** An interrupt wire rose. */
    public static final int INTERRUPT_RISE = 1 << 1;
    /** An interrupt wire changed. */
    public static final int INTERRUPT_CHANGE = 1 << 2;
    /** A mark command was executed. */
    public static final int MARK = 1 << 3;
    /** No command is left and nothing is outstanding in any bus model. */
    public static final int IDLE = 1 << 4;
    /** A command was aborted by a reset, or a bus model saw a response that belongs to nothing. */
    public static final int TROUBLE = 1 << 5;
    /** The design sent a message on {@code m_ats_msg}. */
    public static final int ATS_MESSAGE = 1 << 6;
    /** The count of cycles is used up. */
    public static final int COUNT = 1 << 16;
    /** A record ring has no room; read it and advance again. Nothing was dropped. */
    public static final int RECORDS_FULL = 1 << 17;

    /** No early stop. */
    public static final int NONE = 0;

    private static final String[] NAMES = {
        "COMPLETION", "INTERRUPT_RISE", "INTERRUPT_CHANGE", "MARK", "IDLE", "TROUBLE", "ATS_MESSAGE"
    };

    private Stop() {}

    /**
     * Names of the bits that are set.
     *
     * @param bits a mask or a reason
     * @return names joined by {@code |}, {@code NONE} if there are none
     */
    public static String describe(int bits) {
        StringJoiner joiner = new StringJoiner("|").setEmptyValue("NONE");
        for (int bit = 0; bit < NAMES.length; bit++) {
            if ((bits & 1 << bit) != 0) {
                joiner.add(NAMES[bit]);
            }
        }
        if ((bits & COUNT) != 0) {
            joiner.add("COUNT");
        }
        if ((bits & RECORDS_FULL) != 0) {
            joiner.add("RECORDS_FULL");
        }
        return joiner.toString();
    }
}
