package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;

import spinal.core.Bool;
import spinal.core.Bundle;

/** What was wrong with any doubleword of the burst that a walk has read. */
final class BurstStatus extends Bundle {
    final Bool error = bool();
    final Bool poison = bool();
    /** Reserved bits or encodings. */
    final Bool malformed = bool();
}
