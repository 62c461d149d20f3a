package dev.pagewalk.hdl.rtl.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Configurations that are built, tested and published. */
public enum NamedConfiguration {
    /** One stage at a time or both, 39 bits, no process contexts; wires for interrupts; two walks. */
    SMALL(
            "Sv39 and Sv39x4, device directory only, wire interrupts, two walks",
            Set.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS),
            Map.of(
                    Size.WALKS, 2,
                    Size.IOTLB_ENTRIES, 16,
                    Size.DEVICE_CONTEXTS, 4,
                    Size.PROCESS_CONTEXTS, 1,
                    Size.FIRST_STAGE_WALK_ENTRIES, 4,
                    Size.SECOND_STAGE_WALK_ENTRIES, 4,
                    Size.NESTED_ENTRIES, 4,
                    Size.PENDING_REQUESTS, 8)),

    /** Two 64-bit modes of each stage, process contexts and the translation request interface; eight walks. */
    BASE(
            "Sv39, Sv48, Sv39x4, Sv48x4, process directories of two levels, translation requests, wire interrupts",
            Set.of(
                    Feature.SV39,
                    Feature.SV48,
                    Feature.SV39X4,
                    Feature.SV48X4,
                    Feature.PD8,
                    Feature.PD17,
                    Feature.DEBUG_TRANSLATION,
                    Feature.WIRE_INTERRUPTS),
            Map.of(Size.PHYSICAL_ADDRESS_BITS, 40, Size.IOTLB_ENTRIES, 32, Size.VECTOR_BITS, 0)),

    /** Entries of four bytes beside those of eight, both stages; otherwise all of translation. */
    SV32("Sv32, Sv39 to Sv57 and the same with x4, fctl.GXL writable", Profile.withRv32(), Profile.sizes(8, 16)),

    /** Both byte orders, chosen by software; PTE bits 60:59 for software. */
    BE(
            "Sv39, Sv48, Sv39x4, Sv48x4 in both byte orders, fctl.BE writable, PTE bits 60:59 for software",
            Profile.bothOrders(),
            Profile.sizes(8, 16)),

    /** Everything, generously sized: sixteen walks. */
    FULL("every feature of 64-bit systems, sixteen walks", Profile.complete(), Profile.sizes(16, 32, 512, 4)),

    /** The same features at sizes for a mid-range device: eight walks. */
    FPGA(
            "the features of full at sizes for a mid-range FPGA, eight walks",
            Profile.complete(),
            Profile.sizes(8, 16, 512, 2));

    private final String purpose;

    @SuppressWarnings("ImmutableEnumChecker") // the record copies into unmodifiable collections
    private final IommuParameters parameters;

    NamedConfiguration(String purpose, Set<Feature> features, Map<Size, Integer> sizes) {
        this.purpose = purpose;
        this.parameters = new IommuParameters(Profile.finished(features), sizes);
    }

    /** Name on command lines and in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One line for people. */
    public String purpose() {
        return purpose;
    }

    public IommuParameters parameters() {
        return parameters;
    }

    /** All labels, in order. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(NamedConfiguration::label).toList();
    }

    /** The configuration of a label; the message of the exception lists what there is. */
    public static NamedConfiguration of(String label) {
        return Arrays.stream(values())
                .filter(c -> c.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown configuration: name=" + label + ", known="
                        + labels().stream().collect(Collectors.joining(","))));
    }
}
