package dev.pagewalk.hdl.rtl.config;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Feature sets and sizes of the large configurations. What {@link Feature#unfinished()} names is left out of all of
 * them until it is there, so that a capability is announced only with its hardware.
 */
final class Profile {
    /** Implemented bits of RCID and MCID where they are fewer than the architecture has. */
    private static final int QOS_ID_BITS = 8;

    private static final int PHYSICAL_ADDRESS_BITS = 46;
    private static final int VECTOR_BITS = 2;

    private Profile() {}

    /** What every large configuration has. */
    private static EnumSet<Feature> common() {
        return EnumSet.of(
                Feature.SV39,
                Feature.SV48,
                Feature.SV39X4,
                Feature.SV48X4,
                Feature.SVPBMT,
                Feature.MSI_FLAT,
                Feature.MSI_MRIF,
                Feature.AMO_HWAD,
                Feature.ATS,
                Feature.T2GPA,
                Feature.DEBUG_TRANSLATION,
                Feature.PD8,
                Feature.PD17,
                Feature.PD20,
                Feature.WIRE_INTERRUPTS,
                Feature.MESSAGE_INTERRUPTS);
    }

    /** Every feature that does not exclude another one of 64-bit systems. */
    static Set<Feature> complete() {
        EnumSet<Feature> features = common();
        features.addAll(List.of(
                Feature.SV57,
                Feature.SV57X4,
                Feature.AMO_MRIF,
                Feature.HPM,
                Feature.QOSID,
                Feature.NON_LEAF_INVALIDATION,
                Feature.RANGE_INVALIDATION));
        return features;
    }

    /** Two-level tables with entries of four bytes as well. */
    static Set<Feature> withRv32() {
        EnumSet<Feature> features = common();
        features.addAll(List.of(Feature.SV57, Feature.SV57X4, Feature.SV32, Feature.SV32X4, Feature.GXL_WRITABLE));
        return features;
    }

    /** Both byte orders. */
    static Set<Feature> bothOrders() {
        EnumSet<Feature> features = common();
        features.addAll(List.of(Feature.SVRSW60T59B, Feature.BOTH_ENDIAN, Feature.BE_WRITABLE));
        return features;
    }

    /** Sizes that the large configurations differ in, and those that they share. */
    static Map<Size, Integer> sizes(int walks, int iotlbEntries) {
        EnumMap<Size, Integer> sizes = new EnumMap<>(Size.class);
        sizes.put(Size.PHYSICAL_ADDRESS_BITS, PHYSICAL_ADDRESS_BITS);
        sizes.put(Size.VECTOR_BITS, VECTOR_BITS);
        sizes.put(Size.RCID_BITS, QOS_ID_BITS);
        sizes.put(Size.MCID_BITS, QOS_ID_BITS);
        sizes.put(Size.WALKS, walks);
        sizes.put(Size.IOTLB_ENTRIES, iotlbEntries);
        return sizes;
    }

    /** The same with a second-level IOTLB. */
    static Map<Size, Integer> sizes(int walks, int iotlbEntries, int secondLevelSets, int secondLevelWays) {
        Map<Size, Integer> sizes = sizes(walks, iotlbEntries);
        sizes.put(Size.SECOND_LEVEL_SETS, secondLevelSets);
        sizes.put(Size.SECOND_LEVEL_WAYS, secondLevelWays);
        return sizes;
    }

    /** Without features that the hardware lacks. */
    static Set<Feature> finished(Set<Feature> wanted) {
        EnumSet<Feature> features = EnumSet.copyOf(wanted);
        features.removeAll(Feature.unfinished());
        return features;
    }
}
