package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.field;
import static dev.pagewalk.testbench.golden.Bits.mask;

/** The rules that make a valid device context misconfigured, cause 259 [IOMMU §2 checks 1-18]. */
final class DeviceContextChecks {
    private static final long TC_RESERVED = mask(23, 12) | mask(63, 32);
    private static final long TA_RESERVED = mask(11, 0) | mask(39, 32);
    private static final long TA_QOS_IDS = mask(63, 40);
    private static final long FSC_RESERVED = mask(59, 44);
    private static final long MSIPTP_RESERVED = mask(59, 44);

    private final Capabilities capabilities;
    private final GoldenConfig config;

    DeviceContextChecks(Capabilities capabilities, GoldenConfig config) {
        this.capabilities = capabilities;
        this.config = config;
    }

    boolean misconfigured(DeviceContext dc, boolean gxl, boolean bigEndian) {
        return reservedBits(dc)
                || atsAndPri(dc)
                || firstStageContext(dc)
                || secondStageContext(dc, gxl)
                || msiTable(dc)
                || hardwareUpdate(dc)
                || byteOrder(dc, bigEndian)
                || addressSize(dc, gxl)
                || qosIds(dc);
    }

    /** [IOMMU §2 check 1]. */
    private boolean reservedBits(DeviceContext dc) {
        long tcTaFsc = (dc.tc & TC_RESERVED) | (dc.ta & TA_RESERVED) | (dc.fsc & FSC_RESERVED);
        if (tcTaFsc != 0 || (!capabilities.qosid && (dc.ta & TA_QOS_IDS) != 0)) {
            return true;
        }
        if (!capabilities.msiFlat) {
            return false;
        }
        long beyondGuestAddress = ~Bits.ones(capabilities.mgpaw() - 12);
        return ((dc.msiptp & MSIPTP_RESERVED)
                        | ((dc.msiAddrMask | dc.msiAddrPattern) & beyondGuestAddress)
                        | dc.lastDoubleword)
                != 0;
    }

    private boolean atsAndPri(DeviceContext dc) {
        // [IOMMU §2 check 2]
        if (!capabilities.ats && (dc.enAts() || dc.enPri() || dc.prpr())) {
            return true;
        }
        // [IOMMU §2 check 3], [IOMMU §2 check 4]
        if (!dc.enAts() && (dc.t2gpa() || dc.enPri())) {
            return true;
        }
        // [IOMMU §2 check 5]
        if (!dc.enPri() && dc.prpr()) {
            return true;
        }
        // [IOMMU §2 check 6]
        if (!capabilities.t2gpa && dc.t2gpa()) {
            return true;
        }
        // [IOMMU §2 check 7]
        return dc.t2gpa() && dc.iohgatpMode() == 0;
    }

    private boolean firstStageContext(DeviceContext dc) {
        if (dc.pdtv()) {
            // [IOMMU §2 check 8]
            return !ProcessDirectoryMode.supported(dc.fscMode(), capabilities);
        }
        // [IOMMU §2 check 9]
        PageTableMode mode = PageTableMode.firstStage(dc.fscMode(), dc.sxl());
        if (mode == null || !mode.supported(capabilities)) {
            return true;
        }
        // [IOMMU §2 check 10]
        return dc.dpe();
    }

    private boolean secondStageContext(DeviceContext dc, boolean gxl) {
        // [IOMMU §2 check 11]
        PageTableMode mode = PageTableMode.secondStage(dc.iohgatpMode(), gxl);
        if (mode == null || !mode.supported(capabilities)) {
            return true;
        }
        // [IOMMU §2 check 13]
        return mode != PageTableMode.BARE && field(dc.iohgatp, 1, 0) != 0;
    }

    private boolean msiTable(DeviceContext dc) {
        if (!capabilities.msiFlat) {
            return false;
        }
        // [IOMMU §2 check 12]
        if (dc.msiMode() != DeviceContext.MSI_MODE_OFF && dc.msiMode() != DeviceContext.MSI_MODE_FLAT) {
            return true;
        }
        // [IOMMU §2 check 18]
        return dc.iohgatpMode() == 0 && dc.msiMode() != DeviceContext.MSI_MODE_OFF;
    }

    /** [IOMMU §2 check 14]. */
    private boolean hardwareUpdate(DeviceContext dc) {
        return !capabilities.amoHwad && (dc.sade() || dc.gade());
    }

    /** [IOMMU §2 check 15]. */
    private boolean byteOrder(DeviceContext dc, boolean bigEndian) {
        boolean free = capabilities.end && config.beWritable();
        return !free && dc.sbe() != bigEndian;
    }

    /** [IOMMU §2 check 16]. */
    private boolean addressSize(DeviceContext dc, boolean gxl) {
        if (gxl) {
            return !dc.sxl();
        }
        return !config.gxlWritable() && dc.sxl();
    }

    /** [IOMMU §2 check 17]. */
    private boolean qosIds(DeviceContext dc) {
        return capabilities.qosid && ((dc.rcid() & ~config.rcidMask()) != 0 || (dc.mcid() & ~config.mcidMask()) != 0);
    }
}
