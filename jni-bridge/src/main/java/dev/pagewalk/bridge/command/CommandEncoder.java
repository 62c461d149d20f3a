package dev.pagewalk.bridge.command;

import java.nio.ByteBuffer;

/** Writes the parts that commands share; pure functions over {@link CommandDescriptor}. */
final class CommandEncoder {
    private static final int FOUR_KIB = 4096;

    private CommandEncoder() {}

    static void header(ByteBuffer buffer, int offset, CommandKind kind, int slots, int tag, long earliest, int flags) {
        for (int i = 0; i < slots * CommandDescriptor.SLOT; i += Long.BYTES) {
            buffer.putLong(offset + i, 0);
        }
        buffer.putShort(offset + CommandDescriptor.KIND, (short) kind.code());
        buffer.putShort(offset + CommandDescriptor.SLOTS, (short) slots);
        buffer.putInt(offset + CommandDescriptor.TAG, tag);
        buffer.putLong(offset + CommandDescriptor.EARLIEST, earliest);
        buffer.putInt(offset + CommandDescriptor.FLAGS, flags);
    }

    static void span(ByteBuffer buffer, int offset, long address, int length) {
        buffer.putLong(offset + CommandDescriptor.ADDRESS, address);
        buffer.putInt(offset + CommandDescriptor.LENGTH, length);
    }

    static void payload(ByteBuffer buffer, int offset, byte[] bytes) {
        buffer.put(offset + CommandDescriptor.SLOT, bytes);
    }

    /** Refuses a value outside a range, with its name. */
    static int inRange(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + ": not in " + low + ".." + high + ": value=" + value);
        }
        return value;
    }

    /** Refuses an access of the host that is empty, too long, or crosses 4 KiB. [AXI A3.4.1] */
    static void hostSpan(long address, int length) {
        inRange("host access bytes", length, 1, HostStore.MAX_BYTES);
        if ((address & FOUR_KIB - 1) + length > FOUR_KIB) {
            throw new IllegalArgumentException(
                    "host access: crosses 4 KiB: address=0x" + Long.toHexString(address) + ", bytes=" + length);
        }
    }
}
