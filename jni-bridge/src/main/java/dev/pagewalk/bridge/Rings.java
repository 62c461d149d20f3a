package dev.pagewalk.bridge;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.pagewalk.bridge.command.CommandDescriptor;
import dev.pagewalk.bridge.nativeapi.ControlDescriptor;
import dev.pagewalk.bridge.nativeapi.NativeFunctions;
import dev.pagewalk.bridge.nativeapi.NativeText;
import dev.pagewalk.bridge.nativeapi.OptionsDescriptor;
import dev.pagewalk.bridge.nativeapi.SharedMemory;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.EventRecordDescriptor;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** All memory that a model shares with native code, held strongly for as long as the model lives. */
final class Rings {
    final int cycleMask;
    final int eventMask;
    final int commandMask;
    final SharedMemory cycles;
    final SharedMemory events;
    final SharedMemory commands;
    final SharedMemory control;

    Rings(CycleLayout layout, ModelContext context) {
        cycleMask = context.cycleRecords() - 1;
        eventMask = context.eventRecords() - 1;
        commandMask = context.commandSlots() - 1;
        cycles = new SharedMemory(Math.multiplyExact(context.cycleRecords(), layout.size()));
        events = new SharedMemory(Math.multiplyExact(context.eventRecords(), EventRecordDescriptor.SIZE));
        commands = new SharedMemory(Math.multiplyExact(context.commandSlots(), CommandDescriptor.SLOT));
        control = new SharedMemory(ControlDescriptor.SIZE);
    }

    long open(NativeFunctions functions, ModelContext context) {
        Memory journal = context.journal() == null
                ? null
                : NativeText.of(context.journal().toString());
        Memory notes = NativeText.of(context.notes());
        SharedMemory options = options(context, journal, notes);
        Memory handle = new Memory(Long.BYTES);
        try {
            int status = functions.open(options.pointer(), OptionsDescriptor.SIZE, handle);
            if (status != BridgeStatus.OK.code()) {
                throw failure(functions, 0, status);
            }
            return handle.getLong(0);
        } finally {
            Reference.reachabilityFence(journal);
            Reference.reachabilityFence(notes);
            Reference.reachabilityFence(options);
        }
    }

    private SharedMemory options(ModelContext context, Memory journal, Memory notes) {
        SharedMemory memory = new SharedMemory(OptionsDescriptor.SIZE);
        ByteBuffer buffer = memory.buffer();
        buffer.putInt(OptionsDescriptor.ABI, LayoutText.ABI);
        buffer.putInt(OptionsDescriptor.FLAGS, context.records() ? 0 : OptionsDescriptor.FLAG_NO_RECORDS);
        buffer.putLong(OptionsDescriptor.SEED, context.seed());
        ring(buffer, OptionsDescriptor.COMMAND_RING, commands, commandMask);
        ring(buffer, OptionsDescriptor.CYCLE_RING, cycles, cycleMask);
        ring(buffer, OptionsDescriptor.EVENT_RING, events, eventMask);
        buffer.putLong(OptionsDescriptor.CONTROL, Pointer.nativeValue(control.pointer()));
        buffer.putLong(OptionsDescriptor.JOURNAL, Pointer.nativeValue(journal));
        buffer.putLong(OptionsDescriptor.NOTES, Pointer.nativeValue(notes));
        buffer.putInt(OptionsDescriptor.RESET_CYCLES, context.resetCycles());
        return memory;
    }

    private static void ring(ByteBuffer buffer, int offset, SharedMemory ring, int mask) {
        buffer.putLong(offset, Pointer.nativeValue(ring.pointer()));
        buffer.putLong(offset + Long.BYTES, mask + 1L);
    }

    BridgeException failure(NativeFunctions functions, long handle, int status) {
        String text = NativeText.read((buffer, capacity) -> functions.error(handle, buffer, capacity));
        return new BridgeException(BridgeStatus.of(status), text);
    }

    long cycle() {
        return control.acquire(ControlDescriptor.CYCLE);
    }

    long hash() {
        return control.acquire(ControlDescriptor.HASH);
    }

    int stopReason() {
        return (int) control.acquire(ControlDescriptor.STOP);
    }

    long advanced() {
        return control.acquire(ControlDescriptor.ADVANCED);
    }

    long outstanding() {
        return control.acquire(ControlDescriptor.OUTSTANDING);
    }

    long backlog() {
        return control.acquire(ControlDescriptor.BACKLOG);
    }

    long waveDumps() {
        return control.acquire(ControlDescriptor.WAVE_DUMPS);
    }
}
