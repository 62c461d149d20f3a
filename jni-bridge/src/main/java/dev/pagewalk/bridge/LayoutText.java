package dev.pagewalk.bridge;

import dev.pagewalk.bridge.command.CommandDescriptor;
import dev.pagewalk.bridge.command.CommandKind;
import dev.pagewalk.bridge.nativeapi.ControlDescriptor;
import dev.pagewalk.bridge.nativeapi.OptionsDescriptor;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordDescriptor;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.PinField;

import java.util.ArrayList;
import java.util.List;

/**
 * What Java believes about every shared layout, one line each. The library states its side from {@code offsetof}, in
 * the same words; {@link LayoutCheck} compares.
 */
final class LayoutText {
    /** Version of the C ABI and of everything that crosses it. */
    static final int ABI = 1;

    private LayoutText() {}

    static List<String> of(CycleLayout layout) {
        List<String> lines = new ArrayList<>();
        lines.add("abi " + ABI);
        lines.add("module " + layout.ports().module());
        lines.add("configuration " + layout.ports().configuration());
        cycle(lines, layout);
        event(lines);
        command(lines);
        control(lines);
        options(lines);
        return lines;
    }

    private static void cycle(List<String> lines, CycleLayout layout) {
        lines.add("cycle size " + layout.size());
        lines.add("cycle used " + layout.used());
        lines.add("cycle cycle " + CycleRecordDescriptor.CYCLE);
        lines.add("cycle repeat " + CycleRecordDescriptor.REPEAT);
        lines.add("cycle flags " + CycleRecordDescriptor.FLAGS);
        lines.add("cycle valid " + CycleRecordDescriptor.VALID);
        lines.add("cycle ready " + CycleRecordDescriptor.READY);
        for (PinField pin : layout.pins().values()) {
            lines.add("pin " + pin.name() + " offset " + pin.offset() + " bytes " + pin.bytes() + " shift "
                    + pin.shift() + " width " + pin.width());
        }
    }

    private static void event(List<String> lines) {
        lines.add("event size " + EventRecordDescriptor.SIZE);
        lines.add("event kind " + EventRecordDescriptor.KIND);
        lines.add("event port " + EventRecordDescriptor.PORT);
        lines.add("event tag " + EventRecordDescriptor.TAG);
        lines.add("event cycle " + EventRecordDescriptor.CYCLE);
        lines.add("event address " + EventRecordDescriptor.ADDRESS);
        lines.add("event data " + EventRecordDescriptor.DATA);
        lines.add("event extra " + EventRecordDescriptor.EXTRA);
        lines.add("event id " + EventRecordDescriptor.ID);
        lines.add("event beat " + EventRecordDescriptor.BEAT);
        lines.add("event response " + EventRecordDescriptor.RESPONSE);
        lines.add("event status " + EventRecordDescriptor.STATUS);
        lines.add("event flags " + EventRecordDescriptor.FLAGS);
        lines.add("event user " + EventRecordDescriptor.USER);
        lines.add("event len " + EventRecordDescriptor.LEN);
        lines.add("event lock " + EventRecordDescriptor.LOCK);
        lines.add("event kinds " + EventKind.values().length);
    }

    private static void command(List<String> lines) {
        lines.add("command size " + CommandDescriptor.SLOT);
        lines.add("command kind " + CommandDescriptor.KIND);
        lines.add("command slots " + CommandDescriptor.SLOTS);
        lines.add("command tag " + CommandDescriptor.TAG);
        lines.add("command earliest " + CommandDescriptor.EARLIEST);
        lines.add("command address " + CommandDescriptor.ADDRESS);
        lines.add("command flags " + CommandDescriptor.FLAGS);
        lines.add("command length " + CommandDescriptor.LENGTH);
        lines.add("command argument0 " + CommandDescriptor.ARGUMENT0);
        lines.add("command id " + CommandDescriptor.ID);
        lines.add("command qos " + CommandDescriptor.QOS);
        lines.add("command dataDelay " + CommandDescriptor.DATA_DELAY);
        lines.add("command responseStall " + CommandDescriptor.RESPONSE_STALL);
        lines.add("command addressDelay " + CommandDescriptor.ADDRESS_DELAY);
        lines.add("command kinds " + CommandKind.values().length);
    }

    private static void control(List<String> lines) {
        lines.add("control size " + ControlDescriptor.SIZE);
        lines.add("control commandTail " + ControlDescriptor.COMMAND_TAIL);
        lines.add("control cycleHead " + ControlDescriptor.CYCLE_HEAD);
        lines.add("control cycleTail " + ControlDescriptor.CYCLE_TAIL);
        lines.add("control eventHead " + ControlDescriptor.EVENT_HEAD);
        lines.add("control eventTail " + ControlDescriptor.EVENT_TAIL);
        lines.add("control cycle " + ControlDescriptor.CYCLE);
        lines.add("control hash " + ControlDescriptor.HASH);
        lines.add("control stop " + ControlDescriptor.STOP);
        lines.add("control advanced " + ControlDescriptor.ADVANCED);
        lines.add("control outstanding " + ControlDescriptor.OUTSTANDING);
        lines.add("control backlog " + ControlDescriptor.BACKLOG);
        lines.add("control waveDumps " + ControlDescriptor.WAVE_DUMPS);
    }

    private static void options(List<String> lines) {
        lines.add("options size " + OptionsDescriptor.SIZE);
        lines.add("options seed " + OptionsDescriptor.SEED);
        lines.add("options commandRing " + OptionsDescriptor.COMMAND_RING);
        lines.add("options cycleRing " + OptionsDescriptor.CYCLE_RING);
        lines.add("options eventRing " + OptionsDescriptor.EVENT_RING);
        lines.add("options control " + OptionsDescriptor.CONTROL);
        lines.add("options journal " + OptionsDescriptor.JOURNAL);
        lines.add("options notes " + OptionsDescriptor.NOTES);
        lines.add("options resetCycles " + OptionsDescriptor.RESET_CYCLES);
    }
}
