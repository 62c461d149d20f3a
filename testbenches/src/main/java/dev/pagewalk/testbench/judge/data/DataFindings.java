package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.ViolationLog;

/** Counts the checks of the data judge and reports what is broken. */
final class DataFindings {
    private final ViolationLog log;
    private long checks;

    /** Findings that nobody wants, without a log. */
    DataFindings() {
        this(null);
    }

    DataFindings(ViolationLog log) {
        this.log = log;
    }

    /** False if nobody wants them: comparisons that only find something need not be made. */
    boolean areHeard() {
        return log != null;
    }

    void count() {
        checks++;
    }

    long checks() {
        return checks;
    }

    void broken(DataRule rule, String expected, String actual, long cycle) {
        if (log != null) {
            log.add(rule.claim(), rule.clause(), expected, actual, cycle);
        }
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
