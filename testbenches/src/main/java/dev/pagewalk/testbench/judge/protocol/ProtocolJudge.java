package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the rules of {@link AxiRule} on every AXI bus of the design in every cycle, and knows the oldest outstanding
 * transaction for the messages of the other judges.
 */
public final class ProtocolJudge implements Judge {
    /** Cycles that a transaction may stay outstanding unless the caller says otherwise. */
    public static final long DEFAULT_CYCLE_LIMIT = 50_000;

    private static final List<String> BUSES =
            List.of("s_axi_cfg", "s_axi_dev", "m_axi_mem", "m_axi_ptw", "s_axi_host", "m_axi_host");

    private final ViolationLog log = new ViolationLog("protocol", this::oldestTransaction);
    private final List<BusChecker> checkers = new ArrayList<>();
    private final int resetPin;
    private boolean wasInReset;

    /** Judges all buses that the records carry, with nothing waived. */
    public ProtocolJudge(Signals signals) {
        this(signals, DEFAULT_CYCLE_LIMIT, Map.of());
    }

    /** Judges all buses; {@code waived} names per bus the rules that the stimulus breaks on purpose. */
    public ProtocolJudge(Signals signals, long cycleLimit, Map<String, Set<AxiRule>> waived) {
        resetPin = signals.find("aresetn");
        for (String bus : BUSES) {
            if (signals.find(bus + "_awvalid") != Signals.ABSENT) {
                Set<AxiRule> off = waived.getOrDefault(bus, EnumSet.noneOf(AxiRule.class));
                checkers.add(new BusChecker(signals, bus, log, off, cycleLimit));
            }
        }
    }

    @Override
    public String name() {
        return "protocol";
    }

    @Override
    public void onCycle(CycleView view) {
        boolean inReset = resetPin != Signals.ABSENT && !view.isHigh(resetPin);
        if (inReset || wasInReset) {
            takeReset(view, inReset);
        }
        for (int i = 0; !inReset && i < checkers.size(); i++) {
            checkers.get(i).sample(view);
        }
        wasInReset = inReset;
    }

    private void takeReset(CycleView view, boolean inReset) {
        boolean settled = wasInReset || view.repeat() > 1;
        for (int i = 0; i < checkers.size(); i++) {
            BusChecker checker = checkers.get(i);
            if (settled) {
                checker.checkSilence(view);
            }
            if (inReset) {
                checker.reset();
            }
        }
    }

    /** The oldest outstanding transaction of all buses in words, or {@code none}. */
    public String oldestTransaction() {
        BusChecker oldest = null;
        for (BusChecker checker : checkers) {
            if (oldest == null || checker.oldestSince() < oldest.oldestSince()) {
                oldest = checker;
            }
        }
        return oldest == null ? "none" : oldest.describeOldest();
    }

    @Override
    public long checks() {
        long sum = 0;
        for (BusChecker checker : checkers) {
            sum += checker.checks();
        }
        return sum;
    }

    @Override
    public List<Violation> violations() {
        return log.violations();
    }
}
