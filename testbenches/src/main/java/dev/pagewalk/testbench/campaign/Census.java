package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.bridge.record.PinField;

/** Counts what a run has met, from pins and memory records: it judges nothing, it shows what was there to judge. */
final class Census implements RecordHandler {
    private static final String[] SOURCES = {"first level", "second level", "walk", "bare", "none", "interrupt file"};
    private static final long CAUSE = 0xfff;
    private static final long VALID = 1;
    private static final long READ_OR_EXECUTE = 0b1010;
    private static final long ACCESSED = 1 << 6;
    private static final long DIRTY = 1 << 7;

    private final Image image;
    private final Counts counts;
    private final boolean bigEndian;
    private final PinField retired;
    private final PinField fault;
    private final PinField cause;
    private final PinField source;

    Census(CycleLayout layout, Image image, Shape shape, Counts counts) {
        this.image = image;
        bigEndian = shape.bigEndian();
        this.counts = counts;
        retired = layout.pinOrAbsent("dbg_retire_valid");
        fault = layout.pinOrAbsent("dbg_retire_fault");
        cause = layout.pinOrAbsent("dbg_retire_cause");
        source = layout.pinOrAbsent("dbg_retire_source");
    }

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        if (record.inReset()) {
            return;
        }
        if (!record.isSet(retired)) {
            return;
        }
        int from = (int) record.get(source);
        if (record.isSet(fault)) {
            counts.add("cause", Long.toString(record.get(cause)), record.repeat());
        } else {
            counts.add("answered by", SOURCES[Math.min(from, SOURCES.length - 1)], record.repeat());
        }
    }

    @Override
    public void onEvent(EventRecordFlyweight event) {
        switch (event.kind()) {
            case MEMORY_READ -> {
                if (event.memoryPort() == MemoryPort.PTW) {
                    read(event);
                }
            }
            case MEMORY_WRITE -> {
                if (event.memoryPort() == MemoryPort.PTW) {
                    written(event);
                }
            }
            case INTERRUPT -> counts.add("interrupt", "wire");
            default -> {}
        }
    }

    private void read(EventRecordFlyweight event) {
        TablePage page = image.use(event.address());
        if (page == null) {
            return;
        }
        counts.add("table read", page.kind().label());
        if (failed(event, "read of " + page.kind().label()) || page.mode() == null) {
            return;
        }
        long entry = entry(page, event.data());
        if (isLeaf(page, entry)) {
            boolean napot = !page.mode().isRv32() && page.level() == 0 && entry < 0;
            counts.add("leaf", page.mode() + (napot ? " napot" : " level " + page.level()));
        }
    }

    /** Of two 4-byte entries in a doubleword either may have been meant: true if every valid one is a leaf. */
    private static boolean isLeaf(TablePage page, long entry) {
        if (!page.mode().isRv32()) {
            return (entry & VALID) != 0 && (entry & READ_OR_EXECUTE) != 0;
        }
        long other = entry >>> Integer.SIZE;
        boolean pointer = isPointer(entry) || isPointer(other);
        return !pointer && ((entry | other) & VALID) != 0;
    }

    private static boolean isPointer(long entry) {
        return (entry & VALID) != 0 && (entry & READ_OR_EXECUTE) == 0;
    }

    private boolean failed(EventRecordFlyweight event, String what) {
        boolean poison = event.has(EventRecordDescriptor.FLAG_POISON);
        boolean error = event.response() == AxiResponse.SLVERR || event.response() == AxiResponse.DECERR;
        if (poison || error) {
            counts.add("memory failed", (poison ? "corrupt " : "no ") + what);
        }
        return poison || error;
    }

    /** The entry, or two of four bytes, the first below. */
    private static long entry(TablePage page, long word) {
        if (!page.bigEndian()) {
            return word;
        }
        long turned = Long.reverseBytes(word);
        return page.mode().isRv32() ? Long.rotateLeft(turned, Integer.SIZE) : turned;
    }

    private void written(EventRecordFlyweight event) {
        long address = event.address();
        TablePage page = image.use(address);
        if (page != null) {
            updated(event, page);
        } else if (isIn(address, Layout.FAULTS, (long) Layout.ENTRIES * QueueRegisters.FAULT_RECORD_BYTES)) {
            if ((address & QueueRegisters.FAULT_RECORD_BYTES - 1) == 0 && !failed(event, "fault record")) {
                long word = bigEndian ? Long.reverseBytes(event.data()) : event.data();
                counts.add("fault record", Long.toString(word & CAUSE));
            }
        } else if (isIn(address, Layout.FILES, (long) Layout.FILE_COUNT * Layout.FILE_BYTES)) {
            stored(event, "interrupt file");
        } else if (isIn(address, Layout.NOTICES, (long) Layout.NOTICE_COUNT * Image.PAGE)) {
            stored(event, "notice");
        } else {
            failed(event, "other write of the walker port");
        }
    }

    private static boolean isIn(long address, long start, long bytes) {
        return address >= start && address < start + bytes;
    }

    private void stored(EventRecordFlyweight event, String what) {
        if (!failed(event, what)) {
            boolean committed = event.has(EventRecordDescriptor.FLAG_COMMITTED);
            counts.add("interrupt stored", what + (committed ? "" : " lost to another store"));
        }
    }

    private void updated(EventRecordFlyweight event, TablePage page) {
        String stage = page.kind().label();
        if (failed(event, "update of " + stage)) {
            return;
        }
        if (!event.has(EventRecordDescriptor.FLAG_COMMITTED)) {
            counts.add("update", stage + " lost to another store");
        } else if (page.mode() != null) {
            long entry = entry(page, event.data()) >>> ((event.extra() & 0xf) == 0 ? Integer.SIZE : 0);
            String bits = ((entry & ACCESSED) != 0 ? "A" : "") + ((entry & DIRTY) != 0 ? "D" : "");
            counts.add("update", stage + " to " + bits);
        }
    }
}
