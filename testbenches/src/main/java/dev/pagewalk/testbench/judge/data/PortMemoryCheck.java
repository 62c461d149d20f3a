package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.BurstShape;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Compares one memory port's pins with the accesses that memory reports for it, beat by beat. */
final class PortMemoryCheck {
    private static final int FAILED = 2;

    private final MemoryPort port;
    private final AxiPins pins;
    private final ShadowMemory shadow;
    private final DataFindings findings;
    private final BurstPool pool = new BurstPool();
    private final BurstQueue dataOrder = new BurstQueue();
    private final BurstQueue early = new BurstQueue();
    private final BurstQueue[] writes;
    private final BurstQueue[] reads;

    PortMemoryCheck(Signals signals, MemoryPort port, ShadowMemory shadow, DataFindings findings) {
        this.port = port;
        this.shadow = shadow;
        this.findings = findings;
        pins = new AxiPins(signals, port.bus());
        writes = BurstQueue.perId(pins.idWidth());
        reads = BurstQueue.perId(pins.idWidth());
    }

    void onCycle(CycleView view) {
        long moving = view.moving();
        if ((moving & pins.mask()) == 0) {
            return;
        }
        if (pins.taken(moving, AxiPins.R)) {
            takeReadBeat(view);
        }
        if (pins.taken(moving, AxiPins.B)) {
            takeWriteResponse(view);
        }
        if (pins.taken(moving, AxiPins.AR)) {
            Burst read = pins.read(view, AxiPins.AR, pool.take());
            reads[read.id].add(read);
        }
        if (pins.taken(moving, AxiPins.AW)) {
            Burst write = pins.read(view, AxiPins.AW, pool.take());
            writes[write.id].add(write);
            dataOrder.add(write);
            if (pins.isAtomic(view)) {
                expectValueOf(write);
            }
        }
        if (pins.taken(moving, AxiPins.W)) {
            Burst beat = pool.take().start(true, 0, 0, 0, 0, view.cycle());
            beat.add(pins.data(view, AxiPins.W), pins.strobe(view));
            early.add(beat);
        }
        while (!early.isEmpty() && !dataOrder.isEmpty()) {
            Burst beat = early.remove();
            Burst write = dataOrder.peek();
            write.add(beat.data[0], beat.strobes[0]);
            if (write.isFull()) {
                dataOrder.remove();
            }
            pool.give(beat);
        }
    }

    /** An atomic transaction also reads: memory owes the value that it found. */
    private void expectValueOf(Burst write) {
        write.atomic = true;
        int shape = AtomicCompare.valueShape(write.shape);
        reads[write.id].add(pool.take().start(false, write.id, write.address, shape, write.user, write.cycle));
    }

    /** Takes an access that memory reports for this port; the shadow still holds what was there before. */
    void onEvent(EventView event) {
        if (event.kind() == EventKind.MEMORY_WRITE) {
            matchWrite(event);
        } else if (event.kind() == EventKind.MEMORY_READ) {
            matchRead(event);
        }
    }

    private void matchWrite(EventView event) {
        findings.count();
        Burst write = firstUncommitted(writes[event.id()]);
        int beat = event.beat();
        if (write == null || beat != write.beatsOut || beat >= write.beatsIn) {
            findings.broken(
                    DataRule.COMMIT_SOURCE,
                    "a beat on " + port.bus() + " with id " + event.id(),
                    "write of " + DataFindings.hex(event.address()) + ", beat " + beat,
                    event.cycle());
            return;
        }
        if (write.atomic) {
            matchAtomic(write, event);
            return;
        }
        write.beatsOut++;
        long address = BurstShape.beatAddress(write.address, write.shape, beat) & -8L;
        long mask = ShadowMemory.laneMask(write.strobes[beat]);
        boolean same = address == event.address()
                && write.strobes[beat] == event.strobe()
                && (write.data[beat] & mask) == (event.data() & mask);
        if (!same) {
            findings.broken(
                    DataRule.COMMIT,
                    words(address, write.data[beat], write.strobes[beat]),
                    words(event.address(), event.data(), event.strobe()),
                    event.cycle());
        }
    }

    /** The value is stored exactly if memory held the other one; the shadow still holds what was compared. */
    private void matchAtomic(Burst write, EventView event) {
        if (!write.isFull()) {
            findings.broken(DataRule.COMMIT_SOURCE, "all data of an atomic", "a part of them", event.cycle());
            return;
        }
        write.beatsOut = write.beats();
        AtomicCompare atomic = AtomicCompare.of(write);
        long mask = ShadowMemory.laneMask(atomic.lanes());
        boolean equal = (shadow.read(atomic.address()) & mask) == atomic.expected();
        boolean same = event.address() == atomic.address()
                && event.strobe() == atomic.lanes()
                && (event.data() & mask) == atomic.desired();
        if (!same || (event.isOkay() && !equal)) {
            findings.broken(
                    DataRule.COMMIT,
                    words(atomic.address(), atomic.desired(), atomic.lanes()) + (equal ? "" : ", not stored"),
                    words(event.address(), event.data(), event.strobe()) + (event.isOkay() ? "" : ", not stored"),
                    event.cycle());
        }
    }

    private static String words(long address, long data, int strobe) {
        return DataFindings.hex(data) + " to " + DataFindings.hex(address) + ", lanes 0x" + Integer.toHexString(strobe);
    }

    private static Burst firstUncommitted(BurstQueue queue) {
        for (int i = 0; i < queue.size(); i++) {
            Burst burst = queue.get(i);
            if (burst.beatsOut < burst.beats()) {
                return burst;
            }
        }
        return null;
    }

    private void matchRead(EventView event) {
        findings.count();
        Burst read = firstUncommitted(reads[event.id()]);
        if (read == null) {
            findings.broken(
                    DataRule.READ_BEAT,
                    "an outstanding read on " + port.bus() + " with id " + event.id(),
                    "read of " + DataFindings.hex(event.address()),
                    event.cycle());
            return;
        }
        read.add(event.data(), 0);
        long used = read.usedBits(read.beatsOut++);
        long stored = shadow.read(event.address());
        if (event.isOkay() && ((stored ^ event.data()) & used) != 0) {
            findings.broken(
                    DataRule.MEMORY_READ,
                    DataFindings.hex(stored) + " at " + DataFindings.hex(event.address()),
                    DataFindings.hex(event.data()) + " for " + port.bus(),
                    event.cycle());
        }
    }

    private void takeReadBeat(CycleView view) {
        findings.count();
        Burst read = reads[pins.id(view, AxiPins.R)].peek();
        int beat = read == null ? 0 : read.beatsAnswered++;
        long actual = pins.data(view, AxiPins.R);
        boolean failed = pins.response(view, AxiPins.R) >= FAILED;
        if (read == null || (beat >= read.beatsIn && !failed)) {
            findings.broken(
                    DataRule.READ_BEAT,
                    "data that memory reported for this beat",
                    DataFindings.hex(actual) + " on " + port.bus() + " without a read of memory",
                    view.cycle());
        } else if (!failed && ((read.data[beat] ^ actual) & read.usedBits(beat)) != 0) {
            findings.broken(
                    DataRule.READ_BEAT, DataFindings.hex(read.data[beat]), DataFindings.hex(actual), view.cycle());
        }
        if (read != null && pins.isLast(view, AxiPins.R)) {
            pool.give(reads[read.id].remove());
        }
    }

    private void takeWriteResponse(CycleView view) {
        findings.count();
        BurstQueue queue = writes[pins.id(view, AxiPins.B)];
        if (queue.isEmpty()) {
            return;
        }
        Burst write = queue.remove();
        if (write.beatsOut < write.beats() && pins.response(view, AxiPins.B) < FAILED) {
            findings.broken(
                    DataRule.COMMIT,
                    write.beats() + " beats of " + DataFindings.hex(write.address) + " in memory before the response",
                    write.beatsOut + " beats",
                    view.cycle());
        }
        pool.give(write);
    }

    void reset() {
        dataOrder.clear();
        early.clear();
        for (int id = 0; id < writes.length; id++) {
            writes[id].clear();
            reads[id].clear();
        }
    }
}
