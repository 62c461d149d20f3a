package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A write request of a device on {@code s_axi_dev}. Write data leaves in the order of the write addresses, as AXI4
 * demands, so data that is withheld holds back later writes of the same port too.
 *
 * <p>Payload: the strobes, a byte per beat, padded to 8 bytes, then 8 bytes of data per beat in bus lanes.
 */
public final class DeviceWrite extends DeviceRequest<DeviceWrite> {
    private static final int MAX_DELAY = 1 << 24;
    private static final int MAX_SHORT_DELAY = 0xFFFF;

    private final long[] data;
    private final byte[] strobes;
    private int dataDelay;
    private int beatGap;
    private int addressDelay;

    /**
     * A write burst, by default INCR of 8-byte beats with all strobes set.
     *
     * @param address address as the device sees it
     * @param data one element per beat, 1 to 256, in bus lanes
     */
    public DeviceWrite(long address, long... data) {
        super(CommandKind.DEVICE_WRITE, address, data.length);
        this.data = data.clone();
        this.strobes = new byte[data.length];
        Arrays.fill(strobes, (byte) 0xFF);
    }

    /**
     * Byte strobes of one beat.
     *
     * @param beat index of the beat
     * @param mask bit per byte lane
     * @return this
     */
    public DeviceWrite strobe(int beat, int mask) {
        strobes[beat] = (byte) field("strobe", mask, Byte.SIZE);
        return this;
    }

    /**
     * Byte strobes of all beats.
     *
     * @param mask bit per byte lane
     * @return this
     */
    public DeviceWrite strobes(int mask) {
        Arrays.fill(strobes, (byte) field("strobe", mask, Byte.SIZE));
        return this;
    }

    /**
     * Withholds the first data beat after the address was taken.
     *
     * @param cycles how long
     * @return this
     */
    public DeviceWrite dataDelay(int cycles) {
        dataDelay = CommandEncoder.inRange("data delay", cycles, 0, MAX_DELAY);
        return this;
    }

    /**
     * Leaves a pause before each data beat but the first.
     *
     * @param cycles how long
     * @return this
     */
    public DeviceWrite beatGap(int cycles) {
        beatGap = CommandEncoder.inRange("beat gap", cycles, 0, MAX_SHORT_DELAY);
        return this;
    }

    /**
     * Lets the data go first and offers the address later, which AXI4 allows.
     *
     * @param cycles how long the address waits after the write became ready to start
     * @return this
     */
    public DeviceWrite addressDelay(int cycles) {
        addressDelay = CommandEncoder.inRange("address delay", cycles, 0, MAX_DELAY);
        return this;
    }

    /**
     * Breaks AXI: WLAST is set on every beat.
     *
     * @return this
     */
    public DeviceWrite earlyLast() {
        return flag(CommandDescriptor.FLAG_EARLY_LAST);
    }

    /**
     * Breaks AXI: WLAST is set on no beat.
     *
     * @return this
     */
    public DeviceWrite missingLast() {
        return flag(CommandDescriptor.FLAG_NO_LAST);
    }

    @Override
    DeviceWrite self() {
        return this;
    }

    @Override
    int payloadBytes() {
        return strobeBytes() + data.length * Long.BYTES;
    }

    private int strobeBytes() {
        return (strobes.length + Long.BYTES - 1) & -Long.BYTES;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        super.encodeArguments(buffer, offset);
        buffer.putInt(offset + CommandDescriptor.DATA_DELAY, dataDelay);
        buffer.putShort(offset + CommandDescriptor.BEAT_GAP, (short) beatGap);
        buffer.putInt(offset + CommandDescriptor.ADDRESS_DELAY, addressDelay);
        CommandEncoder.payload(buffer, offset, strobes);
        int start = offset + CommandDescriptor.SLOT + strobeBytes();
        for (int i = 0; i < data.length; i++) {
            buffer.putLong(start + i * Long.BYTES, data[i]);
        }
    }
}
