package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

/** Non-leaf entry of the device and the process directory, 8 bytes; other bits are reserved. [IOMMU §3.1.1, §3.2] */
public final class DirectoryEntry {

    public static final int BYTES = 8;

    public static final BitField V = bit("V", 0, "valid");
    public static final BitField PPN = bits("PPN", 53, 10, "page of the next table");

    private DirectoryEntry() {}
}
