package dev.pagewalk.testbench.bench;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentConsumer;
import dev.pagewalk.testbench.judge.StimulusListener;
import dev.pagewalk.testbench.judge.intent.IntentQueue;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.RecordTape;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a run showed, kept in memory to be judged again and again: the records of its beginning, those that are
 * measured, and what the host said.
 */
final class TrafficRecording implements RecordHandler, RecordConsumer, IntentConsumer, StimulusListener {
    private record Said(long cycle, Method method, List<Object> arguments) {
        void to(DriverListener listener) {
            try {
                method.invoke(listener, arguments.toArray());
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("intent cannot be repeated: method=" + method, e);
            }
        }
    }

    /** Sources of a retirement record up to this one are levels of the IOTLB. */
    private static final int SECOND_LEVEL = 1;

    private final RecordTape beginning;
    private final RecordTape measured;
    private final List<Said> said = new ArrayList<>();
    private final List<Consumer<StimulusListener>> asked = new ArrayList<>();
    private final int retire;
    private final int source;
    private boolean measuring;
    private long firstCycle;
    private long cycles;
    private long busyCycles;
    private long translations;
    private long hits;

    /** A recording of everything from now on. */
    TrafficRecording(CosimPlatform platform) {
        Signals signals = platform.signals();
        retire = signals.require("dbg_retire_valid");
        source = signals.require("dbg_retire_source");
        beginning = new RecordTape(platform.layout());
        measured = new RecordTape(platform.layout());
        platform.tap(this);
        platform.hear(this);
        platform.judges().observe(this);
    }

    /** From now on, at this cycle, records are those that are measured. */
    void measure(long cycle) {
        measuring = true;
        firstCycle = cycle;
    }

    /** The first cycle that is measured. */
    long firstCycle() {
        return firstCycle;
    }

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        (measuring ? measured : beginning).onCycle(record);
        if (measuring) {
            boolean moves = (record.validMask() & record.readyMask()) != 0;
            cycles += record.repeat();
            busyCycles += moves ? record.repeat() : 0;
        }
    }

    @Override
    public void onEvent(EventRecordFlyweight event) {
        (measuring ? measured : beginning).onEvent(event);
    }

    @Override
    public void onCycle(CycleView pins) {
        if (measuring && pins.isHigh(retire)) {
            translations += pins.repeat();
            hits += pins.value(source) <= SECOND_LEVEL ? pins.repeat() : 0;
        }
    }

    @Override
    public DriverListener intents(long cycle) {
        return (DriverListener) Proxy.newProxyInstance(
                DriverListener.class.getClassLoader(),
                new Class<?>[] {DriverListener.class},
                (proxy, method, arguments) -> {
                    said.add(new Said(cycle, method, List.of(arguments)));
                    return null;
                });
    }

    @Override
    public void hostStored(long address, int bytes, long value) {
        asked.add(listener -> listener.hostStored(address, bytes, value));
    }

    @Override
    public void deviceWrites(long address, long user, long[] data, int[] strobes) {
        asked.add(listener -> listener.deviceWrites(address, user, data, strobes));
    }

    /** Tells everything that Java asked the bus models to do. */
    void ask(StimulusListener listener) {
        asked.forEach(each -> each.accept(listener));
    }

    /** A queue with everything that the host said. */
    IntentQueue intentQueue() {
        IntentQueue queue = new IntentQueue(() -> 0);
        said.forEach(each -> queue.say(each.cycle(), each::to));
        return queue;
    }

    RecordTape beginning() {
        return beginning;
    }

    RecordTape measured() {
        return measured;
    }

    /** Measured cycles. */
    long cycles() {
        return cycles;
    }

    /** Measured cycles in which at least one channel moves. */
    long busyCycles() {
        return busyCycles;
    }

    /** Measured translations. */
    long translations() {
        return translations;
    }

    /** Share of the measured translations that the IOTLB answered. */
    double hitShare() {
        return (double) hits / translations;
    }
}
