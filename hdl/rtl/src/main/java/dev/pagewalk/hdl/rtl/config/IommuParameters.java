package dev.pagewalk.hdl.rtl.config;

import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.architecture.DeviceContextFormat;
import dev.pagewalk.architecture.InterruptSupport;
import dev.pagewalk.architecture.ProcessDirectoryMode;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything an IOMMU is built with. Immutable and valid: what cannot be built is refused here, with names and values.
 *
 * @param features what is built
 * @param sizes a value for each {@link Size}
 */
public record IommuParameters(Set<Feature> features, Map<Size, Integer> sizes) {

    public IommuParameters {
        EnumSet<Feature> chosen = EnumSet.noneOf(Feature.class);
        chosen.addAll(features);
        EnumMap<Size, Integer> complete = new EnumMap<>(Size.class);
        for (Size size : Size.values()) {
            int value = sizes.getOrDefault(size, size.standard());
            size.check(value);
            complete.put(size, value);
        }
        checkFeatures(chosen);
        checkIds(complete);
        features = Collections.unmodifiableSet(chosen);
        sizes = Collections.unmodifiableMap(complete);
    }

    /** Parameters of some features and standard sizes. */
    public static IommuParameters of(Feature... features) {
        return new IommuParameters(Set.of(features), Map.of());
    }

    private static void checkFeatures(Set<Feature> features) {
        for (Feature feature : features) {
            feature.requires().filter(f -> !features.contains(f)).ifPresent(missing -> {
                throw new IllegalArgumentException(
                        "feature needs another: feature=" + feature + ", missing=" + missing);
            });
        }
        if (!features.contains(Feature.WIRE_INTERRUPTS) && !features.contains(Feature.MESSAGE_INTERRUPTS)) {
            throw new IllegalArgumentException(
                    "no way to signal interrupts: choose WIRE_INTERRUPTS, MESSAGE_INTERRUPTS or both");
        }
        requireOneOf(features, Feature.firstStageModes(), "first-stage");
        requireOneOf(features, Feature.secondStageModes(), "second-stage");
    }

    private static void requireOneOf(Set<Feature> features, List<Feature> modes, String what) {
        if (Collections.disjoint(features, modes)) {
            throw new IllegalArgumentException("no " + what + " mode: choose one of " + modes);
        }
    }

    private static void checkIds(Map<Size, Integer> sizes) {
        int walks = sizes.get(Size.WALKS);
        int walkIds = 1 << (sizes.get(Size.WALK_ID_WIDTH) - 1);
        if (walks > walkIds) {
            throw new IllegalArgumentException("more walks than ids: walks=" + walks + ", ids=" + walkIds);
        }
    }

    /** Whether a feature is built. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Whether any of these is built. */
    public boolean hasAny(List<Feature> some) {
        return !Collections.disjoint(features, some);
    }

    /** The value of a size. */
    public int size(Size size) {
        return sizes.get(size);
    }

    /** The same with more features. */
    public IommuParameters with(Feature... more) {
        EnumSet<Feature> all = EnumSet.noneOf(Feature.class);
        all.addAll(features);
        all.addAll(List.of(more));
        return new IommuParameters(all, sizes);
    }

    /** The same with one size changed. */
    public IommuParameters with(Size size, int value) {
        EnumMap<Size, Integer> changed = new EnumMap<>(sizes);
        changed.put(size, value);
        return new IommuParameters(features, changed);
    }

    /** The value of the register {@code capabilities}. [IOMMU §6 capabilities] */
    public long capabilities() {
        long value = Capabilities.VERSION.of(Capabilities.VERSION_1_0);
        for (Feature feature : features) {
            value |= feature.capability().map(bit -> bit.of(1)).orElse(0L);
        }
        value |= Capabilities.PAS.of(size(Size.PHYSICAL_ADDRESS_BITS));
        return value | Capabilities.IGS.of(interrupts().encoding());
    }

    /** How own interrupts can be signalled. */
    public InterruptSupport interrupts() {
        if (!has(Feature.MESSAGE_INTERRUPTS)) {
            return InterruptSupport.WSI;
        }
        return has(Feature.WIRE_INTERRUPTS) ? InterruptSupport.BOTH : InterruptSupport.MSI;
    }

    /** Size and indices of device contexts. */
    public DeviceContextFormat contextFormat() {
        return has(Feature.MSI_FLAT) ? DeviceContextFormat.EXTENDED : DeviceContextFormat.BASE;
    }

    /** Bits of a physical page number that are implemented in registers. */
    public int physicalPageBits() {
        return physicalAddressBits() - 12;
    }

    public boolean observation() {
        return has(Feature.OBSERVATION);
    }

    public boolean canaries() {
        return has(Feature.CANARIES);
    }

    /** Whether process contexts exist at all. */
    public boolean processContexts() {
        return hasAny(Feature.processDirectoryModes());
    }

    /** Bits of the widest process id that a process directory of this configuration takes; 0 without any. */
    public int processIdBits() {
        if (has(Feature.PD20)) {
            return ProcessDirectoryMode.PD20.processIdBits();
        }
        if (has(Feature.PD17)) {
            return ProcessDirectoryMode.PD17.processIdBits();
        }
        return has(Feature.PD8) ? ProcessDirectoryMode.PD8.processIdBits() : 0;
    }

    public int dataWidth() {
        return size(Size.DATA_WIDTH);
    }

    public int idWidth() {
        return size(Size.ID_WIDTH);
    }

    public int walkIdWidth() {
        return size(Size.WALK_ID_WIDTH);
    }

    public int physicalAddressBits() {
        return size(Size.PHYSICAL_ADDRESS_BITS);
    }

    public int walks() {
        return size(Size.WALKS);
    }
}
