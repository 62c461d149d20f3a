package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Stage;

import java.util.Locale;

/**
 * What a page of tables holds.
 *
 * @param kind the structure
 * @param mode scheme of a page table, else {@code null}
 * @param level level of its entries, 0 for the lowest
 * @param bigEndian byte order of a page table
 */
record TablePage(Kind kind, PageTableMode mode, int level, boolean bigEndian) {
    /** The structures that walks read. */
    enum Kind {
        DEVICES,
        PROCESSES,
        FIRST,
        SECOND,
        MSI;

        /** In words. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TablePage of(PageTableMode mode, int level, boolean bigEndian) {
        return new TablePage(mode.stage() == Stage.FIRST ? Kind.FIRST : Kind.SECOND, mode, level, bigEndian);
    }

    static TablePage directory(Kind kind, int level) {
        return new TablePage(kind, null, level, false);
    }
}
