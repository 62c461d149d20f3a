package dev.pagewalk.testbench.golden;

/**
 * Page-table formats as data [IOMMU §4 modes].
 *
 * <pre>
 *   address:  | upper bits | root index (+2 for x4) | index | ... | index | 11:0 |
 * </pre>
 */
enum PageTableMode {
    BARE(0, 0, 0, 0, 64),
    SV32(2, 4, 10, 0, 32),
    SV39(3, 8, 9, 0, 39),
    SV48(4, 8, 9, 0, 48),
    SV57(5, 8, 9, 0, 57),
    SV32X4(2, 4, 10, 2, 34),
    SV39X4(3, 8, 9, 2, 41),
    SV48X4(4, 8, 9, 2, 50),
    SV57X4(5, 8, 9, 2, 59);

    private static final int CODE_BARE = 0;
    private static final int CODE_NARROWEST = 8;
    private static final PageTableMode[] FIRST_STAGE_64 = {SV39, SV48, SV57};
    private static final PageTableMode[] SECOND_STAGE_64 = {SV39X4, SV48X4, SV57X4};

    final int levels;
    final int entryBytes;
    final int indexBits;
    final int extraRootBits;
    final int addressBits;

    PageTableMode(int levels, int entryBytes, int indexBits, int extraRootBits, int addressBits) {
        this.levels = levels;
        this.entryBytes = entryBytes;
        this.indexBits = indexBits;
        this.extraRootBits = extraRootBits;
        this.addressBits = addressBits;
    }

    /** First-stage mode of a MODE field, or {@code null} when the code means nothing [IOMMU §2 fsc]. */
    static PageTableMode firstStage(int code, boolean sxl) {
        if (code == CODE_BARE) {
            return BARE;
        }
        if (sxl) {
            return code == CODE_NARROWEST ? SV32 : null;
        }
        return wide(FIRST_STAGE_64, code);
    }

    /** Second-stage mode of a MODE field, or {@code null} when the code means nothing [IOMMU §2 iohgatp]. */
    static PageTableMode secondStage(int code, boolean gxl) {
        if (code == CODE_BARE) {
            return BARE;
        }
        if (gxl) {
            return code == CODE_NARROWEST ? SV32X4 : null;
        }
        return wide(SECOND_STAGE_64, code);
    }

    private static PageTableMode wide(PageTableMode[] modes, int code) {
        int index = code - CODE_NARROWEST;
        return index >= 0 && index < modes.length ? modes[index] : null;
    }

    /** True when the capability of this mode is there; Bare always is. */
    boolean supported(Capabilities capabilities) {
        return switch (this) {
            case BARE -> true;
            case SV32 -> capabilities.sv32;
            case SV39 -> capabilities.sv39;
            case SV48 -> capabilities.sv48;
            case SV57 -> capabilities.sv57;
            case SV32X4 -> capabilities.sv32x4;
            case SV39X4 -> capabilities.sv39x4;
            case SV48X4 -> capabilities.sv48x4;
            case SV57X4 -> capabilities.sv57x4;
        };
    }

    /** Base-2 logarithm of the page that a leaf at {@code level} maps. */
    int pageShift(int level) {
        return 12 + indexBits * level;
    }

    /** Byte offset of the entry for {@code address} in its table at {@code level}. */
    long entryOffset(long address, int level) {
        int width = level == levels - 1 ? indexBits + extraRootBits : indexBits;
        return ((address >>> pageShift(level)) & Bits.ones(width)) * entryBytes;
    }

    /** True when the bits above a first-stage address are all equal to its top bit; Sv32 has none [IOMMU §4]. */
    boolean canonical(long address) {
        int unused = Long.SIZE - addressBits;
        return this == SV32 ? !Bits.wider(address, addressBits) : (address << unused) >> unused == address;
    }
}
