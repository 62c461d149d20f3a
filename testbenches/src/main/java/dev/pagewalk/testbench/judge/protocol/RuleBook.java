package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.ViolationLog;

import java.util.EnumSet;
import java.util.Set;

/** Counts the checks of one bus and reports what is broken on it, except for rules that are waived there. */
final class RuleBook {
    private final String bus;
    private final ViolationLog log;
    private final Set<AxiRule> waived;
    private long checks;

    RuleBook(String bus, ViolationLog log, Set<AxiRule> waived) {
        this.bus = bus;
        this.log = log;
        this.waived = waived.isEmpty() ? EnumSet.noneOf(AxiRule.class) : EnumSet.copyOf(waived);
    }

    void count() {
        checks++;
    }

    long checks() {
        return checks;
    }

    void broken(AxiRule rule, String expected, String actual, long cycle) {
        if (!waived.contains(rule)) {
            log.add(rule.claim() + " on " + bus, rule.clause(), expected, actual, cycle);
        }
    }
}
