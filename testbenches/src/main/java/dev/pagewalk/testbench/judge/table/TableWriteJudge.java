package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentJudge;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.List;
import java.util.function.Supplier;

/**
 * Checks every host store to a table or queue at the cycle at which it commits, against what the host asked for: see
 * {@link TableRule}. Decodes entries, contexts and commands on its own.
 */
public final class TableWriteJudge implements IntentJudge, Findings {
    private final ViolationLog log;
    private final HostView view;
    private long checks;

    /** A judge over these pins; {@code oldest} describes the oldest outstanding transaction. */
    public TableWriteJudge(Signals signals, Supplier<String> oldest) {
        log = new ViolationLog("tableWrite", oldest);
        view = new HostView(signals, this);
    }

    @Override
    public String name() {
        return "tableWrite";
    }

    @Override
    public DriverListener intents(long cycle) {
        view.intentAt(cycle);
        return view;
    }

    @Override
    public void onCycle(CycleView pins) {
        view.onCycle(pins);
    }

    @Override
    public void onEvent(EventView event) {
        view.onEvent(event);
    }

    @Override
    public void finish(long cycle) {
        view.finish(cycle);
    }

    @Override
    public void count() {
        checks++;
    }

    @Override
    public void broken(TableRule rule, String expected, String actual, long cycle) {
        log.add(rule.claim(), rule.clause(), expected, actual, cycle);
    }

    @Override
    public long checks() {
        return checks;
    }

    @Override
    public List<Violation> violations() {
        return log.violations();
    }
}
