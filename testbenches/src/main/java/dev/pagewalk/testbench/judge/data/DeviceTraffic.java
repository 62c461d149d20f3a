package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/**
 * Pairs the requests on {@code s_axi_dev} with those that leave on {@code m_axi_mem}, per id and in order, and
 * compares what goes in with what comes out. A request that is skipped over has to be answered with an error.
 */
public final class DeviceTraffic {
    private static final int PAGE_OFFSET = 0xfff;
    private static final int FAILED = 2;

    private final AxiPins device;
    private final AxiPins memory;
    private final TrafficListener listener;
    private final DataFindings findings;
    private final BurstPool pool = new BurstPool();
    private final BurstQueue[] reads;
    private final BurstQueue[] writes;
    private final BurstQueue[] memoryReads;
    private final BurstQueue[] memoryWrites;
    private final BurstQueue deviceData = new BurstQueue();
    private final BurstQueue memoryData = new BurstQueue();
    private final BurstQueue early = new BurstQueue();
    private final BurstQueue earlyOut = new BurstQueue();

    /** Traffic whose comparisons nobody counts. */
    public DeviceTraffic(Signals signals, TrafficListener listener) {
        this(signals, listener, new DataFindings());
    }

    DeviceTraffic(Signals signals, TrafficListener listener, DataFindings findings) {
        this.listener = listener;
        this.findings = findings;
        device = new AxiPins(signals, "s_axi_dev");
        memory = new AxiPins(signals, "m_axi_mem");
        reads = BurstQueue.perId(device.idWidth());
        writes = BurstQueue.perId(device.idWidth());
        memoryReads = BurstQueue.perId(memory.idWidth());
        memoryWrites = BurstQueue.perId(memory.idWidth());
    }

    /** Takes the pins of a cycle: answers first, as requests are accepted only at the end of it. */
    public void onCycle(CycleView view) {
        takeDeviceAnswers(view);
        takeMemoryAnswers(view);
        takeForwarded(view);
        takeRequests(view);
    }

    private void takeRequests(CycleView view) {
        if (device.taken(view, AxiPins.AR)) {
            Burst read = device.read(view, AxiPins.AR, pool.take());
            reads[read.id].add(read);
        }
        if (device.taken(view, AxiPins.AW)) {
            Burst write = device.read(view, AxiPins.AW, pool.take());
            writes[write.id].add(write);
            deviceData.add(write);
        }
        if (device.taken(view, AxiPins.W)) {
            early.add(beat(view, device));
        }
        while (!early.isEmpty() && !deviceData.isEmpty()) {
            Burst beat = early.remove();
            deviceData.peek().add(beat.data[0], beat.strobes[0]);
            if (deviceData.peek().isFull()) {
                deviceData.remove();
            }
            pool.give(beat);
        }
    }

    private Burst beat(CycleView view, AxiPins pins) {
        Burst beat = pool.take().start(true, 0, 0, 0, 0, view.cycle());
        beat.add(pins.data(view, AxiPins.W), pins.strobe(view));
        return beat;
    }

    private void takeForwarded(CycleView view) {
        if (memory.taken(view, AxiPins.AR)) {
            Burst out = memory.read(view, AxiPins.AR, pool.take());
            forward(out, reads[out.id], memoryReads[out.id], view.cycle());
        }
        if (memory.taken(view, AxiPins.AW)) {
            Burst out = memory.read(view, AxiPins.AW, pool.take());
            Burst in = forward(out, writes[out.id], memoryWrites[out.id], view.cycle());
            memoryData.add(in);
        }
        if (memory.taken(view, AxiPins.W)) {
            earlyOut.add(beat(view, memory));
        }
        while (!earlyOut.isEmpty() && !memoryData.isEmpty()) {
            Burst beat = earlyOut.remove();
            compareWriteBeat(memoryData.peek(), beat, view.cycle());
            if (memoryData.peek().beatsOut >= memoryData.peek().beats()) {
                memoryData.remove();
            }
            pool.give(beat);
        }
    }

    private Burst forward(Burst out, BurstQueue from, BurstQueue to, long cycle) {
        Burst in = candidate(out, from);
        findings.count();
        if (in == null) {
            findings.broken(
                    DataRule.ANSWER, "a request of a device with id " + out.id, "m_axi_mem " + out.describe(), cycle);
            out.forwarded = true;
            to.add(out);
            return out;
        }
        in.forwarded = true;
        in.memoryAddress = out.address;
        listener.forwarded(in, out.address, cycle);
        to.add(in);
        pool.give(out);
        return in;
    }

    private Burst candidate(Burst out, BurstQueue from) {
        Burst alike = null;
        for (int i = 0; i < from.size(); i++) {
            Burst in = from.get(i);
            boolean fits = !in.forwarded && in.shape == out.shape && ((in.address ^ out.address) & PAGE_OFFSET) == 0;
            if (fits && listener.permits(in, out.address)) {
                return in;
            }
            if (fits && alike == null) {
                alike = in;
            }
        }
        return alike;
    }

    private void compareWriteBeat(Burst write, Burst beat, long cycle) {
        findings.count();
        int index = write.beatsOut++;
        long mask = ShadowMemory.laneMask(beat.strobes[0]);
        boolean same = index < write.beatsIn
                && write.strobes[index] == beat.strobes[0]
                && (write.data[index] & mask) == (beat.data[0] & mask);
        if (!same) {
            findings.broken(
                    DataRule.FORWARDED_WRITE,
                    index < write.beatsIn
                            ? DataFindings.hex(write.data[index]) + ", lanes 0x"
                                    + Integer.toHexString(write.strobes[index])
                            : "no beat before the device sent it",
                    DataFindings.hex(beat.data[0]) + ", lanes 0x" + Integer.toHexString(beat.strobes[0]) + " in beat "
                            + index + " of " + write.describe(),
                    cycle);
        }
    }

    private void takeMemoryAnswers(CycleView view) {
        if (memory.taken(view, AxiPins.R)) {
            Burst read = memoryReads[memory.id(view, AxiPins.R)].peek();
            if (read != null) {
                read.add(memory.data(view, AxiPins.R), memory.response(view, AxiPins.R));
                if (memory.isLast(view, AxiPins.R)) {
                    memoryReads[read.id].remove();
                }
            }
        }
        if (memory.taken(view, AxiPins.B)) {
            BurstQueue queue = memoryWrites[memory.id(view, AxiPins.B)];
            if (!queue.isEmpty()) {
                Burst write = queue.remove();
                write.response = memory.response(view, AxiPins.B);
                write.beatsAnswered = 1;
            }
        }
    }

    private void takeDeviceAnswers(CycleView view) {
        if (device.taken(view, AxiPins.R)) {
            Burst read = reads[device.id(view, AxiPins.R)].peek();
            if (read != null) {
                compareReadBeat(read, view);
                if (device.isLast(view, AxiPins.R)) {
                    finish(reads[read.id].remove(), device.response(view, AxiPins.R), view.cycle());
                }
            }
        }
        if (device.taken(view, AxiPins.B)) {
            BurstQueue queue = writes[device.id(view, AxiPins.B)];
            if (!queue.isEmpty()) {
                Burst write = queue.remove();
                compareResponse(write, view);
                finish(write, device.response(view, AxiPins.B), view.cycle());
            }
        }
    }

    private void compareReadBeat(Burst read, CycleView view) {
        findings.count();
        int beat = read.beatsAnswered++;
        int response = device.response(view, AxiPins.R);
        long data = device.data(view, AxiPins.R);
        if (!read.forwarded) {
            checkRefused(read, response, view.cycle());
        } else if (beat >= read.beatsIn || read.strobes[beat] != response) {
            findings.broken(
                    DataRule.ANSWER,
                    beat < read.beatsIn ? "response " + read.strobes[beat] : "no answer before memory gave one",
                    "response " + response + " in beat " + beat + " of " + read.describe(),
                    view.cycle());
        } else if (response < FAILED && ((read.data[beat] ^ data) & read.usedBits(beat)) != 0) {
            findings.broken(
                    DataRule.FORWARDED_READ,
                    DataFindings.hex(read.data[beat]),
                    DataFindings.hex(data) + " in beat " + beat + " of " + read.describe(),
                    view.cycle());
        }
    }

    private void compareResponse(Burst write, CycleView view) {
        findings.count();
        int response = device.response(view, AxiPins.B);
        if (!write.forwarded) {
            checkRefused(write, response, view.cycle());
        } else if (write.beatsAnswered == 0 || write.response != response) {
            findings.broken(
                    DataRule.ANSWER,
                    write.beatsAnswered == 0 ? "no answer before memory gave one" : "response " + write.response,
                    "response " + response + " to " + write.describe(),
                    view.cycle());
        }
    }

    private void checkRefused(Burst request, int response, long cycle) {
        if (response < FAILED) {
            findings.broken(
                    DataRule.ANSWER,
                    "an error, as the request never left the IOMMU",
                    "response " + response + " to " + request.describe(),
                    cycle);
        }
    }

    private void finish(Burst request, int response, long cycle) {
        if (!request.forwarded) {
            listener.rejected(request, response, cycle);
        }
        pool.give(request);
    }

    /** Forgets everything: the design is in reset. */
    public void reset() {
        for (BurstQueue[] queues : new BurstQueue[][] {reads, writes, memoryReads, memoryWrites}) {
            for (BurstQueue queue : queues) {
                queue.clear();
            }
        }
        deviceData.clear();
        memoryData.clear();
        early.clear();
        earlyOut.clear();
    }
}
