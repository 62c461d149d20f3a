package dev.pagewalk.architecture;

import java.util.Optional;

/**
 * Page-table schemes of both stages; Bare is the encoding 0 of either. [Priv §12.3–12.6, §18.5; IOMMU §3.1.3]
 *
 * <pre>
 *  mode     address  extension  levels  entry  root     index bits (root)
 *  Sv32       32        zero       2     4 B    4 KiB   10
 *  Sv39/48/57 39/48/57  sign     3/4/5   8 B    4 KiB    9
 *  Sv32x4     34        zero       2     4 B   16 KiB   10 (12)
 *  Sv39x4..   41/50/59  zero     3/4/5   8 B   16 KiB    9 (11)
 * </pre>
 */
public enum PageTableMode {
    SV32(Stage.FIRST, 8, 32, 2, 4, Capabilities.SV32),
    SV39(Stage.FIRST, 8, 39, 3, 8, Capabilities.SV39),
    SV48(Stage.FIRST, 9, 48, 4, 8, Capabilities.SV48),
    SV57(Stage.FIRST, 10, 57, 5, 8, Capabilities.SV57),
    SV32X4(Stage.SECOND, 8, 34, 2, 4, Capabilities.SV32X4),
    SV39X4(Stage.SECOND, 8, 41, 3, 8, Capabilities.SV39X4),
    SV48X4(Stage.SECOND, 9, 50, 4, 8, Capabilities.SV48X4),
    SV57X4(Stage.SECOND, 10, 59, 5, 8, Capabilities.SV57X4);

    /** Encoding of Bare in iosatp and iohgatp. */
    public static final int BARE = 0;

    /** Bits of a page offset. */
    public static final int PAGE_SHIFT = 12;

    private static final int SECOND_STAGE_EXTRA_BITS = 2;

    private final Stage stage;
    private final int encoding;
    private final int addressBits;
    private final int levels;
    private final int entryBytes;
    // A record of values only; the checker would want an annotation from a library on it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BitField capability;

    PageTableMode(Stage stage, int encoding, int addressBits, int levels, int entryBytes, BitField capability) {
        this.stage = stage;
        this.encoding = encoding;
        this.addressBits = addressBits;
        this.levels = levels;
        this.entryBytes = entryBytes;
        this.capability = capability;
    }

    /** The mode of an encoding; {@code rv32} is SXL for the first stage and GXL for the second. */
    public static Optional<PageTableMode> of(Stage stage, boolean rv32, long encoding) {
        for (PageTableMode mode : values()) {
            if (mode.stage == stage && mode.isRv32() == rv32 && mode.encoding == encoding) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    public Stage stage() {
        return stage;
    }

    /** Value of the MODE field. */
    public int encoding() {
        return encoding;
    }

    /** Whether it needs SXL=1 or GXL=1. */
    public boolean isRv32() {
        return entryBytes == 4;
    }

    /** Width of the addresses that it translates. */
    public int addressBits() {
        return addressBits;
    }

    /** Whether bits above {@link #addressBits()} must repeat the highest one instead of being 0. */
    public boolean signExtended() {
        return stage == Stage.FIRST && !isRv32();
    }

    public int levels() {
        return levels;
    }

    public int entryBytes() {
        return entryBytes;
    }

    /** The bit of {@code capabilities} that announces it. */
    public BitField capability() {
        return capability;
    }

    /** Index bits at {@code level}; level {@code levels()-1} is the root. */
    public int indexBits(int level) {
        checkLevel(level);
        int plain = isRv32() ? 10 : 9;
        return stage == Stage.SECOND && level == levels - 1 ? plain + SECOND_STAGE_EXTRA_BITS : plain;
    }

    /** Bytes of the root table, which is also its alignment. */
    public int rootBytes() {
        return entryBytes << indexBits(levels - 1);
    }

    /** log2 of the page that a leaf at {@code level} maps. */
    public int leafShift(int level) {
        checkLevel(level);
        return PAGE_SHIFT + level * (isRv32() ? 10 : 9);
    }

    /** Index into the table at {@code level} for an address. */
    public int index(long address, int level) {
        return (int) (address >>> leafShift(level)) & ((1 << indexBits(level)) - 1);
    }

    /** Whether the address is in the range of the mode: sign or zero extended from {@link #addressBits()}. */
    public boolean inRange(long address) {
        int unused = Long.SIZE - addressBits;
        return (signExtended() ? address << unused >> unused : address << unused >>> unused) == address;
    }

    private void checkLevel(int level) {
        if (level < 0 || level >= levels) {
            throw new IllegalArgumentException("no such level: mode=" + this + ", level=" + level);
        }
    }
}
