package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/** Fields of {@code ipsr}, {@code icvec} and the MSI configuration table. [IOMMU §6 ipsr, icvec, msi_cfg_tbl] */
public final class InterruptRegisters {

    /** Vectors that icvec can name, and entries of the MSI configuration table. */
    public static final int VECTORS = 16;

    public static final BitField CIP = bit("cip", 0, "command queue");
    public static final BitField FIP = bit("fip", 1, "fault queue");
    public static final BitField PMIP = bit("pmip", 2, "performance monitor");
    public static final BitField PIP = bit("pip", 3, "page-request queue");
    public static final List<BitField> PENDING_FIELDS = List.of(CIP, FIP, PMIP, PIP);

    public static final BitField CIV = bits("civ", 3, 0, "vector of cip");
    public static final BitField FIV = bits("fiv", 7, 4, "vector of fip");
    public static final BitField PMIV = bits("pmiv", 11, 8, "vector of pmip");
    public static final BitField PIV = bits("piv", 15, 12, "vector of pip");
    public static final List<BitField> VECTOR_FIELDS = List.of(CIV, FIV, PMIV, PIV);

    public static final BitField MSI_ADDRESS = bits("addr", 55, 2, "word-aligned address of the store");
    public static final BitField MSI_DATA = bits("data", 31, 0, "value of the store");
    public static final BitField MSI_MASKED = bit("M", 0, "remember instead of sending");

    private InterruptRegisters() {}
}
