package dev.pagewalk.host.mdl;

/** MM_PAGE_PRIORITY and the modifiers that are ORed into it. */
public final class PagePriority {

    public static final int LOW_PAGE_PRIORITY = 0;
    public static final int NORMAL_PAGE_PRIORITY = 16;
    public static final int HIGH_PAGE_PRIORITY = 32;
    public static final int MDL_MAPPING_NO_WRITE = 0x8000_0000;
    public static final int MDL_MAPPING_NO_EXECUTE = 0x4000_0000;
    public static final int MDL_MAPPING_WITH_GUARD_PTES = 0x2000_0000;

    private static final int MODIFIERS = MDL_MAPPING_NO_WRITE | MDL_MAPPING_NO_EXECUTE | MDL_MAPPING_WITH_GUARD_PTES;

    private PagePriority() {}

    /** The priority without modifiers. */
    public static int level(int priority) {
        return priority & ~MODIFIERS;
    }
}
