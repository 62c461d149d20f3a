package dev.pagewalk.testbench.bench;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentConsumer;
import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A run kept in memory: pins, events and what the host said, to be judged again and again. */
final class CapturedRun implements RecordConsumer, IntentConsumer {
    private record Said(long cycle, Method method, List<Object> arguments) {}

    private final int pinCount;
    private final int[] handshakes;
    private final List<Object> stream = new ArrayList<>();
    private long busyCycles;

    CapturedRun(Signals signals, int pinCount, List<String> channels) {
        this.pinCount = pinCount;
        handshakes = channels.stream()
                .flatMap(channel -> List.of(channel + "valid", channel + "ready").stream())
                .mapToInt(signals::require)
                .toArray();
    }

    @Override
    public void onCycle(CycleView pins) {
        long[] values = new long[pinCount];
        for (int i = 0; i < pinCount; i++) {
            values[i] = pins.value(i);
        }
        Pins copy = new Pins(pins.cycle(), pins.repeat(), values);
        busyCycles += isBusy(copy) ? 1 : 0;
        stream.add(copy);
    }

    private boolean isBusy(Pins pins) {
        for (int i = 0; i < handshakes.length; i += 2) {
            if (pins.isHigh(handshakes[i]) && pins.isHigh(handshakes[i + 1])) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onEvent(EventView event) {
        stream.add(new Event(
                event.cycle(),
                event.kind(),
                event.port(),
                event.address(),
                event.data(),
                event.strobe(),
                event.id(),
                event.beat(),
                event.isOkay(),
                event.isExclusive(),
                event.isPoison(),
                event.isError()));
    }

    @Override
    public DriverListener intents(long cycle) {
        return (DriverListener) Proxy.newProxyInstance(
                DriverListener.class.getClassLoader(),
                new Class<?>[] {DriverListener.class},
                (proxy, method, arguments) -> {
                    stream.add(new Said(cycle, method, List.of(arguments)));
                    return null;
                });
    }

    /** Cycles with at least one handshake. */
    long busyCycles() {
        return busyCycles;
    }

    /** Hands everything to the judges, in order. */
    void play(List<? extends Judge> judges) {
        Judge[] all = judges.toArray(new Judge[0]);
        for (Object entry : stream) {
            if (entry instanceof Pins pins) {
                for (Judge judge : all) {
                    judge.onCycle(pins);
                }
            } else if (entry instanceof Event event) {
                for (Judge judge : all) {
                    judge.onEvent(event);
                }
            } else {
                say((Said) entry, all);
            }
        }
    }

    private static void say(Said said, Judge[] judges) {
        try {
            for (Judge judge : judges) {
                if (judge instanceof IntentConsumer consumer) {
                    said.method()
                            .invoke(
                                    consumer.intents(said.cycle()),
                                    said.arguments().toArray());
                }
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("intent cannot be repeated: " + said, e);
        }
    }

    private static final class Pins implements CycleView {
        private final long cycle;
        private final int repeat;
        private final long[] values;

        Pins(long cycle, int repeat, long[] values) {
            this.cycle = cycle;
            this.repeat = repeat;
            this.values = values;
        }

        @Override
        public long cycle() {
            return cycle;
        }

        @Override
        public int repeat() {
            return repeat;
        }

        @Override
        public long value(int signal) {
            return signal == Signals.ABSENT ? 0 : values[signal];
        }
    }

    private record Event(
            long cycle,
            EventKind kind,
            MemoryPort port,
            long address,
            long data,
            int strobe,
            int id,
            int beat,
            boolean isOkay,
            boolean isExclusive,
            boolean isPoison,
            boolean isError)
            implements EventView {}
}
