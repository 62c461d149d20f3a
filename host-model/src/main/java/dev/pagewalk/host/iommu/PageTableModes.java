package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.host.outcome.NtStatus;

/** Chooses among the modes that the hardware has. */
final class PageTableModes {

    private PageTableModes() {}

    /** True if the second stage exists in its 32-bit form only. */
    static boolean needsRv32(long capabilities) {
        boolean wide = Capabilities.SV39X4.isSet(capabilities)
                || Capabilities.SV48X4.isSet(capabilities)
                || Capabilities.SV57X4.isSet(capabilities);
        return !wide && Capabilities.SV32X4.isSet(capabilities);
    }

    /** The preferred mode if it is there, else the widest one of the stage. */
    static PageTableMode choose(Stage stage, PageTableMode preferred, long capabilities) {
        if (preferred.capability().isSet(capabilities)) {
            return preferred;
        }
        PageTableMode widest = null;
        for (PageTableMode mode : PageTableMode.values()) {
            if (mode.stage() == stage && mode.capability().isSet(capabilities)) {
                widest = mode;
            }
        }
        if (widest == null) {
            throw new IommuException(NtStatus.NOT_SUPPORTED, "no mode for this stage: stage=" + stage);
        }
        return widest;
    }
}
