package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/**
 * A read request of a device on {@code s_axi_dev}. Many may be outstanding, within and across ids. Each beat is a data
 * event, then comes the completion with the first response that is not OKAY.
 */
public final class DeviceRead extends Command<DeviceRead> {
    private final DeviceAttributes attributes;

    /**
     * A read burst, by default INCR of 8-byte beats.
     *
     * @param address address as the device sees it
     * @param beats 1 to 256
     */
    public DeviceRead(long address, int beats) {
        super(CommandKind.DEVICE_READ);
        this.attributes = new DeviceAttributes(address, beats);
    }

    /**
     * AXI id; requests of one id complete in order.
     *
     * @param value id within the width of the port
     * @return this
     */
    public DeviceRead id(int value) {
        attributes.id = DeviceAttributes.id(value);
        return this;
    }

    /**
     * AxUSER of the device port: requester and request type.
     *
     * @param value user bits
     * @return this
     */
    public DeviceRead user(long value) {
        attributes.user = value;
        return this;
    }

    /**
     * AxSIZE.
     *
     * @param log2Bytes 0 to 3; 3 is the default
     * @return this
     */
    public DeviceRead size(int log2Bytes) {
        attributes.size = CommandEncoder.inRange("AxSIZE", log2Bytes, 0, 3);
        return this;
    }

    /**
     * AxBURST.
     *
     * @param code 0 FIXED, 1 INCR (default), 2 WRAP, 3 as a misbehaving device sends it
     * @return this
     */
    public DeviceRead burst(int code) {
        attributes.burst = DeviceAttributes.field("AxBURST", code, 2);
        return this;
    }

    /**
     * AxCACHE.
     *
     * @param bits 4 bits; 3 is the default
     * @return this
     */
    public DeviceRead cache(int bits) {
        attributes.cache = DeviceAttributes.field("AxCACHE", bits, 4);
        return this;
    }

    /**
     * AxPROT.
     *
     * @param bits 3 bits
     * @return this
     */
    public DeviceRead prot(int bits) {
        attributes.prot = DeviceAttributes.field("AxPROT", bits, 3);
        return this;
    }

    /**
     * AxQOS.
     *
     * @param bits 4 bits
     * @return this
     */
    public DeviceRead qos(int bits) {
        attributes.qos = DeviceAttributes.field("AxQOS", bits, 4);
        return this;
    }

    /**
     * Makes the request exclusive.
     *
     * @return this
     */
    public DeviceRead exclusive() {
        return flag(CommandDescriptor.FLAG_EXCLUSIVE);
    }

    /**
     * Keeps each beat of this request waiting.
     *
     * @param cycles cycles without READY
     * @return this
     */
    public DeviceRead responseStall(int cycles) {
        attributes.responseStall = DeviceAttributes.shortDelay("response stall", cycles);
        return this;
    }

    @Override
    DeviceRead self() {
        return this;
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        attributes.encode(buffer, offset);
    }
}
