package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

/**
 * Fields of a page-table entry of 8 bytes; one of 4 bytes has the same low ten bits and PPN 31:10. [Priv §12]
 *
 * <pre>
 *   63  62  61 60  59 58      54 53          10 9   8  7 6 5 4 3 2 1 0
 *  +--+-------+------+----------+--------------+-----+-+-+-+-+-+-+-+-+
 *  |N | PBMT  | sw*  | reserved |     PPN      | RSW |D|A|G|U|X|W|R|V|
 *  +--+-------+------+----------+--------------+-----+-+-+-+-+-+-+-+-+
 *  * for software with Svrsw60t59b, else reserved
 * </pre>
 */
public final class PageTableEntry {

    public static final BitField V = bit("V", 0, "valid");
    public static final BitField R = bit("R", 1, "readable");
    public static final BitField W = bit("W", 2, "writable");
    public static final BitField X = bit("X", 3, "executable");
    public static final BitField U = bit("U", 4, "user page");
    public static final BitField G = bit("G", 5, "global mapping");
    public static final BitField A = bit("A", 6, "accessed");
    public static final BitField D = bit("D", 7, "dirty");
    public static final BitField RSW = bits("RSW", 9, 8, "for software");
    public static final BitField PPN = bits("PPN", 53, 10, "page");
    public static final BitField RESERVED = bits("reserved", 58, 54, "must be 0");
    public static final BitField SOFTWARE = bits("RSW60:59", 60, 59, "for software with Svrsw60t59b, else 0");
    public static final BitField PBMT = bits("PBMT", 62, 61, "0 PMA, 1 NC, 2 IO");
    public static final BitField N = bit("N", 63, "NAPOT page");

    /** PPN of a 4-byte entry. */
    public static final BitField PPN32 = bits("PPN", 31, 10, "page");

    /** Low PPN bits of the one NAPOT size, 64 KiB. [Priv Svnapot] */
    public static final int NAPOT_64K_PPN_LOW = 0b1000;
    /** log2 of that size. */
    public static final int NAPOT_64K_SHIFT = 16;

    /** Memory type of the underlying attributes. */
    public static final int PBMT_PMA = 0;
    /** Non-cacheable main memory. */
    public static final int PBMT_NC = 1;
    /** I/O. */
    public static final int PBMT_IO = 2;

    private PageTableEntry() {}
}
