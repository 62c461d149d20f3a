package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/**
 * A request of a device on {@code s_axi_dev}: AXI attributes and pace that reads and writes share.
 *
 * @param <T> the command itself, so that setters chain
 */
public abstract sealed class DeviceRequest<T extends DeviceRequest<T>> extends Command<T>
        permits DeviceRead, DeviceWrite {
    private static final int MAX_BEATS = 256;
    private static final int MAX_ID = 0xFFFF;
    private static final int MAX_SHORT_DELAY = 0xFFFF;

    private final long address;
    private final int beats;
    private int id;
    private int size = 3;
    private int burst = 1;
    private int cache = 3;
    private int prot;
    private int qos;
    private long user;
    private int responseStall;

    DeviceRequest(CommandKind kind, long address, int beats) {
        super(kind);
        this.address = address;
        this.beats = CommandEncoder.inRange("beats", beats, 1, MAX_BEATS);
    }

    /**
     * AXI id; requests of one id complete in order.
     *
     * @param value id within the width of the port
     * @return this
     */
    public final T id(int value) {
        this.id = CommandEncoder.inRange("AXI id", value, 0, MAX_ID);
        return self();
    }

    /**
     * AxUSER of the device port: requester and request type.
     *
     * @param value user bits
     * @return this
     */
    public final T user(long value) {
        this.user = value;
        return self();
    }

    /**
     * AxSIZE.
     *
     * @param log2Bytes 0 to 3; 3 is the default
     * @return this
     */
    public final T size(int log2Bytes) {
        this.size = CommandEncoder.inRange("AxSIZE", log2Bytes, 0, 3);
        return self();
    }

    /**
     * AxBURST.
     *
     * @param code 0 FIXED, 1 INCR (default), 2 WRAP, 3 as a misbehaving device sends it
     * @return this
     */
    public final T burst(int code) {
        this.burst = field("AxBURST", code, 2);
        return self();
    }

    /**
     * AxCACHE.
     *
     * @param bits 4 bits; 3 is the default
     * @return this
     */
    public final T cache(int bits) {
        this.cache = field("AxCACHE", bits, 4);
        return self();
    }

    /**
     * AxPROT.
     *
     * @param bits 3 bits
     * @return this
     */
    public final T prot(int bits) {
        this.prot = field("AxPROT", bits, 3);
        return self();
    }

    /**
     * AxQOS.
     *
     * @param bits 4 bits
     * @return this
     */
    public final T qos(int bits) {
        this.qos = field("AxQOS", bits, 4);
        return self();
    }

    /**
     * Makes the request exclusive.
     *
     * @return this
     */
    public final T exclusive() {
        return flag(CommandDescriptor.FLAG_EXCLUSIVE);
    }

    /**
     * Keeps each response beat of this request waiting.
     *
     * @param cycles cycles without READY
     * @return this
     */
    public final T responseStall(int cycles) {
        this.responseStall = CommandEncoder.inRange("response stall", cycles, 0, MAX_SHORT_DELAY);
        return self();
    }

    /** Refuses a value that does not fit its bits. */
    static int field(String name, int value, int bits) {
        return CommandEncoder.inRange(name, value, 0, (1 << bits) - 1);
    }

    @Override
    void encodeArguments(ByteBuffer buffer, int offset) {
        CommandEncoder.span(buffer, offset, address, beats);
        buffer.putLong(offset + CommandDescriptor.ARGUMENT0, user);
        buffer.putShort(offset + CommandDescriptor.ID, (short) id);
        buffer.put(offset + CommandDescriptor.LEN, (byte) (beats - 1));
        buffer.put(offset + CommandDescriptor.SIZE, (byte) size);
        buffer.put(offset + CommandDescriptor.BURST, (byte) burst);
        buffer.put(offset + CommandDescriptor.CACHE, (byte) cache);
        buffer.put(offset + CommandDescriptor.PROT, (byte) prot);
        buffer.put(offset + CommandDescriptor.QOS, (byte) qos);
        buffer.putShort(offset + CommandDescriptor.RESPONSE_STALL, (short) responseStall);
    }
}
