package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Follows the bursts of one AXI4 bus by its pins; answers come in order inside an id. */
final class BusTracker {
    private static final AxiResponse[] RESPONSES = AxiResponse.values();

    private final Channel writeAddress;
    private final Channel writeAnswer;
    private final Channel readAddress;
    private final Channel readAnswer;
    private final int readLast;
    private final Consumer<Burst> opened;
    private final Map<Integer, Deque<Burst>> open = new HashMap<>();

    /** Pins of one channel. */
    private static final class Channel {
        private final int valid;
        private final int ready;
        private final int id;
        private final int address;
        private final int length;
        private final int size;
        private final int user;
        private final int lock;
        private final int atomic;
        private final int response;

        Channel(Signals signals, String name) {
            valid = signals.find(name + "valid");
            ready = signals.find(name + "ready");
            id = signals.find(name + "id");
            address = signals.find(name + "addr");
            length = signals.find(name + "len");
            size = signals.find(name + "size");
            user = signals.find(name + "user");
            lock = signals.find(name + "lock");
            atomic = signals.find(name + "atop");
            response = signals.find(name + "resp");
        }

        boolean moves(CycleView pins) {
            return pins.isHigh(valid) && pins.isHigh(ready);
        }
    }

    /** Follows a bus; {@code opened} hears each burst when its address is taken. */
    BusTracker(Signals signals, String bus, Consumer<Burst> opened) {
        writeAddress = new Channel(signals, bus + "_aw");
        writeAnswer = new Channel(signals, bus + "_b");
        readAddress = new Channel(signals, bus + "_ar");
        readAnswer = new Channel(signals, bus + "_r");
        readLast = signals.find(bus + "_rlast");
        this.opened = opened;
    }

    void onCycle(CycleView pins) {
        answer(pins, readAnswer, false, readAnswer.moves(pins) && pins.isHigh(readLast));
        answer(pins, writeAnswer, true, true);
        address(pins, readAddress, false);
        address(pins, writeAddress, true);
    }

    /** Forgets what is open: the design is in reset. */
    void reset() {
        open.clear();
    }

    private void address(CycleView pins, Channel channel, boolean write) {
        if (!channel.moves(pins)) {
            return;
        }
        Burst burst = new Burst(
                write,
                (int) pins.value(channel.id),
                pins.value(channel.address),
                (int) pins.value(channel.length) + 1,
                1 << pins.value(channel.size),
                pins.value(channel.user),
                pins.cycle());
        burst.exclusive = pins.isHigh(channel.lock);
        burst.compares = pins.isHigh(channel.atomic);
        open.computeIfAbsent(key(write, burst.id), key -> new ArrayDeque<>()).add(burst);
        opened.accept(burst);
    }

    private void answer(CycleView pins, Channel channel, boolean write, boolean last) {
        if (!channel.moves(pins)) {
            return;
        }
        Deque<Burst> waiting = open.get(key(write, (int) pins.value(channel.id)));
        if (waiting == null || waiting.isEmpty()) {
            return;
        }
        waiting.peek().answer(pins.cycle(), RESPONSES[(int) pins.value(channel.response)], last);
        if (last) {
            waiting.remove();
        }
    }

    /** The oldest burst that has not all its words yet. */
    Burst waitingForWord(boolean write, int id) {
        Deque<Burst> waiting = open.get(key(write, id));
        if (waiting != null) {
            for (Burst burst : waiting) {
                if (burst.words.size() < burst.beats) {
                    return burst;
                }
            }
        }
        return null;
    }

    private static int key(boolean write, int id) {
        return id << 1 | (write ? 1 : 0);
    }
}
