package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/** Fields of {@code ddtp} at offset 16. [IOMMU §6 ddtp] */
public final class DirectoryPointer {

    public static final BitField MODE = bits("iommu_mode", 3, 0, "see DirectoryMode");
    public static final BitField BUSY = bit("busy", 4, "a mode change is under way (read only)");
    public static final BitField PPN = bits("PPN", 53, 10, "page of the root table");

    public static final List<BitField> FIELDS = List.of(MODE, BUSY, PPN);

    private DirectoryPointer() {}
}
