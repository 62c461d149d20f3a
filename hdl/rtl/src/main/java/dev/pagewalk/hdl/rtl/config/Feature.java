package dev.pagewalk.hdl.rtl.config;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.Capabilities;

import java.util.List;
import java.util.Optional;

/** A part of the architecture, or of this design, that is built or left out; left out it costs no gates. */
public enum Feature {
    SV32(Capabilities.SV32),
    SV39(Capabilities.SV39),
    SV48(Capabilities.SV48, SV39),
    SV57(Capabilities.SV57, SV48),
    SVRSW60T59B(Capabilities.SVRSW60T59B),
    SVPBMT(Capabilities.SVPBMT),
    SV32X4(Capabilities.SV32X4),
    SV39X4(Capabilities.SV39X4),
    SV48X4(Capabilities.SV48X4, SV39X4),
    SV57X4(Capabilities.SV57X4, SV48X4),
    /** MSI page tables and 64-byte device contexts. */
    MSI_FLAT(Capabilities.MSI_FLAT),
    /** Memory-resident interrupt files. */
    MSI_MRIF(Capabilities.MSI_MRIF, MSI_FLAT),
    /** MRIF pending bits are set by atomics. */
    AMO_MRIF(Capabilities.AMO_MRIF, MSI_MRIF),
    /** Hardware updates of A and D. */
    AMO_HWAD(Capabilities.AMO_HWAD),
    ATS(Capabilities.ATS),
    T2GPA(Capabilities.T2GPA, ATS),
    /** Both byte orders. */
    BOTH_ENDIAN(Capabilities.END),
    HPM(Capabilities.HPM),
    /** The translation request interface tr_req. */
    DEBUG_TRANSLATION(Capabilities.DBG),
    PD8(Capabilities.PD8),
    PD17(Capabilities.PD17),
    PD20(Capabilities.PD20),
    QOSID(Capabilities.QOSID),
    /** Operand NL of IOTINVAL. */
    NON_LEAF_INVALIDATION(Capabilities.NL),
    /** Operand S of IOTINVAL. */
    RANGE_INVALIDATION(Capabilities.S),
    /** A, D and pending bits are set by AXI5 AtomicCompare, not by exclusive pairs. */
    ATOMIC_COMPARE(null, AMO_HWAD),
    /** Own interrupts on the wires of {@code irq}. */
    WIRE_INTERRUPTS(null),
    /** Own interrupts as stores to memory. */
    MESSAGE_INTERRUPTS(null),
    /** fctl.BE can be written. */
    BE_WRITABLE(null, BOTH_ENDIAN),
    /** fctl.GXL can be written. */
    GXL_WRITABLE(null, SV32X4),
    /** Reset value of fctl.BE is 1. */
    BE_RESET(null),
    /** Observation ports {@code dbg_*}; simulation builds only. */
    OBSERVATION(null),
    /** Planted bugs, chosen at run time; simulation builds only, never published. */
    CANARIES(null);

    // A record of values only; the checker would want an annotation from a library on it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BitField capability;

    private final Feature implied;

    Feature(BitField capability) {
        this(capability, null);
    }

    Feature(BitField capability, Feature implied) {
        this.capability = capability;
        this.implied = implied;
    }

    /** The bit of {@code capabilities} that announces it, if there is one. */
    public Optional<BitField> capability() {
        return Optional.ofNullable(capability);
    }

    /** The feature without which this one cannot be built. */
    public Optional<Feature> requires() {
        return Optional.ofNullable(implied);
    }

    /**
     * Features that parts of the design know but the whole lacks: an IOMMU with one of them would announce what it does
     * not do, so none is published.
     */
    public static List<Feature> unfinished() {
        return List.of();
    }

    /** First-stage modes, narrowest first. */
    public static List<Feature> firstStageModes() {
        return List.of(SV32, SV39, SV48, SV57);
    }

    /** Second-stage modes, narrowest first. */
    public static List<Feature> secondStageModes() {
        return List.of(SV32X4, SV39X4, SV48X4, SV57X4);
    }

    /** Process-directory modes, smallest first. */
    public static List<Feature> processDirectoryModes() {
        return List.of(PD8, PD17, PD20);
    }
}
