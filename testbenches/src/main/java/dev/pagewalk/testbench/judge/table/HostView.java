package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.ArrayDeque;

/**
 * What the host wants devices to reach, from what it said and from what its stores, doorbells and fences have done so
 * far. A page counts as reachable from the request to map it until the fence that ends its removal is seen to be
 * complete.
 */
public final class HostView implements RecordConsumer, DriverListener, CommandWatch.Listener, RegisterPins.Listener {
    private static final int WHOLE_WORD = 0xff;
    private static final int FEATURE_CONTROL = 8;
    private static final int BOTH_ORDERS = 27;

    private record Meant(long low, long high) {}

    private final HostTables tables = new HostTables();
    private final Findings findings;
    private final RegisterPins registers;
    private final CommandWatch commands;
    private final PageTableWatch pageTables;
    private final DirectoryWatch directory;
    private final DeclaredTables declared;
    private final Removals removals;
    private final ArrayDeque<Meant> meant = new ArrayDeque<>();
    private long cycleOfIntent;
    private boolean bothOrders;

    /** A view that checks nothing. */
    public HostView(Signals signals) {
        this(signals, Findings.NONE);
    }

    HostView(Signals signals, Findings findings) {
        this.findings = findings;
        registers = new RegisterPins(signals, this);
        commands = new CommandWatch(tables, this);
        pageTables = new PageTableWatch(tables, findings);
        directory = new DirectoryWatch(tables, findings);
        declared = new DeclaredTables(tables, findings);
        removals = new Removals(tables, findings);
    }

    /** The domain that a device's requests are translated in, or null if it has no context. */
    public DomainIntent domainOf(int device) {
        ContextIntent context = tables.contexts.get(device);
        return context == null ? null : context.domain;
    }

    /** The table or queue that an address lies in, or null. */
    public TableIntent tableAt(long address) {
        return tables.tableAt(address);
    }

    /** First input address that a page-table entry translates. */
    public long inputAddress(TableIntent table, long entry) {
        return (tables.firstPage(table) + table.index(entry) * PteBits.span(table.level)) << 12;
    }

    /** The word that memory holds now according to the commits. */
    public long memoryAt(long address) {
        return tables.memory.read(address);
    }

    @Override
    public void onCycle(CycleView pins) {
        registers.onCycle(pins);
    }

    @Override
    public void onEvent(EventView event) {
        EventKind kind = event.kind();
        if (kind == EventKind.MEMORY_WRITE && event.isOkay()) {
            if (event.port() == MemoryPort.HOST) {
                TableIntent table = tables.tableAt(event.address());
                long old = table == null ? 0 : tables.entry(table.kind, event.address());
                long rawOld = tables.memory.read(event.address());
                tables.memory.apply(event);
                if (table != null) {
                    hostStored(table, event, old, rawOld);
                }
            } else {
                tables.memory.apply(event);
            }
            commands.memoryWritten(event);
        } else if (kind == EventKind.POKE) {
            tables.memory.apply(event);
        }
    }

    private void hostStored(TableIntent table, EventView event, long old, long rawOld) {
        boolean entries =
                switch (table.kind) {
                    case SECOND_STAGE, FIRST_STAGE, DEVICE_DIRECTORY, PROCESS_DIRECTORY, MSI_TABLE -> true;
                    default -> false;
                };
        if (entries) {
            findings.count();
            if (event.strobe() != WHOLE_WORD) {
                findings.broken(
                        TableRule.SINGLE_STORE,
                        "one store of 8 bytes to 0x" + Long.toHexString(event.address()),
                        "byte lanes 0x" + Integer.toHexString(event.strobe()),
                        event.cycle());
            }
        }
        long now = tables.entry(table.kind, event.address());
        boolean ofDomain = table.kind == TableKind.FIRST_STAGE && tables.domainOf(table) != null;
        if (table.kind == TableKind.SECOND_STAGE || ofDomain) {
            pageTables.stored(table, event, old, now);
        } else if (table.kind == TableKind.DEVICE_DIRECTORY) {
            directory.stored(table, event, old, now);
        } else if (entries) {
            declared.stored(table, event, rawOld, tables.memory.read(event.address()));
        }
    }

    @Override
    public void registerWritten(int word, long data, int strobe, long cycle) {
        if (word == FEATURE_CONTROL && (strobe & 1) != 0) {
            tables.bigEndian = bothOrders && (data & 1) != 0;
        }
        commands.registerWritten(word, data, strobe, cycle);
    }

    @Override
    public void registerRead(int offset, long data, long cycle) {
        if (offset == 0) {
            directory.capabilities(data);
            bothOrders = (data >>> BOTH_ORDERS & 1) != 0;
        } else if (offset == FEATURE_CONTROL) {
            tables.bigEndian = (data & 1) != 0;
        }
        commands.registerRead(offset, data, cycle);
    }

    @Override
    public void announced(long sequence, long low, long high, boolean inMemory, long cycle) {
        findings.count();
        if (!inMemory) {
            findings.broken(
                    TableRule.DOORBELL,
                    "both doublewords of command " + sequence + " committed before cycle " + cycle,
                    "tail rung over " + CommandWords.describe(low, high),
                    cycle);
        }
        Meant wanted = meant.poll();
        findings.count();
        if (inMemory && wanted != null && (wanted.low() != low || wanted.high() != high)) {
            findings.broken(
                    TableRule.COMMAND_VALUE,
                    CommandWords.describe(wanted.low(), wanted.high()),
                    CommandWords.describe(low, high),
                    cycle);
        }
        removals.announced(sequence, low, high, cycle);
    }

    @Override
    public void completed(long sequence, long cycle) {
        removals.completed(sequence);
    }

    @Override
    public void commandQueued(long low, long high) {
        meant.add(new Meant(low, high));
    }

    @Override
    public void domainCreated(int domain, String mode, int tag, long root) {
        tables.domains.put(domain, new DomainIntent(domain, mode, tag, root));
    }

    @Override
    public void domainDeleted(int domain) {
        DomainIntent gone = tables.domains.remove(domain);
        if (gone != null) {
            gone.deleted = true;
        }
    }

    @Override
    public void deviceAttached(int domain, int deviceId) {
        tables.contexts.put(deviceId, new ContextIntent(deviceId, tables.domains.get(domain)));
    }

    @Override
    public void deviceDetached(int domain, int deviceId) {
        removals.detached(deviceId, cycleOfIntent);
    }

    @Override
    public void mappingRequested(int domain, long iova, long physicalAddress, long pages, int permissions) {
        DomainIntent in = tables.domains.get(domain);
        for (long i = 0; in != null && i < pages; i++) {
            PageIntent page = new PageIntent(iova + (i << 12), physicalAddress + (i << 12), permissions, cycleOfIntent);
            in.pages.put(page.iova >>> 12, page);
        }
    }

    @Override
    public void mappingInstalled(int domain, long iova, long physicalAddress, long pages, int permissions) {
        DomainIntent in = tables.domains.get(domain);
        for (long i = 0; in != null && i < pages; i++) {
            removals.installed(in, (iova >>> 12) + i, (physicalAddress >>> 12) + i, cycleOfIntent);
        }
    }

    @Override
    public void unmapRequested(int domain, long iova, long pages) {
        DomainIntent in = tables.domains.get(domain);
        for (long i = 0; in != null && i < pages; i++) {
            removals.begin(in, (iova >>> 12) + i, cycleOfIntent);
        }
    }

    @Override
    public void mappingRemoved(int domain, long iova, long pages) {
        DomainIntent in = tables.domains.get(domain);
        for (long i = 0; in != null && i < pages; i++) {
            removals.removed(in, (iova >>> 12) + i, cycleOfIntent);
        }
    }

    @Override
    public void tableAllocated(TableKind kind, long physicalAddress, long bytes, int level, long parent) {
        TableIntent table = new TableIntent(kind, physicalAddress, bytes, level, parent);
        tables.addTable(table);
        declared.declared(table);
    }

    @Override
    public void tableFreed(TableKind kind, long physicalAddress, long bytes) {
        TableIntent table = tables.tableAt(physicalAddress);
        if (table != null) {
            removals.freed(table, cycleOfIntent);
            tables.removeTable(table);
        }
    }

    /** Tells the byte order of first stages and process directories until a context says another (SBE). */
    void stageOrder(boolean bigEndian) {
        tables.stageBigEndian = bigEndian;
    }

    /** Tells the cycle of what the host says next. */
    public void intentAt(long cycle) {
        cycleOfIntent = cycle;
    }

    /** Ends the run: what the host began to remove has to be removed. */
    public void finish(long cycle) {
        removals.finish(cycle);
    }
}
