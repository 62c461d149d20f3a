package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.data.Burst;
import dev.pagewalk.testbench.judge.stream.BurstShape;

import java.util.ArrayList;
import java.util.List;

/** Judges the end of each request of a device: where it left to, or why it was refused. */
final class RequestJudge {
    private static final String CLAIM_LEFT = "a request leaves only as the tables permit";
    private static final String CLAIM_REFUSED = "a request is refused only where the tables permit it";
    private static final String CLAUSE = "IOMMU §5, §12";
    private static final int OKAY = 0;
    private static final int SLVERR = 2;
    private static final int DECERR = 3;
    private static final int TYPE_DISALLOWED = 260;

    private final ViolationLog log;
    private final AnswerCheck answers;
    private final WalkerAccesses walker;
    private final FaultRecords faults;
    private final InterruptFiles files;
    private final Retirements retirements;
    private final DebugRequests debug;
    private final Recent recent = new Recent();
    private final Recent.Visitor explaining = new Explaining();
    private long drainedReads = Long.MIN_VALUE;
    private long drainedWrites = Long.MIN_VALUE;
    private long drainedReadsBefore = Long.MIN_VALUE;
    private long drainedWritesBefore = Long.MIN_VALUE;
    private long checks;

    RequestJudge(
            ViolationLog log,
            AnswerCheck answers,
            WalkerAccesses walker,
            FaultRecords faults,
            InterruptFiles files,
            Retirements retirements) {
        this.retirements = retirements;
        this.log = log;
        this.answers = answers;
        this.walker = walker;
        this.faults = faults;
        this.files = files;
        debug = new DebugRequests(log, this);
    }

    void reset() {
        recent.clear();
        debug.reset();
        retirements.reset();
    }

    /** A fence is complete that has drained reads, writes, or both. */
    void fenced(boolean reads, boolean writes, long cycle) {
        if (reads && drainedReads != cycle) {
            drainedReadsBefore = drainedReads;
            drainedReads = cycle;
        }
        if (writes && drainedWrites != cycle) {
            drainedWritesBefore = drainedWrites;
            drainedWrites = cycle;
        }
    }

    /** What leaves after a fence that drains has been translated after it. */
    private long translatedFrom(Burst request, long left) {
        long last = request.isWrite() ? drainedWrites : drainedReads;
        long before = request.isWrite() ? drainedWritesBefore : drainedReadsBefore;
        long drained = last < left ? last : before < left ? before : Long.MIN_VALUE;
        return Math.max(request.cycle(), drained);
    }

    void answered(Burst request, Burst left, int response, long cycle) {
        checks++;
        long end = left == null ? cycle : left.cycle();
        if (isMalformed(request)) {
            malformed(request, left, response, cycle);
            return;
        }
        if (Requests.type(request.user()) > 1) {
            unknownType(request, left, response, cycle);
            return;
        }
        long from = left == null ? request.cycle() : translatedFrom(request, end);
        remember(request.user(), request.isWrite(), request.address(), request.cycle(), cycle);
        Remembered place = answers.standing(request.user(), request.isWrite(), request.address());
        // where it left to can be seen; why it was refused cannot
        boolean known = place.valid && (left != null || place.from <= request.cycle());
        if (known && permits(place.answer, request, left, response)) {
            place.lastTo = end;
            if (!walker.isEmpty()) {
                walker.explainReads(place.footprint, request.cycle(), cycle);
            }
            List<Answer> single = place.single;
            retirements.answered(request, left, single, cycle);
            if (left == null) {
                ended(request, single, response, cycle);
            }
            return;
        }
        judgeExactly(place.valid ? null : place, request, left, response, from, end, cycle);
    }

    private void judgeExactly(
            Remembered place, Burst request, Burst left, int response, long from, long end, long cycle) {
        long user = request.user();
        boolean write = request.isWrite();
        Evaluation permitted = answers.evaluate(place, user, write, request.address(), from, end);
        if (matching(permitted, request, left, response).isEmpty()) {
            permitted = answers.evaluateAgain(user, write, request.address(), from, end);
        }
        List<Answer> matching = matching(permitted, request, left, response);
        if (matching.isEmpty()) {
            notPermitted(permitted, request, left, response, end);
        }
        retirements.answered(request, left, matching, cycle);
        explain(permitted, request.cycle(), cycle);
        if (from != request.cycle() && !walker.isEmpty()) {
            explain(
                    answers.evaluate(null, user, write, request.address(), request.cycle(), end),
                    request.cycle(),
                    cycle);
        }
        if (left == null && !matching.isEmpty()) {
            ended(request, matching, response, cycle);
        }
    }

    /** A translation request of the message port has been completed. */
    void remember(long user, long iova, long from, long to) {
        remember(user, false, iova, from, to);
    }

    /** A page request has ended. */
    void rememberPage(long head, long body, long from, long to) {
        makeRoom();
        recent.addPage(head, body, from, to);
    }

    private void remember(long user, boolean write, long iova, long from, long to) {
        makeRoom();
        recent.add(user, write, iova, from, to);
    }

    /** The request that is forgotten for the next one explains first what it may explain. */
    private void makeRoom() {
        if (!walker.isEmpty()) {
            recent.leaving(explaining);
        }
    }

    /** Explains accesses of the walker port by requests that have ended. */
    private final class Explaining implements Recent.Visitor {
        @Override
        public void visit(long user, boolean write, long iova, long from, long to) {
            if (walker.isAnyBetween(from, to)) {
                explain(answers.lookBack(user, write, iova, from, to), from, to);
            }
        }

        @Override
        public void visitPage(long head, long body, long from, long to) {
            if (walker.isAnyBetween(from, to)) {
                explain(answers.evaluate(Messages.pageRequest(head, body), from, to), from, to);
            }
        }
    }

    /** Explains accesses of the walker port by what is permitted. */
    void explain(Evaluation permitted, long from, long to) {
        if (!walker.isEmpty()) {
            walker.explainReads(permitted.footprint(), from, to);
            walker.explainUpdates(permitted.updates, from, to);
        }
    }

    /** Whether the tables permit that a request left as this burst. */
    boolean mayHaveLeft(Burst request, Burst left) {
        if (isMalformed(request) || Requests.type(request.user()) > 1) {
            return false;
        }
        long user = request.user();
        long from = translatedFrom(request, left.cycle());
        boolean write = request.isWrite();
        Evaluation permitted = answers.lookBack(user, write, request.address(), from, left.cycle());
        if (matching(permitted, request, left, OKAY).isEmpty()) {
            permitted = answers.evaluateAgain(user, write, request.address(), from, left.cycle());
        }
        return !matching(permitted, request, left, OKAY).isEmpty();
    }

    private static List<Answer> matching(Evaluation permitted, Burst request, Burst left, int response) {
        List<Answer> matching = new ArrayList<>();
        for (Answer answer : permitted.answers) {
            if (permits(answer, request, left, response)) {
                matching.add(answer);
            }
        }
        return matching;
    }

    private static boolean permits(Answer answer, Burst request, Burst left, int response) {
        return switch (answer.kind()) {
            case LEAVES -> left != null && answer.leavesAs(request.address(), left.address(), left.user());
            case REFUSED -> left == null && response == DECERR;
            case FILE -> left == null && (response == DECERR || (response == OKAY && request.isAlignedWord()));
        };
    }

    /** What never left has ended in an interrupt file, or may have a record. */
    private void ended(Burst request, List<Answer> answers, int response, long cycle) {
        List<Answer> inFiles = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer.kind() == Answer.Kind.FILE) {
                inFiles.add(answer);
            }
        }
        if (!inFiles.isEmpty() && (response == OKAY || inFiles.size() == answers.size())) {
            files.ended(request, inFiles, response, cycle);
        } else {
            refused(request, answers, cycle);
        }
    }

    private void refused(Burst request, List<Answer> causes, long cycle) {
        boolean mayBeRecorded = false;
        for (Answer answer : causes) {
            mayBeRecorded |= answer.kind() == Answer.Kind.REFUSED;
        }
        if (mayBeRecorded) {
            faults.refused(
                    Requests.record(Requests.onDevicePort(request.user()), request.isWrite()),
                    request.address(),
                    causes,
                    request.cycle(),
                    cycle,
                    request.describe());
        }
    }

    private void notPermitted(Evaluation permitted, Burst request, Burst left, int response, long end) {
        List<String> expected = new ArrayList<>();
        permitted.answers.forEach(answer -> expected.add(answer.describe()));
        String what = left == null
                ? request.describe() + " was answered " + response + " and never left"
                : request.describe() + " left for 0x" + Long.toHexString(left.address()) + " with AxUSER 0x"
                        + Long.toHexString(left.user());
        log.add(
                left == null ? CLAIM_REFUSED : CLAIM_LEFT,
                CLAUSE,
                expected.isEmpty() ? "nothing before the updates of A and D are made" : String.join("; or ", expected),
                what,
                end);
    }

    private static boolean isMalformed(Burst request) {
        int shape = request.shape();
        int beats = BurstShape.beats(shape);
        int burst = BurstShape.burst(shape);
        boolean wrap = burst == BurstShape.WRAP
                && (Integer.bitCount(beats) != 1
                        || beats < 2
                        || beats > 16
                        || (request.address() & (BurstShape.beatBytes(shape) - 1)) != 0);
        return BurstShape.crossesPage(request.address(), shape)
                || wrap
                || (burst == BurstShape.FIXED && beats > 16)
                || burst > BurstShape.WRAP
                || BurstShape.beatBytes(shape) > Long.BYTES;
    }

    private void malformed(Burst request, Burst left, int response, long cycle) {
        if (left != null || response != SLVERR) {
            log.add(
                    "a burst that AXI does not allow, or that crosses 4 KiB, is aborted",
                    "DESIGN §3",
                    "SLVERR without a request at memory",
                    request.describe() + (left == null ? " was answered " + response : " left"),
                    cycle);
        }
    }

    private void unknownType(Burst request, Burst left, int response, long cycle) {
        if (left != null || response != DECERR) {
            log.add(
                    "a request of a type that this port does not take is refused",
                    "IOMMU §5 step 7d",
                    "DECERR",
                    request.describe() + (left == null ? " was answered " + response : " left"),
                    cycle);
        }
        Answer disallowed = Answer.refused(TYPE_DISALLOWED, true);
        Answer silent = Answer.refused(TYPE_DISALLOWED, false);
        retirements.answered(request, left, List.of(disallowed), cycle);
        refused(request, List.of(disallowed, silent), cycle);
    }

    /** A translation of the debug interface has ended. */
    boolean debugEnded(long user, boolean write, long iova, long from, long to, DebugRequests.Response response) {
        checks++;
        Remembered place = answers.standing(user, write, iova);
        Evaluation permitted = answers.evaluate(place.valid ? null : place, user, write, iova, from, to);
        if (response.matching(permitted.answers).isEmpty()) {
            permitted = answers.evaluateAgain(user, write, iova, from, to);
        }
        explain(permitted, from, to);
        remember(user, write, iova, from, to);
        List<Answer> matching = response.matching(permitted.answers);
        if (response.isFault() && !matching.isEmpty()) {
            faults.refused(Requests.record(user, write), iova, matching, from, to, "a debug translation");
        }
        return !matching.isEmpty();
    }

    /** Before an access is called unexplained: looks at everything that was in flight, with all that was left behind. */
    void explainOverdue() {
        answers.rememberedAnswers();
        recent.each(explaining);
    }

    void registerWritten(int word, long data, int strobe, long cycle) {
        debug.registerWritten(word, data, strobe, cycle);
    }

    void registerRead(int offset, long data, long cycle) {
        debug.registerRead(offset, data, cycle);
    }

    /** The oldest cycle that is still asked for when the oldest request in flight was accepted at {@code oldest}. */
    long oldestNeeded(long oldest) {
        return recent.oldest(oldest);
    }

    /** Cycle at which the oldest debug translation began that has not ended, or {@code otherwise}. */
    long oldestDebug(long otherwise) {
        return debug.oldest(otherwise);
    }

    void finish(long cycle) {
        debug.finish(cycle);
        retirements.finish(cycle);
    }

    /** Requests of devices and of the debug interface whose end was judged. */
    long translations() {
        return checks;
    }

    long checks() {
        return checks + retirements.checks();
    }
}
