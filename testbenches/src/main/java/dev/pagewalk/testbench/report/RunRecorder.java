package dev.pagewalk.testbench.report;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentConsumer;
import dev.pagewalk.testbench.judge.state.LongMap;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.HostView;
import dev.pagewalk.testbench.judge.table.TableIntent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Collects what the report of a run shows: table stores with the walker's first read, walk reads and translations. */
public final class RunRecorder implements RecordConsumer, IntentConsumer {
    private static final long PPN_MASK = (1L << 44) - 1;
    private static final int LEAF_BITS = 0xe;

    private final HostView view;
    private final RetirementPins pins;
    private final Consumer<String> trace;
    private final List<TableStore> stores = new ArrayList<>();
    private final LongMap<Integer> lastStore = new LongMap<>();
    private long translations;
    private long faults;
    private long walkReads;
    private long pteStores;

    /** A recorder; {@code trace} gets a line per table store, walk read and translation, null for none. */
    public RunRecorder(Signals signals, Consumer<String> trace) {
        view = new HostView(signals);
        pins = new RetirementPins(signals);
        this.trace = trace;
    }

    /** A trace is told line by line between what the scenario tells. */
    @Override
    public boolean mayRunBehind() {
        return trace == null;
    }

    @Override
    public DriverListener intents(long cycle) {
        view.intentAt(cycle);
        return view;
    }

    @Override
    public void onCycle(CycleView cycle) {
        view.onCycle(cycle);
        for (int i = 0; pins.isValid(cycle) && i < cycle.repeat(); i++) {
            translations++;
            if (pins.isFault(cycle)) {
                faults++;
            }
            if (trace != null) {
                trace.accept(pins.read(cycle, i).line());
            }
        }
    }

    @Override
    public void onEvent(EventView event) {
        if (event.kind() == EventKind.MEMORY_READ && event.port() == MemoryPort.PTW) {
            walkRead(event);
        } else if (event.kind() == EventKind.MEMORY_WRITE && event.port() == MemoryPort.HOST) {
            TableIntent table = view.tableAt(event.address());
            if (table != null && isTable(table) && view.memoryAt(event.address()) != event.data()) {
                store(table, event);
            }
        }
        view.onEvent(event);
    }

    private static boolean isTable(TableIntent table) {
        return isPageTable(table) || table.kind() == DriverListener.TableKind.DEVICE_DIRECTORY;
    }

    private static boolean isPageTable(TableIntent table) {
        return table.kind() == DriverListener.TableKind.SECOND_STAGE
                || table.kind() == DriverListener.TableKind.FIRST_STAGE;
    }

    private void store(TableIntent table, EventView event) {
        long value = event.data();
        boolean paged = isPageTable(table);
        boolean valid = (value & 1) != 0;
        boolean leaf = paged && (valid ? (value & LEAF_BITS) != 0 : (view.memoryAt(event.address()) & LEAF_BITS) != 0);
        String what = "context";
        if (paged) {
            pteStores++;
            what = (valid ? "" : "clear ") + (leaf ? "leaf" : "pointer") + " L" + table.level();
        }
        long iova = paged ? view.inputAddress(table, event.address()) : -1;
        long pfn = paged && valid ? value >>> 10 & PPN_MASK : -1;
        lastStore.put(event.address(), stores.size());
        stores.add(new TableStore(what, iova, pfn, event.address(), value, event.cycle(), -1));
        if (trace != null) {
            trace.accept(
                    String.format("%8d  store        %s 0x%x = 0x%016x", event.cycle(), what, event.address(), value));
        }
    }

    private void walkRead(EventView event) {
        TableIntent table = view.tableAt(event.address());
        if (table == null || !isTable(table)) {
            return;
        }
        walkReads++;
        Integer last = lastStore.get(event.address());
        if (last != null && stores.get(last).firstRead() < 0) {
            stores.set(last, stores.get(last).readAt(event.cycle()));
        }
        if (trace != null) {
            trace.accept(String.format(
                    "%8d  walk read    %s 0x%x = 0x%016x",
                    event.cycle(),
                    isPageTable(table) ? "L" + table.level() : "context",
                    event.address(),
                    event.data()));
        }
    }

    /** Stores that changed a table entry, in order of their cycle. */
    public List<TableStore> stores() {
        return Collections.unmodifiableList(stores);
    }

    /** Translations that ended. */
    public long translations() {
        return translations;
    }

    /** Translations that were refused. */
    public long faults() {
        return faults;
    }

    /** Reads of tables over the walker port. */
    public long walkReads() {
        return walkReads;
    }

    /** Stores that changed an entry of a page table. */
    public long pteStores() {
        return pteStores;
    }
}
