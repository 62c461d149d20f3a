package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Pages;

/** A range that MmAllocateMappingAddress reserved. */
final class MappingReservation {

    final long base;
    final int pages;
    final int tag;
    Mdl mapped;
    int mappedPages;

    MappingReservation(long base, int pages, int tag) {
        this.base = base;
        this.pages = pages;
        this.tag = tag;
    }

    boolean contains(long va) {
        return va >= base && va < base + Pages.addressOf(pages);
    }

    /** Tags are compared with bit 0 cleared (S-RMF-1). */
    boolean ownedBy(int otherTag) {
        return (tag | 1) == (otherTag | 1);
    }

    long lastAddress() {
        return base + Pages.addressOf(pages) - 1;
    }
}
