package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/** Fields of {@code capabilities} at offset 0. [IOMMU §6 capabilities] */
public final class Capabilities {

    /** Value of {@link #VERSION} for version 1.0. */
    public static final long VERSION_1_0 = 0x10;

    public static final BitField VERSION = bits("version", 7, 0, "0x10 for version 1.0");
    public static final BitField SV32 = bit("Sv32", 8, "first stage Sv32");
    public static final BitField SV39 = bit("Sv39", 9, "first stage Sv39");
    public static final BitField SV48 = bit("Sv48", 10, "first stage Sv48; implies Sv39");
    public static final BitField SV57 = bit("Sv57", 11, "first stage Sv57; implies Sv48");
    public static final BitField SVRSW60T59B = bit("Svrsw60t59b", 14, "PTE bits 60:59 are for software");
    public static final BitField SVPBMT = bit("Svpbmt", 15, "page-based memory types in both stages");
    public static final BitField SV32X4 = bit("Sv32x4", 16, "second stage Sv32x4");
    public static final BitField SV39X4 = bit("Sv39x4", 17, "second stage Sv39x4");
    public static final BitField SV48X4 = bit("Sv48x4", 18, "second stage Sv48x4");
    public static final BitField SV57X4 = bit("Sv57x4", 19, "second stage Sv57x4");
    public static final BitField AMO_MRIF = bit("AMO_MRIF", 21, "MRIF pending bits are set atomically");
    public static final BitField MSI_FLAT = bit("MSI_FLAT", 22, "MSI page tables; 64-byte device contexts");
    public static final BitField MSI_MRIF = bit("MSI_MRIF", 23, "MRIF-mode MSI page-table entries");
    public static final BitField AMO_HWAD = bit("AMO_HWAD", 24, "hardware updates of A and D");
    public static final BitField ATS = bit("ATS", 25, "PCIe address translation services and page requests");
    public static final BitField T2GPA = bit("T2GPA", 26, "ATS completions may carry a guest physical address");
    public static final BitField END = bit("END", 27, "both byte orders");
    public static final BitField IGS = bits("IGS", 29, 28, "interrupts: 0 MSI, 1 wire, 2 both");
    public static final BitField HPM = bit("HPM", 30, "performance monitor");
    public static final BitField DBG = bit("DBG", 31, "translation request interface");
    public static final BitField PAS = bits("PAS", 37, 32, "physical address bits");
    public static final BitField PD8 = bit("PD8", 38, "one-level process directory");
    public static final BitField PD17 = bit("PD17", 39, "two-level process directory");
    public static final BitField PD20 = bit("PD20", 40, "three-level process directory");
    public static final BitField QOSID = bit("QOSID", 41, "resource and monitoring control ids");
    public static final BitField NL = bit("NL", 42, "non-leaf invalidation operand of IOTINVAL");
    public static final BitField S = bit("S", 43, "address range operand of IOTINVAL");

    public static final List<BitField> FIELDS = List.of(
            VERSION,
            SV32,
            SV39,
            SV48,
            SV57,
            SVRSW60T59B,
            SVPBMT,
            SV32X4,
            SV39X4,
            SV48X4,
            SV57X4,
            AMO_MRIF,
            MSI_FLAT,
            MSI_MRIF,
            AMO_HWAD,
            ATS,
            T2GPA,
            END,
            IGS,
            HPM,
            DBG,
            PAS,
            PD8,
            PD17,
            PD20,
            QOSID,
            NL,
            S);

    private Capabilities() {}
}
