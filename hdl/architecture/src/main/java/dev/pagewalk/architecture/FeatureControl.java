package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;

import java.util.List;

/** Fields of {@code fctl} at offset 8; may change only while {@code ddtp} and all queues are off. [IOMMU §6 fctl] */
public final class FeatureControl {

    public static final BitField BE = bit("BE", 0, "big-endian tables, queues, fence data and own MSIs");
    public static final BitField WSI = bit("WSI", 1, "interrupts by wire instead of MSI");
    public static final BitField GXL = bit("GXL", 2, "second stage uses the 32-bit scheme");

    public static final List<BitField> FIELDS = List.of(BE, WSI, GXL);

    private FeatureControl() {}
}
