package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** AXI attributes and pace of a device request; shared by reads and writes. */
final class DeviceAttributes {
    private static final int MAX_BEATS = 256;
    private static final int MAX_ID = 0xFFFF;
    private static final int MAX_DELAY = 1 << 24;

    final long address;
    int beats;
    int id;
    int size = 3;
    int burst = 1;
    int cache = 3;
    int prot;
    int qos;
    long user;
    int responseStall;
    int dataDelay;
    int beatGap;
    int addressDelay;

    DeviceAttributes(long address, int beats) {
        this.address = address;
        this.beats = CommandEncoder.inRange("beats", beats, 1, MAX_BEATS);
    }

    static int id(int value) {
        return CommandEncoder.inRange("AXI id", value, 0, MAX_ID);
    }

    static int delay(String name, int value) {
        return CommandEncoder.inRange(name, value, 0, MAX_DELAY);
    }

    static int shortDelay(String name, int value) {
        return CommandEncoder.inRange(name, value, 0, 0xFFFF);
    }

    static int field(String name, int value, int bits) {
        return CommandEncoder.inRange(name, value, 0, (1 << bits) - 1);
    }

    void encode(ByteBuffer buffer, int offset) {
        CommandEncoder.span(buffer, offset, address, beats);
        buffer.putLong(offset + CommandDescriptor.ARGUMENT0, user);
        buffer.putShort(offset + CommandDescriptor.ID, (short) id);
        buffer.put(offset + CommandDescriptor.LEN, (byte) (beats - 1));
        buffer.put(offset + CommandDescriptor.SIZE, (byte) size);
        buffer.put(offset + CommandDescriptor.BURST, (byte) burst);
        buffer.put(offset + CommandDescriptor.CACHE, (byte) cache);
        buffer.put(offset + CommandDescriptor.PROT, (byte) prot);
        buffer.put(offset + CommandDescriptor.QOS, (byte) qos);
        buffer.putInt(offset + CommandDescriptor.DATA_DELAY, dataDelay);
        buffer.putShort(offset + CommandDescriptor.BEAT_GAP, (short) beatGap);
        buffer.putShort(offset + CommandDescriptor.RESPONSE_STALL, (short) responseStall);
        buffer.putInt(offset + CommandDescriptor.ADDRESS_DELAY, addressDelay);
    }
}
