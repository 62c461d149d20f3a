package dev.pagewalk.host.mdl;

/** Bits of {@code MdlFlags} (section 1.2). */
public final class MdlFlag {

    public static final int MDL_MAPPED_TO_SYSTEM_VA = 0x0001;
    public static final int MDL_PAGES_LOCKED = 0x0002;
    public static final int MDL_SOURCE_IS_NONPAGED_POOL = 0x0004;
    public static final int MDL_ALLOCATED_FIXED_SIZE = 0x0008;
    public static final int MDL_PARTIAL = 0x0010;
    public static final int MDL_PARTIAL_HAS_BEEN_MAPPED = 0x0020;
    public static final int MDL_IO_PAGE_READ = 0x0040;
    public static final int MDL_WRITE_OPERATION = 0x0080;
    /** Marks a mapping that belongs to the source of a partial MDL (section 1.3; not verified on Windows). */
    public static final int MDL_PARENT_MAPPED_SYSTEM_VA = 0x0100;

    public static final int MDL_FREE_EXTRA_PTES = 0x0200;
    public static final int MDL_DESCRIBES_AWE = 0x0400;
    public static final int MDL_IO_SPACE = 0x0800;
    public static final int MDL_NETWORK_HEADER = 0x1000;
    public static final int MDL_MAPPING_CAN_FAIL = 0x2000;
    public static final int MDL_PAGE_CONTENTS_INVARIANT = 0x4000;
    public static final int MDL_INTERNAL = 0x8000;

    private static final String[] NAMES = {
        "MAPPED_TO_SYSTEM_VA", "PAGES_LOCKED", "SOURCE_IS_NONPAGED_POOL", "ALLOCATED_FIXED_SIZE",
        "PARTIAL", "PARTIAL_HAS_BEEN_MAPPED", "IO_PAGE_READ", "WRITE_OPERATION",
        "PARENT_MAPPED_SYSTEM_VA", "FREE_EXTRA_PTES", "DESCRIBES_AWE", "IO_SPACE",
        "NETWORK_HEADER", "MAPPING_CAN_FAIL", "PAGE_CONTENTS_INVARIANT", "INTERNAL"
    };

    private MdlFlag() {}

    /** Names of the bits that are set, such as {@code PAGES_LOCKED|PARTIAL}; {@code 0} if none is. */
    public static String text(int flags) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < NAMES.length; bit++) {
            if (((flags >> bit) & 1) != 0) {
                text.append(text.isEmpty() ? "" : "|").append(NAMES[bit]);
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }
}
