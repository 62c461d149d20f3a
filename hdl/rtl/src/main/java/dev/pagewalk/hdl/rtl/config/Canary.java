package dev.pagewalk.hdl.rtl.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * A bug that a canary build can switch on at run time through {@code dbg_canary}, to show that a judge sees it. Codes
 * are append-only; 0 is the healthy design.
 */
public enum Canary {
    /** Bit 0 of the physical page number is inverted at the memory port. */
    WRONG_PPN_BIT(1, "physical page number is wrong by one bit at the memory port"),
    /** IOTINVAL is accepted and removes nothing. */
    LOST_INVALIDATION(2, "invalidations are accepted and removed nothing"),
    /** IOFENCE.C completes without waiting. */
    FENCE_TOO_EARLY(3, "fences complete without waiting for accesses in flight");

    /** Value of {@code dbg_canary} without a planted bug. */
    public static final int HEALTHY = 0;

    private final int code;
    private final String meaning;

    Canary(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Value of {@code dbg_canary}. */
    public int code() {
        return code;
    }

    /** What is wrong with the design. */
    public String meaning() {
        return meaning;
    }

    /** The bug of a code, empty for 0 and unused codes. */
    public static Optional<Canary> ofCode(int code) {
        return Arrays.stream(values()).filter(c -> c.code == code).findFirst();
    }
}
