package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.RegisterPins;
import dev.pagewalk.testbench.report.RetirementPins;
import dev.pagewalk.testbench.report.Translation;
import dev.pagewalk.testbench.report.timeline.Moment.Area;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Puts the records of a window together as transactions: each burst of a device with its translation, the accesses of
 * its walk and its burst at memory; each message with what came of it; and beside them what host, registers, queues and
 * interrupts did. From pins and memory records alone, so that it works on a replay.
 */
public final class TransactionLog implements RecordConsumer {
    private static final int WALKS = 32;
    /** Type of a translation request of the message port in a retirement record. */
    private static final int TRANSLATION_REQUEST = 2;

    private final long from;
    private final long to;
    private final RetirementPins retirement;
    private final int reset;
    private final int interrupts;
    private final int retiredId;
    private final int retiredType;
    private final BusTracker device;
    private final BusTracker memory;
    private final BusTracker walker;
    private final RegisterPins registers;
    private final TableNames names = new TableNames();
    private final WalkLog walks;
    private final MessageLog messages;
    private final Map<Integer, Burst> lastReads = new HashMap<>();
    private final List<Dma> open = new ArrayList<>();
    private final List<Dma> done = new ArrayList<>();
    private final List<Burst> unclaimed = new ArrayList<>();
    private final List<Burst> walking = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private long raised;

    /** A log of what overlaps the cycles from {@code from} to before {@code to}. */
    public TransactionLog(Signals signals, long from, long to) {
        this.from = from;
        this.to = to;
        retirement = new RetirementPins(signals);
        reset = signals.find("aresetn");
        interrupts = signals.find("irq");
        retiredId = signals.find("dbg_retire_axi_id");
        retiredType = signals.find("dbg_retire_type");
        walks = new WalkLog(from);
        messages = new MessageLog(signals, from, to);
        device = new BusTracker(signals, "s_axi_dev", burst -> open.add(new Dma(burst)));
        memory = new BusTracker(signals, MemoryPort.MEM.bus(), unclaimed::add);
        walker = new BusTracker(signals, MemoryPort.PTW.bus(), walking::add);
        registers = new RegisterPins(signals, new RegisterMoments());
    }

    @Override
    public void onCycle(CycleView pins) {
        if (reset != Signals.ABSENT && !pins.isHigh(reset)) {
            forget();
            return;
        }
        device.onCycle(pins);
        memory.onCycle(pins);
        walker.onCycle(pins);
        registers.onCycle(pins);
        messages.onCycle(pins);
        finishWalkSteps();
        for (int i = 0; retirement.isValid(pins) && i < pins.repeat(); i++) {
            Translation translation = retirement.read(pins, i);
            if (pins.value(retiredType) == TRANSLATION_REQUEST) {
                messages.translated(translation, walks);
            } else {
                retire(translation, (int) pins.value(retiredId));
            }
        }
        claimMemory();
        interrupts(pins);
        settle();
    }

    @Override
    public void onEvent(EventView event) {
        if (event.kind() == EventKind.POKE || event.port() == MemoryPort.HOST) {
            hostAccess(event);
            return;
        }
        BusTracker bus = event.port() == MemoryPort.PTW ? walker : memory;
        Burst burst = bus.waitingForWord(event.kind() == EventKind.MEMORY_WRITE, event.id());
        if (burst != null) {
            burst.words.add(event.data());
            burst.stored &= !burst.write || event.isOkay();
            burst.commit = event.cycle();
        }
    }

    private void forget() {
        device.reset();
        memory.reset();
        walker.reset();
        messages.reset();
        done.addAll(open);
        open.clear();
        unclaimed.clear();
        walking.clear();
    }

    private void finishWalkSteps() {
        for (Iterator<Burst> all = walking.iterator(); all.hasNext(); ) {
            Burst burst = all.next();
            if (!burst.isOver()) {
                continue;
            }
            all.remove();
            if (burst.id >= WALKS) {
                queueAccess(burst);
            } else if (burst.write) {
                walks.add(new WalkStep(burst, names.describeUpdate(burst, readBefore(burst))));
            } else {
                lastReads.put(burst.id, burst);
                walks.add(new WalkStep(burst, names.describe(burst)));
            }
        }
    }

    /** The access that the same walk has read the entry with, or null. */
    private Burst readBefore(Burst update) {
        Burst read = lastReads.get(update.id);
        return read != null && (read.address ^ update.address) < Long.BYTES ? read : null;
    }

    private void queueAccess(Burst burst) {
        long[] words = names.queueWords(burst);
        if (QueueText.isPageRequest(burst)) {
            messages.recorded(words, burst.address, burst.commit);
        }
        moment(Area.QUEUES, burst.start, burst.end, QueueText.of(burst, words));
    }

    private void retire(Translation translation, int id) {
        for (Dma dma : open) {
            Burst request = dma.request;
            boolean mine = request.id == id && request.write == translation.write();
            if (dma.translation == null && mine && request.address == translation.iova()) {
                dma.translation = translation;
                if (translation.isWalked()) {
                    dma.walk.addAll(walks.of(translation, request.start));
                }
                return;
            }
        }
    }

    private void claimMemory() {
        for (Iterator<Burst> all = unclaimed.iterator(); all.hasNext(); ) {
            Burst burst = all.next();
            for (Dma dma : open) {
                if (dma.memory == null && dma.isPassed() && isSame(dma, burst)) {
                    dma.memory = burst;
                    all.remove();
                    break;
                }
            }
        }
    }

    private static boolean isSame(Dma dma, Burst burst) {
        Burst request = dma.request;
        return request.id == burst.id && request.write == burst.write && dma.translation.physical() == burst.address;
    }

    private void interrupts(CycleView pins) {
        long level = pins.value(interrupts);
        if (level != raised) {
            moment(Area.INTERRUPTS, pins.cycle(), pins.cycle(), "irq " + bits(raised) + " -> " + bits(level));
            raised = level;
        }
    }

    private static String bits(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** Moves what is over out of the way; what ended before the window is dropped. */
    private void settle() {
        for (Iterator<Dma> all = open.iterator(); all.hasNext(); ) {
            Dma dma = all.next();
            if (dma.request.isOver()) {
                all.remove();
                if (dma.lastCycle() >= from) {
                    done.add(dma);
                }
            }
        }
    }

    private void hostAccess(EventView event) {
        boolean write = event.kind() != EventKind.MEMORY_READ;
        String lanes = write && event.strobe() != 0xff ? String.format(" lanes %02x", event.strobe() & 0xff) : "";
        String what = event.kind() == EventKind.POKE ? "poke" : write ? "store" : "load";
        String text = String.format("%s 0x%x = 0x%016x%s", what, event.address(), event.data(), lanes);
        moment(Area.HOST, event.cycle(), event.cycle(), text);
    }

    private void moment(Area area, long start, long end, String text) {
        if (end >= from && start < to) {
            moments.add(new Moment(area, start, end, text));
        }
    }

    /** Transactions of devices that overlap the window, by their first cycle. */
    List<Dma> transactions() {
        List<Dma> all = new ArrayList<>(done);
        all.addAll(open);
        all.removeIf(dma -> dma.start() >= to || (dma.request.isOver() && dma.lastCycle() < from));
        all.sort(Comparator.comparingLong(Dma::start));
        return all;
    }

    /** Exchanges on the message port that overlap the window, by their first cycle. */
    List<Exchange> exchanges() {
        List<Exchange> all = messages.exchanges();
        all.sort(Comparator.comparingLong(exchange -> exchange.start));
        return all;
    }

    /** Accesses of walks in the window that no translation in the records explains, by their first cycle. */
    List<WalkStep> otherSteps() {
        List<WalkStep> all = walks.unclaimed();
        all.removeIf(step -> step.burst().start >= to);
        return all;
    }

    /** Everything else in the window, by its first cycle. */
    List<Moment> moments() {
        List<Moment> all = new ArrayList<>(moments);
        all.sort(Comparator.comparingLong(Moment::start));
        return all;
    }

    private final class RegisterMoments implements RegisterPins.Listener {
        @Override
        public void registerWritten(int word, long data, int strobe, long cycle) {
            names.registerWritten(word, data);
            String text = String.format("write %s = 0x%x lanes %02x", RegisterText.of(word, strobe), data, strobe);
            moment(Area.REGISTERS, cycle, cycle, text);
        }

        @Override
        public void registerRead(int offset, long data, long cycle) {
            String text = String.format("read  %s = 0x%x", RegisterText.of(offset, 0), data);
            moment(Area.REGISTERS, cycle, cycle, text);
        }
    }
}
