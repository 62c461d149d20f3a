package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.StimulusListener;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.ArrayDeque;

/** Compares what Java asked for with what the bus models did: host stores in memory, device writes on the pins. */
final class StimulusCheck implements StimulusListener {
    private record Store(long word, long data, int strobe) {}

    private static final class DeviceWrite {
        final long address;
        final long user;
        final long[] data;
        final int[] strobes;

        DeviceWrite(long address, long user, long[] data, int[] strobes) {
            this.address = address;
            this.user = user;
            this.data = data;
            this.strobes = strobes;
        }
    }

    private final DataFindings findings;
    private final AxiPins device;
    private final ArrayDeque<Store> stores = new ArrayDeque<>();
    private final ArrayDeque<DeviceWrite> writes = new ArrayDeque<>();
    private final ArrayDeque<DeviceWrite> dataOf = new ArrayDeque<>();
    private final Burst address = new Burst();
    private int beat;

    StimulusCheck(Signals signals, DataFindings findings) {
        this.findings = findings;
        device = new AxiPins(signals, "s_axi_dev");
    }

    @Override
    public void hostStored(long address, int bytes, long value) {
        int lane = (int) address & 7;
        int strobe = ((1 << bytes) - 1) << lane;
        stores.add(new Store(address & -8L, value << (lane * Byte.SIZE), strobe));
    }

    @Override
    public void deviceWrites(long deviceAddress, long user, long[] data, int[] strobes) {
        DeviceWrite write = new DeviceWrite(deviceAddress, user, data, strobes);
        writes.add(write);
        dataOf.add(write);
    }

    /** Takes a write over the host port. */
    void hostWritten(EventView event) {
        findings.count();
        Store wanted = stores.poll();
        long mask = wanted == null ? 0 : ShadowMemory.laneMask(wanted.strobe());
        boolean same = wanted != null
                && wanted.word() == event.address()
                && wanted.strobe() == event.strobe()
                && (wanted.data() & mask) == (event.data() & mask);
        if (!same) {
            findings.broken(
                    DataRule.HOST_STORE,
                    wanted == null ? "no store" : describe(wanted.word(), wanted.data(), wanted.strobe()),
                    describe(event.address(), event.data(), event.strobe()),
                    event.cycle());
        }
    }

    private static String describe(long word, long data, int strobe) {
        return DataFindings.hex(data) + " to " + DataFindings.hex(word) + ", lanes 0x" + Integer.toHexString(strobe);
    }

    void onCycle(CycleView view) {
        long moving = view.moving();
        if (device.taken(moving, AxiPins.AW)) {
            findings.count();
            device.read(view, AxiPins.AW, address);
            DeviceWrite wanted = writes.poll();
            if (wanted == null || wanted.address != address.address || wanted.user != address.user) {
                findings.broken(
                        DataRule.DEVICE_WRITE,
                        wanted == null ? "no write" : "write of " + DataFindings.hex(wanted.address),
                        address.describe(),
                        view.cycle());
            }
        }
        if (device.taken(moving, AxiPins.W)) {
            compareBeat(view);
        }
    }

    private void compareBeat(CycleView view) {
        findings.count();
        DeviceWrite wanted = dataOf.peek();
        if (wanted == null) {
            findings.broken(DataRule.DEVICE_WRITE, "no write data", "a beat on s_axi_dev", view.cycle());
            return;
        }
        int strobe = device.strobe(view);
        long mask = ShadowMemory.laneMask(strobe);
        long data = device.data(view, AxiPins.W);
        if (strobe != wanted.strobes[beat] || ((data ^ wanted.data[beat]) & mask) != 0) {
            findings.broken(
                    DataRule.DEVICE_WRITE,
                    DataFindings.hex(wanted.data[beat]) + ", lanes 0x" + Integer.toHexString(wanted.strobes[beat]),
                    DataFindings.hex(data) + ", lanes 0x" + Integer.toHexString(strobe) + " in beat " + beat
                            + " of a write of " + DataFindings.hex(wanted.address),
                    view.cycle());
        }
        beat++;
        if (beat == wanted.data.length) {
            dataOf.remove();
            beat = 0;
        }
    }

    /** Ends the run with nothing outstanding: everything that was asked for has to be done. */
    void finish(long cycle) {
        findings.count();
        Store lost = stores.peek();
        if (lost != null) {
            findings.broken(
                    DataRule.HOST_STORE,
                    describe(lost.word(), lost.data(), lost.strobe()) + " in memory",
                    stores.size() + " stores never reached it",
                    cycle);
        }
    }
}
