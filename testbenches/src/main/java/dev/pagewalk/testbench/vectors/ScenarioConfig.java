package dev.pagewalk.testbench.vectors;

/**
 * What a target must be before a scenario starts [VECTORS §1 caps, cfg].
 *
 * @param profile one of {@link Profiles#NAMES}
 * @param capabilities value of the capabilities register
 * @param fctl reset value
 * @param hpmCounters event counters
 * @param hpmBits their width
 * @param vectorBits implemented bits per icvec field
 * @param gxlWritable whether fctl.GXL is writable
 * @param beWritable whether fctl.BE is writable
 * @param qosMask writable bits of iommu_qosid
 * @param invalidationTags ATS.INVAL commands outstanding at once; an extension of the format, by default 32
 */
public record ScenarioConfig(
        String profile,
        long capabilities,
        int fctl,
        int hpmCounters,
        int hpmBits,
        int vectorBits,
        boolean gxlWritable,
        boolean beWritable,
        long qosMask,
        int invalidationTags) {
    /** Tags when the scenario does not say. */
    public static final int DEFAULT_INVALIDATION_TAGS = 32;
}
