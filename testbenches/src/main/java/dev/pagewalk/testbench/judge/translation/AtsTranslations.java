package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.TranslationResult;
import dev.pagewalk.testbench.judge.ViolationLog;

import java.util.ArrayList;
import java.util.List;

/** Translation requests of devices and their completions [IOMMU §7]. Several are in flight, told apart by their tags. */
final class AtsTranslations {
    /** Cycles that a completion may be outstanding at the end of a run. */
    private static final int PATIENCE = 20_000;

    private static final int PAGE_SHIFT = 12;
    private static final int DEVICE = 0xff_ffff;
    /** Invalidation requests that are remembered. */
    private static final int MOST_TAKEN = 64;

    /** A request that has no completion yet. */
    private record Asked(long head, long user, long iova, long cycle) {
        String describe() {
            return "translation request for 0x" + Long.toHexString(iova) + " by device " + (user & 0xff_ffff) + " (tag "
                    + Messages.tag(head) + ", cycle " + cycle + ")";
        }
    }

    /** An invalidation request that a device got, and the last fence before it. */
    private record Taken(long head, long body, long fenced) {
        boolean covers(Asked asked) {
            boolean device = Messages.device(head) == (int) (asked.user & DEVICE);
            boolean process = Messages.processValid(head) == Messages.processValid(asked.user)
                    && (!Messages.processValid(head) || Messages.process(head) == Messages.process(asked.user));
            int size = Messages.log2Size(body);
            return device && process && (size >= Long.SIZE || (asked.iova ^ body) >>> size == 0);
        }
    }

    private final ViolationLog log;
    private final AnswerCheck answers;
    private final RequestJudge requests;
    private final FaultRecords faults;
    private final Retirements retirements;
    private final List<Taken> invalidations = new ArrayList<>();
    private final List<Asked> outstanding = new ArrayList<>();
    private long checks;

    AtsTranslations(
            ViolationLog log,
            AnswerCheck answers,
            RequestJudge requests,
            FaultRecords faults,
            Retirements retirements) {
        this.log = log;
        this.answers = answers;
        this.requests = requests;
        this.faults = faults;
        this.retirements = retirements;
    }

    void reset() {
        outstanding.clear();
        invalidations.clear();
    }

    long checks() {
        return checks;
    }

    void asked(long head, long body, long cycle) {
        outstanding.add(new Asked(head, Messages.translationUser(head), body, cycle));
    }

    /** A device got an invalidation request; what it is told afterwards is newer than the last fence before that. */
    void invalidated(long head, long body, long fenced) {
        if (invalidations.size() == MOST_TAKEN) {
            invalidations.remove(0);
        }
        invalidations.add(new Taken(head, body, fenced));
    }

    private long translatedFrom(Asked asked) {
        long from = asked.cycle;
        for (Taken taken : invalidations) {
            if (taken.fenced > from && taken.covers(asked)) {
                from = taken.fenced;
            }
        }
        return from;
    }

    /** A completion was sent: of the requests that it may answer it answers one for which it is permitted. */
    void completed(long head, long body, long cycle) {
        checks++;
        AtsCompletionCheck completion = new AtsCompletionCheck(head, body);
        Asked first = null;
        for (Asked asked : outstanding) {
            if (Messages.requester(asked.head) == Messages.requester(head)) {
                first = first == null ? asked : first;
                if (accepts(asked, completion, cycle)) {
                    outstanding.remove(asked);
                    return;
                }
            }
        }
        if (first == null) {
            log.add(
                    "a translation completion answers a request of a device",
                    "IOMMU §7",
                    "a request with its device, process and tag that has no completion yet",
                    completion.describe(),
                    cycle);
        } else {
            outstanding.remove(first);
            notPermitted(first, completion, cycle);
        }
    }

    private boolean accepts(Asked asked, AtsCompletionCheck completion, long cycle) {
        long from = translatedFrom(asked);
        Evaluation permitted = answers.evaluate(null, asked.user, false, asked.iova, from, cycle);
        List<TranslationResult> matching = completion.matching(permitted.completions, asked.iova);
        if (matching.isEmpty()) {
            permitted = answers.evaluateAgain(asked.user, false, asked.iova, from, cycle);
            matching = completion.matching(permitted.completions, asked.iova);
        }
        if (matching.isEmpty()) {
            return false;
        }
        requests.explain(permitted, asked.cycle, cycle);
        if (from != asked.cycle) {
            Evaluation earlier = answers.evaluate(null, asked.user, false, asked.iova, asked.cycle, cycle);
            requests.explain(earlier, asked.cycle, cycle);
        }
        requests.remember(asked.user, asked.iova, asked.cycle, cycle);
        retirements.completed(asked.user, asked.iova, matching, cycle);
        if (completion.isFailure()) {
            List<Answer> causes = matching.stream().map(Answer::of).toList();
            faults.refused(
                    Requests.record(asked.user, false), asked.iova, causes, asked.cycle, cycle, asked.describe());
        }
        if (completion.grantsRange()) {
            checkRange(asked, completion, cycle);
        }
        return true;
    }

    /** A range is granted as a whole: every page that differs in one address bit translates in the same way. */
    private void checkRange(Asked asked, AtsCompletionCheck completion, long cycle) {
        for (int bit = PAGE_SHIFT; bit < Math.min(completion.log2Size(), Long.SIZE); bit++) {
            long page = asked.iova ^ 1L << bit;
            long from = translatedFrom(asked);
            Evaluation permitted = answers.evaluate(null, asked.user, false, page, from, cycle);
            if (completion.matching(permitted.completions, page).isEmpty()) {
                permitted = answers.evaluateAgain(asked.user, false, page, from, cycle);
            }
            if (completion.matching(permitted.completions, page).isEmpty()) {
                log.add(
                        "a translation completion covers no more than one translation",
                        "IOMMU §7, §12",
                        describe(permitted) + " for 0x" + Long.toHexString(page),
                        completion.describe() + " to the " + asked.describe(),
                        cycle);
                return;
            }
        }
    }

    private void notPermitted(Asked asked, AtsCompletionCheck completion, long cycle) {
        Evaluation permitted = answers.evaluateAgain(asked.user, false, asked.iova, translatedFrom(asked), cycle);
        log.add(
                "a translation completion says what the tables permit",
                "IOMMU §7, §12",
                describe(permitted),
                completion.describe() + " to the " + asked.describe(),
                cycle);
        // its reads are not to blame
        requests.explain(permitted, asked.cycle, cycle);
    }

    private static String describe(Evaluation permitted) {
        List<String> expected = new ArrayList<>();
        permitted.completions.forEach(result -> expected.add(AtsCompletionCheck.describe(result)));
        return expected.isEmpty() ? "nothing before the updates of A and D are made" : String.join("; or ", expected);
    }

    /** Hands out the requests that are in flight, in the form of AxUSER. */
    void eachInFlight(AnswerCheck.InFlight.Visitor visitor) {
        outstanding.forEach(asked -> visitor.visit(asked.user, false, asked.iova, asked.cycle));
    }

    /** Cycle at which the oldest request came that is not completed, or {@code otherwise}. */
    long oldest(long otherwise) {
        long oldest = otherwise;
        for (int i = 0; i < outstanding.size(); i++) {
            oldest = Math.min(oldest, outstanding.get(i).cycle);
        }
        return oldest;
    }

    void finish(long cycle) {
        for (Asked asked : outstanding) {
            if (cycle - asked.cycle > PATIENCE) {
                log.add(
                        "every translation request is completed",
                        "IOMMU §7",
                        "a completion",
                        "none to the " + asked.describe(),
                        cycle);
            }
        }
    }
}
