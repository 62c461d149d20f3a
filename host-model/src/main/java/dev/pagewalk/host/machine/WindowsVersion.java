package dev.pagewalk.host.machine;

/** Version profiles, oldest first; rules that differ by version ask {@link #atLeast}. */
public enum WindowsVersion {
    NT4,
    WINDOWS_2000,
    WINDOWS_XP,
    WINDOWS_VISTA,
    WINDOWS_7,
    WINDOWS_8,
    WINDOWS_10_1507,
    WINDOWS_10_1709,
    WINDOWS_10_1803,
    WINDOWS_10_1809,
    WINDOWS_10_2004,
    WINDOWS_11;

    /** True for this version and later ones. */
    public boolean atLeast(WindowsVersion first) {
        return compareTo(first) >= 0;
    }
}
