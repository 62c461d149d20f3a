package dev.pagewalk.testbench.golden;

/**
 * What an implementation fixes beside {@code capabilities}: reset values and widths of WARL fields.
 *
 * @param capabilities value of the capabilities register
 * @param fctlReset value of {@code fctl} after reset
 * @param hpmCounters event counters implemented, 0..31
 * @param hpmBits width of the event counters, 32..64
 * @param vectorBits implemented bits of each {@code icvec} field, 0..4
 * @param gxlWritable whether {@code fctl.GXL} is writable
 * @param beWritable whether {@code fctl.BE} is writable
 * @param qosMask writable bits of {@code iommu_qosid}; also the RCID and MCID widths that contexts may use
 * @param invalidationTags ATS.INVAL commands that may be outstanding at once, 1..32
 */
public record GoldenConfig(
        long capabilities,
        int fctlReset,
        int hpmCounters,
        int hpmBits,
        int vectorBits,
        boolean gxlWritable,
        boolean beWritable,
        long qosMask,
        int invalidationTags) {
    /** Tags of a PCIe invalidation request: a 5-bit field. */
    public static final int MAX_INVALIDATION_TAGS = 32;

    private static final int FCTL_WSI = 2;

    public GoldenConfig {
        require(hpmCounters >= 0 && hpmCounters <= 31, "hpmCounters", hpmCounters);
        require(hpmBits >= 0 && hpmBits <= 64, "hpmBits", hpmBits);
        require(vectorBits >= 0 && vectorBits <= 4, "vectorBits", vectorBits);
        require(
                invalidationTags >= 1 && invalidationTags <= MAX_INVALIDATION_TAGS,
                "invalidationTags",
                invalidationTags);
        boolean wiresOnly = Bits.field(capabilities, 29, 28) == Capabilities.IGS_WSI;
        if (wiresOnly && (fctlReset & FCTL_WSI) == 0) {
            throw new IllegalArgumentException("an implementation with wires only has fctl.WSI=1: fctl=" + fctlReset);
        }
    }

    private static void require(boolean holds, String name, int value) {
        if (!holds) {
            throw new IllegalArgumentException("configuration value out of range: " + name + "=" + value);
        }
    }

    /** Bits of an RCID that are implemented [IOMMU §1 iommu_qosid 11:0]. */
    long rcidMask() {
        return Bits.field(qosMask, 11, 0);
    }

    /** Bits of an MCID that are implemented [IOMMU §1 iommu_qosid 27:16]. */
    long mcidMask() {
        return Bits.field(qosMask, 27, 16);
    }
}
