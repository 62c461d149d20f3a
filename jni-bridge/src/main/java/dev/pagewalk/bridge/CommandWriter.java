package dev.pagewalk.bridge;

import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.CommandDescriptor;
import dev.pagewalk.bridge.nativeapi.ControlDescriptor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The writing end of the command ring. */
final class CommandWriter {
    private static final int FIRST_AUTOMATIC_TAG = 1 << 30;

    private final Rings rings;
    private final ByteBuffer scratch = ByteBuffer.allocate(CommandDescriptor.MAX_SLOTS * CommandDescriptor.SLOT)
            .order(ByteOrder.LITTLE_ENDIAN);
    private long head;
    private int nextTag = FIRST_AUTOMATIC_TAG;

    CommandWriter(Rings rings) {
        this.rings = rings;
    }

    boolean hasRoom(Command<?> command) {
        return hasRoom(command.slots());
    }

    /** Slots of the command that starts at an offset. */
    static int slotsAt(ByteBuffer slots, int offset) {
        return slots.getShort(offset + CommandDescriptor.SLOTS) & 0xFFFF;
    }

    boolean hasRoom(int slots) {
        if (slots > rings.commandMask + 1) {
            throw new IllegalArgumentException(
                    "command larger than the ring: slots=" + slots + ", ring=" + (rings.commandMask + 1));
        }
        long used = head - rings.control.acquire(ControlDescriptor.COMMAND_TAIL);
        return used + slots <= rings.commandMask + 1;
    }

    int write(Command<?> command) {
        if (command.tag() == 0) {
            command.tag(nextTag);
            nextTag = nextTag == Integer.MAX_VALUE ? FIRST_AUTOMATIC_TAG : nextTag + 1;
        }
        command.encode(scratch, 0);
        writeSlots(scratch, 0, command.slots());
        return command.tag();
    }

    /** Copies whole slots; the caller made sure that there is room. */
    void writeSlots(ByteBuffer source, int offset, int slots) {
        if (!hasRoom(slots)) {
            throw new IllegalStateException("command ring full: slots=" + slots);
        }
        for (int i = 0; i < slots; i++) {
            int target = (int) (head + i & rings.commandMask) * CommandDescriptor.SLOT;
            rings.commands.buffer().put(target, source, offset + i * CommandDescriptor.SLOT, CommandDescriptor.SLOT);
        }
        head += slots;
        rings.control.release(ControlDescriptor.COMMAND_HEAD, head);
    }
}
