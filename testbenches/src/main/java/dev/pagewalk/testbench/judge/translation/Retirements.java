package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.TranslationResult;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.data.Burst;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Compares the retirement records on {@code dbg_retire_*} with the pins: one for each translation, in order per id, and
 * saying what the pins show. A design that lies about itself is caught.
 */
final class Retirements {
    static final String CLAIM = "the retirement record says what the pins show";
    static final String CLAUSE = "DESIGN §3, observation port";
    private static final int NONE = 4;
    private static final int PROCESS_VALID = 44;
    private static final long COUNTER = 0xffff_ffffL;

    private static final long REQUESTER_AND_TYPE = (1L << 45) - 1 | 3L << 47;

    private final ViolationLog log;
    private final AnswerCheck.InFlight inFlight;
    private final boolean present;
    private final int valid;
    private final int[] pins;
    private final List<ArrayDeque<Retired>> waiting;
    private final ArrayDeque<Retired> free = new ArrayDeque<>();
    private final RetiredCompletions completions;
    private long offset = -1;
    private long checks;

    /** Records on these pins; {@code inFlight} are the requests of the device port. */
    Retirements(Signals signals, ViolationLog log, int idWidth, AnswerCheck.InFlight inFlight) {
        this.log = log;
        this.inFlight = inFlight;
        completions = new RetiredCompletions(log);
        valid = signals.find("dbg_retire_valid");
        present = valid != Signals.ABSENT;
        String[] names = {
            "write", "execute", "type", "axi_id", "device", "pv", "process", "priv", "iova", "fault", "cause", "spa",
            "source", "levels", "start", "end"
        };
        pins = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            pins[i] = present ? signals.require("dbg_retire_" + names[i]) : Signals.ABSENT;
        }
        waiting = java.util.stream.Stream.generate(ArrayDeque<Retired>::new)
                .limit(2L << idWidth)
                .toList();
    }

    void onCycle(CycleView view) {
        if (!present || !view.isHigh(valid)) {
            return;
        }
        boolean write = view.isHigh(pins[0]);
        Retired retired = free.isEmpty() ? new Retired() : free.remove();
        retired.user = view.value(pins[4])
                | view.value(pins[6]) << 24
                | view.value(pins[5]) << 44
                | view.value(pins[7]) << 45
                | view.value(pins[1]) << 46
                | view.value(pins[2]) << 47;
        retired.iova = view.value(pins[8]);
        retired.fault = view.isHigh(pins[9]);
        retired.cause = (int) view.value(pins[10]);
        retired.address = view.value(pins[11]);
        retired.source = (int) view.value(pins[12]);
        retired.levels = (int) view.value(pins[13]);
        retired.start = view.value(pins[14]);
        retired.end = view.value(pins[15]);
        if (view.value(pins[2]) == RetiredCompletions.TYPE && !isOfARequest(retired)) {
            completions.retired(retired);
        } else {
            queue(write, (int) view.value(pins[3])).add(retired);
        }
    }

    /**
     * A request on the device port may have the same type, which that port refuses, and be for the same page; but then it
     * also says when it came.
     */
    private boolean isOfARequest(Retired retired) {
        boolean[] found = new boolean[1];
        inFlight.each((user, write, iova, accepted) -> found[0] |= ((user ^ retired.user) & REQUESTER_AND_TYPE) == 0
                && iova == retired.iova
                && (offset < 0 || (retired.start - accepted & COUNTER) == offset));
        return found[0];
    }

    /** A translation request was completed with one of these results. */
    void completed(long user, long iova, List<TranslationResult> permitted, long cycle) {
        if (present) {
            completions.completed(user, iova, permitted, cycle);
        }
    }

    private ArrayDeque<Retired> queue(boolean write, int id) {
        return waiting.get(id * 2 + (write ? 1 : 0));
    }

    /** A request was answered; {@code permitted} are the ends that it may have had. */
    void answered(Burst request, Burst left, List<Answer> permitted, long cycle) {
        if (!present) {
            return;
        }
        checks++;
        Retired retired = queue(request.isWrite(), request.id()).poll();
        String wrong = retired == null ? "no record" : difference(retired, request, left, permitted, cycle);
        if (wrong != null) {
            log.add(
                    CLAIM,
                    CLAUSE,
                    request.describe()
                            + (left == null ? ", refused" : ", left for 0x" + Long.toHexString(left.address())),
                    wrong + (retired == null ? "" : ": " + retired),
                    cycle);
        }
        if (retired != null) {
            free.add(retired);
        }
    }

    private String difference(Retired retired, Burst request, Burst left, List<Answer> permitted, long cycle) {
        // a translated request without a process reads, whatever EXEC says
        boolean plain = request.isWrite()
                || (Requests.type(request.user()) == 1 && (request.user() >>> PROCESS_VALID & 1) == 0);
        long shown = (1L << 49) - 1 & ~(plain ? 1L << 46 : 0);
        if (((retired.user ^ Requests.normalised(request.user())) & shown) != 0 || retired.iova != request.address()) {
            return "another request";
        }
        if (left == null && isFile(permitted)) {
            return null;
        }
        if (retired.fault != (left == null) || (left != null && retired.address != left.address())) {
            return "another result";
        }
        if (left == null && !isCause(permitted, retired.cause)) {
            return "another cause";
        }
        if (left != null && retired.source == NONE) {
            return "no source of the translation";
        }
        return time(retired, request, left == null ? cycle : left.cycle());
    }

    /** The counter runs with the cycles: its distance from them is the same in every record. */
    private String time(Retired retired, Burst request, long until) {
        long distance = retired.start - request.cycle() & COUNTER;
        if (offset < 0) {
            offset = distance;
        }
        if (distance != offset) {
            return "another start";
        }
        long end = retired.end - offset - request.cycle() & COUNTER;
        return end > until - request.cycle() ? "an end after the answer" : null;
    }

    /** What ends in an interrupt file leaves nothing more to compare with. */
    private static boolean isFile(List<Answer> permitted) {
        for (Answer answer : permitted) {
            if (answer.kind() == Answer.Kind.FILE) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCause(List<Answer> permitted, int cause) {
        for (Answer answer : permitted) {
            if (answer.cause() == cause || answer.kind() != Answer.Kind.REFUSED) {
                return true;
            }
        }
        return permitted.isEmpty();
    }

    /** Ends the run: a record is left over that belongs to no request. */
    void finish(long cycle) {
        completions.finish(cycle);
        for (ArrayDeque<Retired> queue : waiting) {
            if (!queue.isEmpty()) {
                log.add(CLAIM, CLAUSE, "one record for each translation", "one more: " + queue.peek(), cycle);
            }
        }
    }

    void reset() {
        completions.reset();
        waiting.forEach(ArrayDeque::clear);
        offset = -1;
    }

    long checks() {
        return checks + completions.checks();
    }
}
