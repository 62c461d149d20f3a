package dev.pagewalk.testbench.judge.stream;

/** Requests of a device through a hand-made IOMMU: each step is one handshake or one access of memory. */
public final class DeviceRun {
    public static final long IOVA = 0x7000;
    public static final long PAGE = 0x5_2000;
    public static final int ID = 3;
    public static final int DEVICE = 2;
    public static final long OKAY = 0;
    public static final long DECERR = 3;

    private final HandMadePins pins;
    private final RecordConsumer judge;

    public DeviceRun(HandMadePins pins, RecordConsumer judge) {
        this.pins = pins;
        this.judge = judge;
    }

    public DeviceRun deviceReads(long address, int beats) {
        return address("s_axi_dev_ar", address, beats, DEVICE);
    }

    /** A read of four bytes. */
    public DeviceRun deviceReadsWord(long address) {
        return address("s_axi_dev_ar", address, 1, DEVICE, 2);
    }

    /** The same as it leaves. */
    public DeviceRun memoryReadsWord(long address) {
        return address("m_axi_mem_ar", address, 1, 0, 2);
    }

    public DeviceRun deviceWrites(long address, int beats) {
        return address("s_axi_dev_aw", address, beats, DEVICE);
    }

    public DeviceRun memoryRead(long address, int beats) {
        return address("m_axi_mem_ar", address, beats, 0);
    }

    public DeviceRun memoryWrite(long address, int beats) {
        return address("m_axi_mem_aw", address, beats, 0);
    }

    private DeviceRun address(String channel, long address, int beats, long user) {
        return address(channel, address, beats, user, 3);
    }

    private DeviceRun address(String channel, long address, int beats, long user, int size) {
        pins.transfer(
                judge, channel, "id", ID, "addr", address, "len", beats - 1, "size", size, "burst", 1, "user", user);
        return this;
    }

    public DeviceRun readBeat(String bus, long data, boolean last, long response) {
        pins.transfer(judge, bus + "_r", "id", ID, "data", data, "last", last ? 1 : 0, "resp", response);
        return this;
    }

    public DeviceRun writeBeat(String bus, long data, int strobe, boolean last) {
        pins.transfer(judge, bus + "_w", "data", data, "strb", strobe, "last", last ? 1 : 0);
        return this;
    }

    public DeviceRun response(String bus, long response) {
        pins.transfer(judge, bus + "_b", "id", ID, "resp", response);
        return this;
    }

    /** Memory reads a beat for the memory port. */
    public DeviceRun fetched(long address, long data, int beat) {
        judge.onEvent(
                HandMadeEvent.read(pins.cycle(), MemoryPort.MEM, address, data).withBeat(ID, beat));
        return this;
    }

    /** Memory writes a beat of the memory port. */
    public DeviceRun committed(long address, long data, int strobe, int beat) {
        judge.onEvent(HandMadeEvent.write(pins.cycle(), MemoryPort.MEM, address, data)
                .withStrobe(strobe)
                .withBeat(ID, beat));
        return this;
    }

    /** The host puts eight bytes into memory. */
    public DeviceRun poked(long address, long data) {
        judge.onEvent(
                new HandMadeEvent(pins.cycle(), EventKind.POKE, MemoryPort.HOST, address, data, 0xff, 0, 0, true));
        return this;
    }
}
