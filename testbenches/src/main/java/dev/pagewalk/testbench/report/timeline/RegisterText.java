package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.architecture.Register;

/** Names of registers. */
final class RegisterText {
    private static final int HIGH_LANES = 0xf0;
    private static final int LOW_LANES = 0x0f;

    private RegisterText() {}

    /** The register at an offset; for a write the lanes tell which half of the word it means. */
    static String of(int offset, int lanes) {
        boolean highOnly = (lanes & HIGH_LANES) != 0 && (lanes & LOW_LANES) == 0;
        int at = highOnly ? offset + Integer.BYTES : offset;
        return Register.at(at).map(Register::label).orElseGet(() -> "0x" + Integer.toHexString(at));
    }
}
