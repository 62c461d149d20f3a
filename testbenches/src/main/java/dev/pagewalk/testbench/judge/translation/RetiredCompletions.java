package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.TranslationResult;
import dev.pagewalk.testbench.judge.ViolationLog;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Retirement records of translation requests against their completions. Both come in the same order, but not in the same
 * cycle.
 */
final class RetiredCompletions {
    /** Type of a translation request in a retirement record. */
    static final int TYPE = 2;

    /** Device, process and PV of AxUSER. */
    private static final long REQUESTER = (1L << 45) - 1;

    /** A completion whose record may still come. */
    private record Completed(long user, long iova, List<TranslationResult> permitted, long cycle) {}

    private final ViolationLog log;
    private final ArrayDeque<Retired> records = new ArrayDeque<>();
    private final ArrayDeque<Completed> completions = new ArrayDeque<>();
    private long checks;

    RetiredCompletions(ViolationLog log) {
        this.log = log;
    }

    void retired(Retired record) {
        records.add(record);
        compare();
    }

    /** A translation request was completed with one of these results. */
    void completed(long user, long iova, List<TranslationResult> permitted, long cycle) {
        completions.add(new Completed(user, iova, permitted, cycle));
        compare();
    }

    private void compare() {
        while (!completions.isEmpty() && !records.isEmpty()) {
            checks++;
            Completed completed = completions.remove();
            Retired record = records.remove();
            long user = Requests.normalised(completed.user);
            boolean same = ((record.user ^ user) & REQUESTER) == 0 && record.iova == completed.iova;
            if (!same || !isResult(completed.permitted, record)) {
                log.add(
                        Retirements.CLAIM,
                        Retirements.CLAUSE,
                        "translation request for 0x" + Long.toHexString(completed.iova),
                        (same ? "another result: " : "another request: ") + record,
                        completed.cycle);
            }
        }
    }

    private static boolean isResult(List<TranslationResult> permitted, Retired record) {
        for (TranslationResult result : permitted) {
            boolean fault = result.cause() != null;
            boolean denied = result.ats() != null
                    && !result.ats().read()
                    && !result.ats().write();
            // whether missing rights count as a fault shows nowhere else
            if (denied || (fault == record.fault && (!fault || result.cause().code() == record.cause))) {
                return true;
            }
        }
        return false;
    }

    /** Ends the run: nothing is in flight. */
    void finish(long cycle) {
        if (!records.isEmpty()) {
            log.add(
                    Retirements.CLAIM,
                    Retirements.CLAUSE,
                    "one record for each completion",
                    "one more: " + records.peek(),
                    cycle);
        }
    }

    void reset() {
        records.clear();
        completions.clear();
    }

    long checks() {
        return checks;
    }
}
