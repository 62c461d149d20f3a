package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.testbench.judge.table.PageIntent.State;

/**
 * Carries pages, tables and contexts through their removal.
 *
 * <pre>
 * WANTED -(asked)-> UNWANTED -(cleared)-> CLEARED -(invalidation)-> INVALIDATED -(fence)-> FENCING -(complete)-> gone
 * </pre>
 */
final class Removals {
    private final HostTables tables;
    private final Findings findings;

    Removals(HostTables tables, Findings findings) {
        this.tables = tables;
        this.findings = findings;
    }

    /** The host asked to unmap a page. */
    void begin(DomainIntent domain, long page, long cycle) {
        PageIntent intent = domain.pages.get(page);
        if (intent == null || intent.state != State.WANTED) {
            return;
        }
        intent.since = cycle;
        intent.state = tables.leafPpn(domain, page) == 0 ? State.CLEARED : State.UNWANTED;
        tables.removingPages.add(new HostTables.RemovingPage(domain, intent));
    }

    /** A command was announced at this cycle. */
    void announced(long sequence, long low, long high, long cycle) {
        if (CommandWords.isInvalidation(low)) {
            invalidate(low, high, cycle);
        } else if (CommandWords.isContextInvalidation(low)) {
            tables.contexts.forEach(context -> {
                if (context.state == State.CLEARED && CommandWords.coversDevice(low, context.device)) {
                    context.state = State.INVALIDATED;
                }
            });
        } else if (CommandWords.isFence(low) && CommandWords.drains(low)) {
            fence(sequence, cycle);
        }
    }

    private void invalidate(long low, long high, long cycle) {
        for (HostTables.RemovingPage removing : tables.removingPages) {
            PageIntent page = removing.page;
            if (page.state == State.CLEARED
                    && CommandWords.coversLeaf(low, high, removing.domain, page.iova >>> 12, removing.sizeLog2)) {
                page.state = State.INVALIDATED;
                page.since = cycle;
            }
        }
        for (TableIntent table : tables.removingTables) {
            DomainIntent domain = tables.domainOf(table);
            if (table.state == State.CLEARED && domain != null && CommandWords.coversNonLeaf(low, domain)) {
                table.state = State.INVALIDATED;
            }
        }
    }

    private void fence(long sequence, long cycle) {
        for (HostTables.RemovingPage removing : tables.removingPages) {
            if (removing.page.state == State.INVALIDATED) {
                removing.page.state = State.FENCING;
                removing.page.fence = sequence;
                removing.page.since = cycle;
            }
        }
        for (TableIntent table : tables.removingTables) {
            if (table.state == State.INVALIDATED) {
                table.state = State.FENCING;
                table.fence = sequence;
            }
        }
        tables.contexts.forEach(context -> {
            if (context.state == State.INVALIDATED) {
                context.state = State.FENCING;
                context.fence = sequence;
            }
        });
    }

    /** Every command up to this number is complete: what they fenced is gone. */
    void completed(long sequence) {
        for (int i = tables.removingPages.size() - 1; i >= 0; i--) {
            HostTables.RemovingPage removing = tables.removingPages.get(i);
            if (removing.page.state == State.FENCING && removing.page.fence <= sequence) {
                if (removing.domain.pages.get(removing.page.iova >>> 12) == removing.page) {
                    removing.domain.pages.remove(removing.page.iova >>> 12);
                }
                tables.removingPages.remove(i);
            }
        }
        for (int i = tables.removingTables.size() - 1; i >= 0; i--) {
            TableIntent table = tables.removingTables.get(i);
            if (table.state == State.FENCING && table.fence <= sequence) {
                table.state = State.WANTED;
                tables.removingTables.remove(i);
            }
        }
        tables.contexts.forEach(context -> {
            if (context.state == State.FENCING && context.fence <= sequence) {
                context.domain = null;
            }
        });
    }

    /** The host says that a page is visible to devices. */
    void installed(DomainIntent domain, long page, long physicalPage, long cycle) {
        findings.count();
        PageIntent intent = domain.pages.get(page);
        if (intent != null && intent.state == State.WANTED) {
            intent.installed = true;
            intent.installedAt = cycle;
        }
        long actual = tables.leafPpn(domain, page);
        if (actual != physicalPage) {
            findings.broken(
                    TableRule.INSTALLED,
                    "IOVA 0x" + Long.toHexString(page << 12) + " maps to page 0x" + Long.toHexString(physicalPage),
                    actual == 0 ? "no valid entry in memory" : "page 0x" + Long.toHexString(actual),
                    cycle);
        }
    }

    /** The host says that a page is removed. */
    void removed(DomainIntent domain, long page, long cycle) {
        findings.count();
        PageIntent intent = domain.pages.get(page);
        if (intent != null && intent.state != State.WANTED) {
            findings.broken(
                    TableRule.REMOVED,
                    "IOVA 0x" + Long.toHexString(page << 12) + " cleared, invalidated, fenced",
                    missing(intent.state),
                    cycle);
            domain.pages.remove(page);
            tables.removingPages.removeIf(removing -> removing.page == intent);
        }
    }

    private static String missing(State state) {
        return switch (state) {
            case WANTED, UNWANTED -> "its entry is still valid in memory";
            case CLEARED -> "no covering invalidation after the clearing";
            case INVALIDATED -> "no fence with PR=1 and PW=1 after the invalidation";
            case FENCING -> "its fence was not seen complete";
        };
    }

    /** The host says that a device is detached. */
    void detached(int device, long cycle) {
        findings.count();
        ContextIntent context = tables.contexts.get(device);
        if (context != null && context.domain != null) {
            findings.broken(
                    TableRule.CONTEXT_REMOVED,
                    "context of device " + device + " cleared, invalidated, fenced",
                    missing(context.state),
                    cycle);
        }
        tables.contexts.remove(device);
    }

    /** The host gives a table back. */
    void freed(TableIntent table, long cycle) {
        findings.count();
        if (!isUsed(tables.domainOf(table))) {
            tables.removingTables.remove(table);
            return;
        }
        if (table.linked || tables.removingTables.contains(table)) {
            findings.broken(
                    TableRule.TABLE_FREED,
                    "table 0x" + Long.toHexString(table.address) + " unlinked, invalidated, fenced",
                    table.linked ? "an entry still points to it" : missing(table.state),
                    cycle);
        }
    }

    /** True if a context leads to the tables of a domain, or may still do so in a cache. */
    private boolean isUsed(DomainIntent domain) {
        boolean[] used = new boolean[1];
        tables.contexts.forEach(context -> used[0] |= domain != null && context.domain == domain);
        return used[0];
    }

    /** Ends the run. */
    void finish(long cycle) {
        findings.count();
        for (HostTables.RemovingPage removing : tables.removingPages) {
            findings.broken(
                    TableRule.PENDING,
                    "IOVA 0x" + Long.toHexString(removing.page.iova) + " removed",
                    missing(removing.page.state),
                    cycle);
        }
    }
}
