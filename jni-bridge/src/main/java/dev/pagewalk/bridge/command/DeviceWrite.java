package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A write request of a device on {@code s_axi_dev}. Write data leaves in the order of the write addresses, as AXI4
 * demands, so data that is withheld holds back later writes of the same port too.
 *
 * <p>Payload: the strobes, a byte per beat, padded to 8 bytes, then 8 bytes of data per beat in bus lanes.
 */
public final class DeviceWrite extends Command<DeviceWrite> {
    private final DeviceAttributes attributes;
    private final long[] data;
    private final byte[] strobes;

    /**
     * A write burst, by default INCR of 8-byte beats with all strobes set.
     *
     * @param address address as the device sees it
     * @param data one element per beat, 1 to 256, in bus lanes
     */
    public DeviceWrite(long address, long... data) {
        super(CommandKind.DEVICE_WRITE);
        this.attributes = new DeviceAttributes(address, data.length);
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
        strobes[beat] = (byte) DeviceAttributes.field("strobe", mask, Byte.SIZE);
        return this;
    }

    /**
     * Byte strobes of all beats.
     *
     * @param mask bit per byte lane
     * @return this
     */
    public DeviceWrite strobes(int mask) {
        Arrays.fill(strobes, (byte) DeviceAttributes.field("strobe", mask, Byte.SIZE));
        return this;
    }

    /**
     * Withholds the first data beat after the address was taken.
     *
     * @param cycles how long
     * @return this
     */
    public DeviceWrite dataDelay(int cycles) {
        attributes.dataDelay = DeviceAttributes.delay("data delay", cycles);
        return this;
    }

    /**
     * Leaves a pause before each data beat but the first.
     *
     * @param cycles how long
     * @return this
     */
    public DeviceWrite beatGap(int cycles) {
        attributes.beatGap = DeviceAttributes.shortDelay("beat gap", cycles);
        return this;
    }

    /**
     * Lets the data go first and offers the address later, which AXI4 allows.
     *
     * @param cycles how long the address waits after the write became ready to start
     * @return this
     */
    public DeviceWrite addressDelay(int cycles) {
        attributes.addressDelay = DeviceAttributes.delay("address delay", cycles);
        return this;
    }

    /**
     * AXI id; requests of one id complete in order.
     *
     * @param value id within the width of the port
     * @return this
     */
    public DeviceWrite id(int value) {
        attributes.id = DeviceAttributes.id(value);
        return this;
    }

    /**
     * AxUSER of the device port: requester and request type.
     *
     * @param value user bits
     * @return this
     */
    public DeviceWrite user(long value) {
        attributes.user = value;
        return this;
    }

    /**
     * AxSIZE.
     *
     * @param log2Bytes 0 to 3; 3 is the default
     * @return this
     */
    public DeviceWrite size(int log2Bytes) {
        attributes.size = CommandEncoder.inRange("AxSIZE", log2Bytes, 0, 3);
        return this;
    }

    /**
     * AxBURST.
     *
     * @param code 0 FIXED, 1 INCR (default), 2 WRAP, 3 as a misbehaving device sends it
     * @return this
     */
    public DeviceWrite burst(int code) {
        attributes.burst = DeviceAttributes.field("AxBURST", code, 2);
        return this;
    }

    /**
     * AxCACHE.
     *
     * @param bits 4 bits; 3 is the default
     * @return this
     */
    public DeviceWrite cache(int bits) {
        attributes.cache = DeviceAttributes.field("AxCACHE", bits, 4);
        return this;
    }

    /**
     * AxPROT.
     *
     * @param bits 3 bits
     * @return this
     */
    public DeviceWrite prot(int bits) {
        attributes.prot = DeviceAttributes.field("AxPROT", bits, 3);
        return this;
    }

    /**
     * AxQOS.
     *
     * @param bits 4 bits
     * @return this
     */
    public DeviceWrite qos(int bits) {
        attributes.qos = DeviceAttributes.field("AxQOS", bits, 4);
        return this;
    }

    /**
     * Makes the request exclusive.
     *
     * @return this
     */
    public DeviceWrite exclusive() {
        return flag(CommandDescriptor.FLAG_EXCLUSIVE);
    }

    /**
     * Keeps the response of this request waiting.
     *
     * @param cycles cycles without READY
     * @return this
     */
    public DeviceWrite responseStall(int cycles) {
        attributes.responseStall = DeviceAttributes.shortDelay("response stall", cycles);
        return this;
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
        attributes.encode(buffer, offset);
        CommandEncoder.payload(buffer, offset, strobes);
        int start = offset + CommandDescriptor.SLOT + strobeBytes();
        for (int i = 0; i < data.length; i++) {
            buffer.putLong(start + i * Long.BYTES, data[i]);
        }
    }
}
