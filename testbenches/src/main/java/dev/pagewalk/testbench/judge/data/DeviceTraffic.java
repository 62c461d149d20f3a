package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.function.Consumer;

/**
 * Pairs the requests on {@code s_axi_dev} with those that leave on {@code m_axi_mem}, per id and in order, and
 * compares what goes in with what comes out.
 *
 * <p>Both ports answer in order per id, so the answer tells the pairs: a request whose answer is the one that memory
 * gave to the oldest burst of its id that left has left as that burst; any other was refused. An answer that the IOMMU
 * may give itself may look the same: then data tell the requests apart, and where they do not, the listener.
 */
public final class DeviceTraffic {
    private static final int PAGE_OFFSET = 0xfff;
    private static final int FAILED = 2;

    private final AxiPins device;
    private final AxiPins memory;
    private final long mask;
    private TrafficListener listener;
    private final DataFindings findings;
    private final BurstPool pool = new BurstPool();
    private final BurstQueue[] reads;
    private final BurstQueue[] writes;
    private final BurstQueue[] readsOut;
    private final BurstQueue[] writesOut;
    private final BurstQueue[] readsAtMemory;
    private final BurstQueue[] writesAtMemory;
    private final BurstQueue deviceData = new BurstQueue();
    private final BurstQueue memoryData = new BurstQueue();
    private final BurstQueue early = new BurstQueue();
    private final BurstQueue earlyOut = new BurstQueue();
    private int inFlight;
    /** Cycle of the oldest request in flight, if {@code oldestKnown}. */
    private long oldest;

    private boolean oldestKnown;

    /** Traffic whose comparisons nobody counts. */
    public DeviceTraffic(Signals signals, TrafficListener listener) {
        this(signals, listener, new DataFindings());
    }

    DeviceTraffic(Signals signals, TrafficListener listener, DataFindings findings) {
        this.listener = listener;
        this.findings = findings;
        device = new AxiPins(signals, "s_axi_dev");
        memory = new AxiPins(signals, "m_axi_mem");
        mask = device.mask() | memory.mask();
        reads = BurstQueue.perId(device.idWidth());
        writes = BurstQueue.perId(device.idWidth());
        readsOut = BurstQueue.perId(memory.idWidth());
        writesOut = BurstQueue.perId(memory.idWidth());
        readsAtMemory = BurstQueue.perId(memory.idWidth());
        writesAtMemory = BurstQueue.perId(memory.idWidth());
    }

    /** From now on this listener follows the requests. */
    void listener(TrafficListener next) {
        listener = next;
    }

    /** Takes the pins of a cycle: answers first, as requests are accepted only at the end of it. */
    public void onCycle(CycleView view) {
        long moving = view.moving();
        if ((moving & mask) == 0) {
            return;
        }
        takeDeviceAnswers(view, moving);
        takeMemoryAnswers(view, moving);
        takeForwarded(view, moving);
        takeRequests(view, moving);
    }

    private void takeRequests(CycleView view, long moving) {
        if (device.taken(moving, AxiPins.AR)) {
            Burst read = device.read(view, AxiPins.AR, pool.take());
            reads[read.id].add(read);
            inFlight++;
            listener.accepted(read);
        }
        if (device.taken(moving, AxiPins.AW)) {
            Burst write = device.read(view, AxiPins.AW, pool.take());
            writes[write.id].add(write);
            deviceData.add(write);
            inFlight++;
            listener.accepted(write);
        }
        if (device.taken(moving, AxiPins.W)) {
            early.add(beat(view, device));
        }
        fill(early, deviceData);
    }

    private Burst beat(CycleView view, AxiPins pins) {
        Burst beat = pool.take().start(true, 0, 0, 0, 0, view.cycle());
        beat.add(pins.data(view, AxiPins.W), pins.strobe(view));
        return beat;
    }

    /** Gives beats that came to the writes that they belong to; AXI4 sends them in the order of the addresses. */
    private void fill(BurstQueue beats, BurstQueue bursts) {
        while (!beats.isEmpty() && !bursts.isEmpty()) {
            Burst beat = beats.remove();
            Burst write = bursts.peek();
            write.add(beat.data[0], beat.strobes[0]);
            if (write.isFull()) {
                bursts.remove();
            }
            pool.give(beat);
        }
    }

    private void takeForwarded(CycleView view, long moving) {
        if (memory.taken(moving, AxiPins.AR)) {
            Burst out = memory.read(view, AxiPins.AR, pool.take());
            forward(out, reads[out.id], readsOut[out.id], readsAtMemory[out.id]);
        }
        if (memory.taken(moving, AxiPins.AW)) {
            Burst out = memory.read(view, AxiPins.AW, pool.take());
            forward(out, writes[out.id], writesOut[out.id], writesAtMemory[out.id]);
            memoryData.add(out);
        }
        if (memory.taken(moving, AxiPins.W)) {
            earlyOut.add(beat(view, memory));
        }
        fill(earlyOut, memoryData);
    }

    private void forward(Burst out, BurstQueue from, BurstQueue waiting, BurstQueue atMemory) {
        findings.count();
        if (!hasCandidate(out, from, waiting.size())) {
            findings.broken(
                    DataRule.ANSWER,
                    "a request of a device with id " + out.id,
                    "m_axi_mem " + out.describe(),
                    out.cycle);
        } else {
            waiting.add(out);
        }
        atMemory.add(out);
    }

    /** True if a request that may still leave has this shape; {@code before} bursts have left without an answer. */
    private static boolean hasCandidate(Burst out, BurstQueue from, int before) {
        for (int i = before; i < from.size(); i++) {
            if (fits(from.get(i), out)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Burst in, Burst out) {
        return in.left == null && in.shape == out.shape && ((in.address ^ out.address) & PAGE_OFFSET) == 0;
    }

    private void takeMemoryAnswers(CycleView view, long moving) {
        if (memory.taken(moving, AxiPins.R)) {
            BurstQueue queue = readsAtMemory[memory.id(view, AxiPins.R)];
            if (!queue.isEmpty()) {
                Burst read = queue.peek();
                read.add(memory.data(view, AxiPins.R), memory.response(view, AxiPins.R));
                if (memory.isLast(view, AxiPins.R)) {
                    queue.remove();
                }
            }
        }
        if (memory.taken(moving, AxiPins.B)) {
            BurstQueue queue = writesAtMemory[memory.id(view, AxiPins.B)];
            if (!queue.isEmpty()) {
                Burst write = queue.remove();
                write.response = memory.response(view, AxiPins.B);
                write.beatsAnswered = 1;
            }
        }
    }

    private void takeDeviceAnswers(CycleView view, long moving) {
        if (device.taken(moving, AxiPins.R)) {
            Burst read = reads[device.id(view, AxiPins.R)].peek();
            if (read != null) {
                takeReadBeat(read, view);
                if (device.isLast(view, AxiPins.R)) {
                    finish(reads[read.id].remove(), view.cycle());
                }
            }
        }
        if (device.taken(moving, AxiPins.B)) {
            BurstQueue queue = writes[device.id(view, AxiPins.B)];
            if (!queue.isEmpty()) {
                Burst write = queue.remove();
                write.response = device.response(view, AxiPins.B);
                takeWriteResponse(write, view.cycle());
                finish(write, view.cycle());
            }
        }
    }

    private void takeReadBeat(Burst read, CycleView view) {
        findings.count();
        int beat = read.beatsAnswered++;
        int response = device.response(view, AxiPins.R);
        if (beat == 0) {
            read.response = response;
            Burst out = readsOut[read.id].peek();
            if (out != null && fits(read, out) && out.beatsIn > 0 && out.strobes[0] == response) {
                boolean same = ((out.data[0] ^ device.data(view, AxiPins.R)) & read.usedBits(0)) == 0;
                if (isOneThatLeft(read, out, reads[read.id], 1, same)) {
                    read.left = readsOut[read.id].remove();
                }
            }
        }
        if (read.left == null) {
            checkRefused(read, response, view.cycle());
        } else if (findings.areHeard()) {
            compareReadBeat(read, read.left, beat, response, device.data(view, AxiPins.R), view.cycle());
        }
    }

    private void compareReadBeat(Burst read, Burst out, int beat, int response, long data, long cycle) {
        if (beat >= out.beatsIn || out.strobes[beat] != response) {
            findings.broken(
                    DataRule.ANSWER,
                    beat < out.beatsIn ? "response " + out.strobes[beat] : "no answer before memory gave one",
                    "response " + response + " in beat " + beat + " of " + read.describe(),
                    cycle);
        } else if (response < FAILED && ((out.data[beat] ^ data) & read.usedBits(beat)) != 0) {
            findings.broken(
                    DataRule.FORWARDED_READ,
                    DataFindings.hex(out.data[beat]),
                    DataFindings.hex(data) + " in beat " + beat + " of " + read.describe(),
                    cycle);
        }
    }

    private void takeWriteResponse(Burst write, long cycle) {
        findings.count();
        Burst out = writesOut[write.id].peek();
        if (out != null
                && fits(write, out)
                && out.beatsAnswered > 0
                && out.response == write.response
                && isOneThatLeft(write, out, writes[write.id], 0, isSameBeat(write, out, 0))) {
            write.left = writesOut[write.id].remove();
            for (int beat = 0; findings.areHeard() && beat < write.beats(); beat++) {
                compareWriteBeat(write, out, beat, cycle);
            }
        } else {
            checkRefused(write, write.response, cycle);
        }
    }

    /**
     * Whether a request has left as a burst that fits it. An access to an interrupt file is answered without leaving, and
     * so is what is refused; then the burst may be that of a later request, which are those from {@code next} on.
     */
    private boolean isOneThatLeft(Burst request, Burst out, BurstQueue later, int next, boolean sameData) {
        boolean mayEndHere = request.response >= FAILED || request.isAlignedWord();
        for (int i = next; mayEndHere && i < later.size(); i++) {
            if (fits(later.get(i), out)) {
                return (sameData || request.response >= FAILED) && listener.mayHaveLeft(request, out);
            }
        }
        return true;
    }

    private static boolean isSameBeat(Burst write, Burst out, int beat) {
        boolean present = beat < write.beatsIn && beat < out.beatsIn;
        long mask = present ? ShadowMemory.laneMask(out.strobes[beat]) : 0;
        return present && write.strobes[beat] == out.strobes[beat] && ((write.data[beat] ^ out.data[beat]) & mask) == 0;
    }

    private void compareWriteBeat(Burst write, Burst out, int beat, long cycle) {
        findings.count();
        if (!isSameBeat(write, out, beat)) {
            findings.broken(
                    DataRule.FORWARDED_WRITE,
                    beat < write.beatsIn ? words(write, beat) : "no beat before the device sent it",
                    (beat < out.beatsIn ? words(out, beat) : "nothing") + " in beat " + beat + " of "
                            + write.describe(),
                    cycle);
        }
    }

    private static String words(Burst burst, int beat) {
        return DataFindings.hex(burst.data[beat]) + ", lanes 0x" + Integer.toHexString(burst.strobes[beat]);
    }

    /** Whether an aligned word ended in an interrupt file rightly is for the translation judge to say. */
    private void checkRefused(Burst request, int response, long cycle) {
        if (response < FAILED && !request.isAlignedWord()) {
            findings.broken(
                    DataRule.ANSWER,
                    "an error, as the request never left the IOMMU, or the answer that memory gave to it",
                    "response " + response + " to " + request.describe(),
                    cycle);
        }
    }

    private void finish(Burst request, long cycle) {
        inFlight--;
        oldestKnown &= request.cycle > oldest;
        BurstQueue rest = request.write ? writes[request.id] : reads[request.id];
        BurstQueue waiting = request.write ? writesOut[request.id] : readsOut[request.id];
        if (waiting.size() > rest.size()) {
            Burst out = waiting.remove();
            findings.broken(
                    DataRule.ANSWER,
                    "the answer that memory gives to " + out.describe(),
                    "response " + request.response + " to " + request.describe(),
                    cycle);
        }
        listener.answered(request, request.left, request.response, cycle);
        if (request.left != null) {
            pool.give(request.left);
        }
        pool.give(request);
    }

    /** Hands out every request that is accepted and not answered. */
    public void forEachInFlight(Consumer<Burst> action) {
        for (int id = 0; id < reads.length; id++) {
            reads[id].forEach(action);
            writes[id].forEach(action);
        }
    }

    /** Cycle in which the oldest request was accepted that is not answered, or {@code otherwise}. */
    public long oldest(long otherwise) {
        if (inFlight == 0) {
            return otherwise;
        }
        if (!oldestKnown) {
            oldest = findOldest();
            oldestKnown = true;
        }
        return Math.min(oldest, otherwise);
    }

    private long findOldest() {
        long found = Long.MAX_VALUE;
        for (int id = 0; id < reads.length; id++) {
            Burst read = reads[id].peek();
            Burst write = writes[id].peek();
            found = read == null ? found : Math.min(found, read.cycle);
            found = write == null ? found : Math.min(found, write.cycle);
        }
        return found;
    }

    /** Forgets everything: the design is in reset. */
    public void reset() {
        BurstQueue[][] all = {reads, writes, readsOut, writesOut, readsAtMemory, writesAtMemory};
        for (BurstQueue[] queues : all) {
            for (BurstQueue queue : queues) {
                queue.clear();
            }
        }
        deviceData.clear();
        memoryData.clear();
        early.clear();
        earlyOut.clear();
        inFlight = 0;
        oldestKnown = false;
    }
}
