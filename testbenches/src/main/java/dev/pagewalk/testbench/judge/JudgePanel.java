package dev.pagewalk.testbench.judge;

import dev.pagewalk.testbench.judge.intent.IntentQueue;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Feeds records and the host's intents to all judges, each intent before the records of its cycle. */
public final class JudgePanel implements RecordConsumer {
    private final IntentQueue intents;
    private final Judge[] judges;
    private final List<IntentConsumer> listeners = new ArrayList<>();
    private final List<RecordConsumer> observers = new ArrayList<>();
    private Predicate<Violation> expected = violation -> false;
    private long cycle;
    private boolean watched;

    public JudgePanel(IntentQueue intents, List<? extends Judge> judges) {
        this.intents = intents;
        this.judges = judges.toArray(new Judge[0]);
        for (Judge judge : judges) {
            if (judge instanceof IntentConsumer listener) {
                listeners.add(listener);
            }
        }
    }

    /** Adds somebody who sees every record after the judges, and every intent if it takes intents. */
    public void observe(RecordConsumer observer) {
        observers.add(observer);
        watched |= !observer.mayRunBehind();
        if (observer instanceof IntentConsumer listener) {
            listeners.add(listener);
        }
    }

    /** True if somebody sees the records who must see those of a step before the next one. */
    public boolean isWatched() {
        return watched;
    }

    /** Ends the run: the last intents, and what had to happen until now. */
    public void finish(long end) {
        deliverUntil(Long.MAX_VALUE);
        for (Judge judge : judges) {
            judge.finish(end);
        }
    }

    @Override
    public void onCycle(CycleView pins) {
        cycle = pins.cycle() + pins.repeat() - 1;
        deliverUntil(pins.cycle());
        for (Judge judge : judges) {
            judge.onCycle(pins);
        }
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).onCycle(pins);
        }
    }

    @Override
    public void onEvent(EventView event) {
        deliverUntil(event.cycle());
        for (Judge judge : judges) {
            judge.onEvent(event);
        }
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).onEvent(event);
        }
    }

    private void deliverUntil(long limit) {
        while (intents.hasNext() && intents.nextCycle() <= limit) {
            intents.deliverNext(listeners);
        }
    }

    /** Last cycle that was judged. */
    public long cycle() {
        return cycle;
    }

    /** From now on violations that match are what the run wants to see, and do not end it. */
    public void expect(Predicate<Violation> wanted) {
        expected = expected.or(wanted);
    }

    /** The violations that were expected and came, judge by judge. */
    public List<Violation> expectedViolations() {
        return violations().stream().filter(expected).toList();
    }

    /** The first violation of all judges that nobody expected, or null. */
    public Violation firstViolation() {
        Violation first = null;
        for (Judge judge : judges) {
            for (Violation violation : judge.violations()) {
                boolean earlier = first == null || violation.cycle() < first.cycle();
                if (earlier && !expected.test(violation)) {
                    first = violation;
                }
            }
        }
        return first;
    }

    /** All violations that were kept, judge by judge. */
    public List<Violation> violations() {
        List<Violation> all = new ArrayList<>();
        for (Judge judge : judges) {
            all.addAll(judge.violations());
        }
        return Collections.unmodifiableList(all);
    }

    /** Number of checks by name of the judge, in the order of the judges. */
    public Map<String, Long> checks() {
        Map<String, Long> checks = new LinkedHashMap<>();
        for (Judge judge : judges) {
            checks.put(judge.name(), judge.checks());
        }
        return checks;
    }

    /** Name of a judge that judged nothing and is not among those that may, or null. */
    public String idleJudge(Set<String> mayIdle) {
        for (Judge judge : judges) {
            if (judge.checks() == 0 && !mayIdle.contains(judge.name())) {
                return judge.name();
            }
        }
        return null;
    }
}
