package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.stream.EventView;

/** Follows the stores to page tables of domains and checks each against what the host asked for [IOMMU §4]. */
final class PageTableWatch {
    private static final int ENTRIES = 512;

    private final HostTables tables;
    private final Findings findings;

    PageTableWatch(HostTables tables, Findings findings) {
        this.tables = tables;
        this.findings = findings;
    }

    /** Takes a store that commits now; memory already holds {@code pte} in place of {@code old}. */
    void stored(TableIntent table, EventView event, long old, long pte) {
        long firstPage = tables.firstPage(table) + table.index(event.address()) * PteBits.span(table.level);
        DomainIntent domain = tables.domainOf(table);
        long cycle = event.cycle();
        findings.count();
        if (pte == old) {
            return;
        }
        if (PteBits.isValid(old) && table.isReachable()) {
            leave(table, domain, old, pte, firstPage, cycle);
        }
        if (!PteBits.isValid(pte)) {
            return;
        }
        findings.count();
        String fault = PteBits.fault(pte, table.level, table.kind);
        if (fault != null) {
            findings.broken(TableRule.ENCODING, "a legal entry", PteBits.describe(pte) + ": " + fault, cycle);
        } else if (PteBits.isLeaf(pte)) {
            enterLeaf(table, domain, old, pte, firstPage, cycle);
        } else {
            enterPointer(table, event.address(), pte, cycle);
        }
    }

    private void enterLeaf(TableIntent table, DomainIntent domain, long old, long pte, long firstPage, long cycle) {
        for (long page = firstPage; page < firstPage + PteBits.span(table.level); page++) {
            findings.count();
            PageIntent wanted = domain == null ? null : domain.pages.get(page);
            String expected = expectation(wanted);
            long actualPpn = PteBits.ppnAt(pte, table.level, page);
            if (!mayBeMapped(wanted, table, PteBits.isValid(old) && PteBits.isLeaf(old))
                    || wanted.physical >>> 12 != actualPpn
                    || (pte & flagMask()) != flags(wanted.permissions)) {
                findings.broken(
                        TableRule.VALUE,
                        expected,
                        PteBits.describe(pte) + " for IOVA 0x" + Long.toHexString(page << 12),
                        cycle);
                return;
            }
        }
    }

    /** True for a page that is asked for, and for one on its way out whose larger page is split meanwhile. */
    private static boolean mayBeMapped(PageIntent wanted, TableIntent table, boolean wasLeaf) {
        if (wanted == null) {
            return false;
        }
        boolean split = wanted.state == PageIntent.State.UNWANTED && (wasLeaf || !table.isReachable());
        return split || wanted.state == PageIntent.State.WANTED;
    }

    private static String expectation(PageIntent wanted) {
        if (wanted == null || wanted.state != PageIntent.State.WANTED) {
            return "no entry: the host asked for no mapping here";
        }
        return "PPN 0x" + Long.toHexString(wanted.physical >>> 12) + " with flags 0x"
                + Long.toHexString(flags(wanted.permissions));
    }

    private static long flagMask() {
        return PteBits.V | PteBits.R | PteBits.W | PteBits.X | PteBits.U | PteBits.A | PteBits.D;
    }

    /** Flags of a leaf for a permission mask: X=0, U=1, A=D=1 as hardware updates are off [reference §8b]. */
    private static long flags(int permissions) {
        long flags = PteBits.V | PteBits.R | PteBits.U | PteBits.A | PteBits.D;
        return (permissions & DriverListener.WRITE) != 0 ? flags | PteBits.W : flags;
    }

    private void enterPointer(TableIntent table, long entry, long pte, long cycle) {
        TableIntent child = tables.tableAt(PteBits.ppn(pte) << 12);
        findings.count();
        if (child == null || child.level != table.level - 1 || child.parent != entry) {
            findings.broken(
                    TableRule.TARGET,
                    "a table of level " + (table.level - 1) + " meant for entry 0x" + Long.toHexString(entry),
                    PteBits.describe(pte),
                    cycle);
            return;
        }
        findings.count();
        if (isEmpty(child)) {
            findings.broken(
                    TableRule.CHILD_FIRST,
                    "an entry in the table at 0x" + Long.toHexString(child.address),
                    "none when entry 0x" + Long.toHexString(entry) + " came to point to it",
                    cycle);
        }
        child.linked = true;
        child.state = PageIntent.State.WANTED;
    }

    private boolean isEmpty(TableIntent table) {
        for (int i = 0; i < ENTRIES; i++) {
            if (PteBits.isValid(tables.entry(table.kind, table.address + i * 8L))) {
                return false;
            }
        }
        return true;
    }

    private void leave(TableIntent table, DomainIntent domain, long old, long pte, long firstPage, long cycle) {
        if (!PteBits.isLeaf(old)) {
            leavePointer(old);
            return;
        }
        int sizeLog2 = 9 * table.level;
        for (long page = firstPage; page < firstPage + PteBits.span(table.level); page++) {
            findings.count();
            PageIntent intent = domain == null ? null : domain.pages.get(page);
            if (intent != null && intent.state == PageIntent.State.UNWANTED && !covers(table, pte, page)) {
                intent.state = PageIntent.State.CLEARED;
                intent.since = cycle;
                markSize(intent, sizeLog2);
            } else if (intent != null
                    && intent.state == PageIntent.State.WANTED
                    && intent.installed
                    && !covers(table, pte, page)) {
                findings.broken(
                        TableRule.LIVE_CHANGE,
                        PteBits.describe(old) + " stays: nobody asked to unmap IOVA 0x" + Long.toHexString(page << 12),
                        PteBits.describe(pte),
                        cycle);
                return;
            }
        }
    }

    private void markSize(PageIntent intent, int sizeLog2) {
        for (int i = 0; i < tables.removingPages.size(); i++) {
            HostTables.RemovingPage removing = tables.removingPages.get(i);
            if (removing.page == intent) {
                removing.sizeLog2 = sizeLog2;
            }
        }
    }

    /** True if a larger page is only split or joined: the new entry, or the table it points to, still maps the page. */
    private boolean covers(TableIntent table, long pte, long page) {
        if (!PteBits.isValid(pte)) {
            return false;
        }
        return PteBits.isLeaf(pte)
                || PteBits.isValid(tables.entry(
                        table.kind, (PteBits.ppn(pte) << 12) + (page >>> (9 * table.level - 9) & 0x1ff) * 8));
    }

    private void leavePointer(long old) {
        TableIntent child = tables.tableAt(PteBits.ppn(old) << 12);
        if (child != null && child.linked) {
            child.linked = false;
            child.state = PageIntent.State.CLEARED;
            tables.removingTables.add(child);
        }
    }
}
