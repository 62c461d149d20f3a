package dev.pagewalk.host.machine;

/** Planted bugs of the memory manager, for showing that judges and tests catch them; never on by itself. */
public enum HostCanary {
    WRONG_PFN("locking writes the number of another page into the last slot of an MDL"),
    UNLOCKED_AT_ONCE("locked pages are unlocked again before the call returns"),
    WRONG_SYSTEM_PAGE("a system mapping of an MDL shows another page"),
    BYTE_OFFSET_LOST("a new MDL forgets where in its first page the buffer begins");

    private final String text;

    HostCanary(String text) {
        this.text = text;
    }

    /** What goes wrong. */
    public String text() {
        return text;
    }
}
