package dev.pagewalk.host.machine;

/** One page of a process's address space. */
public final class UserPage {

    long pfn;
    int protection;
    boolean copyOnWrite;
    /** Contents while paged out, null while resident. */
    byte[] pagedOut;
    /** The paging file cannot deliver the page. */
    boolean broken;
    /** Address of the MDL whose view this page is part of, 0 for private memory. */
    long viewOf;
    /** The view's MDL was locked for reading only. */
    boolean readLocked;

    UserPage(long pfn, int protection) {
        this.pfn = pfn;
        this.protection = protection;
    }

    /** Page frame number; meaningless while paged out. */
    public long pfn() {
        return pfn;
    }

    /** True if the page is in memory. */
    public boolean resident() {
        return pagedOut == null;
    }

    boolean is(int protectionBit) {
        return (protection & protectionBit) != 0;
    }

    @Override
    public String toString() {
        return "pfn=0x%x protection=0x%x cow=%b resident=%b view=0x%x"
                .formatted(pfn, protection, copyOnWrite, resident(), viewOf);
    }
}
