package dev.pagewalk.hdl.rtl.common;

import spinal.core.Bits;

/** A top component through which a planted bug can be chosen. */
public interface CanaryPort {
    /** The code of the {@link dev.pagewalk.hdl.rtl.config.Canary}, null when the build has none. */
    Bits canary();
}
