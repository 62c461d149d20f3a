package dev.pagewalk.host.machine;

/** PAGE_xxx protection values; combinations of one access value with modifiers. */
public final class PageProtection {

    public static final int PAGE_NOACCESS = 0x01;
    public static final int PAGE_READONLY = 0x02;
    public static final int PAGE_READWRITE = 0x04;
    public static final int PAGE_WRITECOPY = 0x08;
    public static final int PAGE_EXECUTE = 0x10;
    public static final int PAGE_EXECUTE_READ = 0x20;
    public static final int PAGE_EXECUTE_READWRITE = 0x40;
    public static final int PAGE_EXECUTE_WRITECOPY = 0x80;
    public static final int PAGE_GUARD = 0x100;
    public static final int PAGE_NOCACHE = 0x200;
    public static final int PAGE_WRITECOMBINE = 0x400;

    private static final int READABLE = PAGE_READONLY
            | PAGE_READWRITE
            | PAGE_WRITECOPY
            | PAGE_EXECUTE
            | PAGE_EXECUTE_READ
            | PAGE_EXECUTE_READWRITE
            | PAGE_EXECUTE_WRITECOPY;
    private static final int WRITABLE =
            PAGE_READWRITE | PAGE_WRITECOPY | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
    private static final int EXECUTABLE =
            PAGE_EXECUTE | PAGE_EXECUTE_READ | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
    private static final int ACCESS = 0xFF;
    private static final int MODIFIERS = PAGE_NOCACHE | PAGE_WRITECOMBINE;
    private static final int MDL_VALUES =
            PAGE_NOACCESS | PAGE_READONLY | PAGE_READWRITE | PAGE_EXECUTE | PAGE_EXECUTE_READ | PAGE_EXECUTE_READWRITE;

    private PageProtection() {}

    /** True if loads are allowed (x64 cannot withhold reading from an executable page). */
    public static boolean readable(int protection) {
        return (protection & READABLE) != 0;
    }

    /** True if stores are allowed, also when they first copy the page. */
    public static boolean writable(int protection) {
        return (protection & WRITABLE) != 0;
    }

    /** True if execution is allowed. */
    public static boolean executable(int protection) {
        return (protection & EXECUTABLE) != 0;
    }

    /** Values that MmProtectMdlSystemAddress takes (S-PRO-1). */
    public static boolean isMdlProtection(int protection) {
        return Integer.bitCount(protection) == 1 && (protection & MDL_VALUES) != 0;
    }

    /** Values that MmMapMdl and MmMapIoSpaceEx take: access other than NOACCESS, cache modifiers ignored (S-MMM-3). */
    public static boolean isMappingProtection(int protection) {
        int access = protection & ~MODIFIERS;
        return access != PAGE_NOACCESS && (access & ~ACCESS) == 0 && isMdlProtection(access);
    }
}
