package dev.pagewalk.testbench.report;

/**
 * A store of the host that changed an entry of a table, and the walker's first read of that entry afterwards.
 *
 * @param what what kind of entry, such as {@code leaf} or {@code pointer level 2}
 * @param iova first input address of the entry, or -1 if it has none
 * @param pfn page that the entry leads to, or -1
 * @param address physical address of the entry
 * @param value what was stored
 * @param cycle cycle of the commit
 * @param firstRead cycle of the walker's first read after the commit, or -1
 */
public record TableStore(String what, long iova, long pfn, long address, long value, long cycle, long firstRead) {
    TableStore readAt(long readCycle) {
        return new TableStore(what, iova, pfn, address, value, cycle, readCycle);
    }
}
