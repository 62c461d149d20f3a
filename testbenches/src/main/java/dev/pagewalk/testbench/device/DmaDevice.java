package dev.pagewalk.testbench.device;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.testbench.judge.StimulusListener;
import dev.pagewalk.testbench.platform.SimulationClock;

import java.util.List;
import java.util.Random;

/**
 * A device that moves scatter lists with many bursts in flight over several AXI ids. Calls only start a transfer; time
 * passes in {@link #finish}.
 */
public final class DmaDevice {
    private static final int PAGE = 4096;
    private static final int BEAT = Long.BYTES;

    private final int deviceId;
    private final SimulationClock clock;
    private final StimulusListener stimulus;
    private final Random random;
    private int ids = 16;
    private int maxBeats = 8;
    private int nextId;
    private int delay;
    private int dataDelay;

    /** A device with its seed for the lengths of its bursts. */
    public DmaDevice(int deviceId, SimulationClock clock, StimulusListener stimulus, long seed) {
        this.deviceId = deviceId;
        this.clock = clock;
        this.stimulus = stimulus;
        this.random = new Random(seed);
    }

    /** Its device_id. */
    public int deviceId() {
        return deviceId;
    }

    /** Uses that many AXI ids in turn, 1 to 16. */
    public DmaDevice ids(int count) {
        ids = count;
        return this;
    }

    /** Makes bursts of at most that many beats, 1 to 256. */
    public DmaDevice maxBeats(int beats) {
        maxBeats = beats;
        return this;
    }

    /** Offers each burst no earlier than that many cycles after the host's time. */
    public DmaDevice delay(int cycles) {
        delay = cycles;
        return this;
    }

    /** Withholds the data of each write for that many cycles after its address. */
    public DmaDevice withhold(int cycles) {
        dataDelay = cycles;
        return this;
    }

    /** Starts to read a scatter list. */
    public DmaTransfer read(List<DmaSegment> list) {
        DmaTransfer transfer = new DmaTransfer();
        for (DmaSegment segment : list) {
            for (int done = 0; done < segment.bytes(); ) {
                long address = segment.address() + done;
                int bytes = burstBytes(address, segment.bytes() - done);
                int lane = (int) (address & (BEAT - 1));
                DeviceRead read = new DeviceRead(address - lane, beats(lane, bytes))
                        .id(id())
                        .user(user());
                transfer.add(clock.follow(read, delay), lane, bytes);
                clock.spend(1);
                done += bytes;
            }
        }
        return transfer;
    }

    /** Starts to write a scatter list from the data. */
    public DmaTransfer write(List<DmaSegment> list, byte[] data) {
        DmaTransfer transfer = new DmaTransfer();
        int from = 0;
        for (DmaSegment segment : list) {
            for (int done = 0; done < segment.bytes(); ) {
                long address = segment.address() + done;
                int bytes = burstBytes(address, segment.bytes() - done);
                writeBurst(transfer, address, data, from, bytes);
                done += bytes;
                from += bytes;
            }
        }
        return transfer;
    }

    private void writeBurst(DmaTransfer transfer, long address, byte[] data, int from, int bytes) {
        int lane = (int) (address & (BEAT - 1));
        long[] beats = new long[beats(lane, bytes)];
        int[] strobes = new int[beats.length];
        for (int i = 0; i < bytes; i++) {
            int at = lane + i;
            beats[at / BEAT] |= (data[from + i] & 0xffL) << (at % BEAT * Byte.SIZE);
            strobes[at / BEAT] |= 1 << (at % BEAT);
        }
        DeviceWrite write =
                new DeviceWrite(address - lane, beats).id(id()).user(user()).dataDelay(dataDelay);
        for (int beat = 0; beat < beats.length; beat++) {
            write.strobe(beat, strobes[beat]);
        }
        stimulus.deviceWrites(address - lane, user(), beats, strobes);
        transfer.add(clock.follow(write, delay), lane, bytes);
        clock.spend(1);
    }

    /** Runs until the transfer is over and returns it. */
    public DmaTransfer finish(DmaTransfer transfer) {
        clock.runUntil(transfer);
        return transfer;
    }

    private int burstBytes(long address, int left) {
        int lane = (int) (address & (BEAT - 1));
        int beats = 1 + random.nextInt(maxBeats);
        int toPage = PAGE - (int) (address & (PAGE - 1));
        return Math.min(Math.min(left, toPage), beats * BEAT - lane);
    }

    private static int beats(int lane, int bytes) {
        return (lane + bytes + BEAT - 1) / BEAT;
    }

    /** Gives the next burst this AXI id; later ones count on from there. */
    public DmaDevice nextId(int id) {
        nextId = id;
        return this;
    }

    private int id() {
        int id = nextId;
        nextId = (nextId + 1) % ids;
        return id;
    }

    private long user() {
        return AxiUser.DEVICE_ID.of(deviceId);
    }
}
