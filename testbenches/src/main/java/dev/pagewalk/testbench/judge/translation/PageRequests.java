package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.Cause;
import dev.pagewalk.testbench.golden.PageRequest;
import dev.pagewalk.testbench.golden.PageVerdict;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Page requests of devices: each enters the page-request queue, is answered in place of software, or vanishes, as its
 * device context and the state of the queue permit [IOMMU §7 page requests].
 */
final class PageRequests implements RecordQueueWatch.Listener {
    /** Cycles after which a request that may vanish, and was neither recorded nor answered, has vanished. */
    private static final int VANISHED = 32_768;

    private static final long MESSAGE_CODE = 4;
    private static final long MESSAGE_TTYP = 9;
    private static final long STOP = 7;
    private static final long LAST = 4;
    private static final long GROUP = 0x1ff;
    private static final int STATUS = 44;
    private static final int SUCCESS = 0;
    private static final int INVALID = 1;
    private static final int FAILURE = 15;

    /** A request that has not ended yet. */
    private static final class Asked {
        private final long head;
        private final long body;
        private final long cycle;
        private final PageRequest request;

        Asked(long head, long body, long cycle) {
            this.head = head;
            this.body = body;
            this.cycle = cycle;
            request = Messages.pageRequest(head, body);
        }

        /** The last of a group that is no stop marker asks for a response. */
        boolean wantsResponse() {
            return (body & STOP) > LAST;
        }

        /** True for a response to its device and group. */
        boolean isAnsweredBy(long responseHead, long response) {
            return wantsResponse()
                    && Messages.sameDevice(head, responseHead)
                    && (body >>> 3 & GROUP) == (response >>> Integer.SIZE & GROUP);
        }

        String describe() {
            return "page request 0x%x of device %d (cycle %d)".formatted(body, Messages.device(head), cycle);
        }
    }

    private final ViolationLog log;
    private final AnswerCheck answers;
    private final RequestJudge requests;
    private final FaultRecords faults;
    private final RecordQueueWatch queue;
    private final List<Asked> outstanding = new ArrayList<>();
    private long checks;

    PageRequests(ViolationLog log, AnswerCheck answers, RequestJudge requests, FaultRecords faults) {
        this.log = log;
        this.answers = answers;
        this.requests = requests;
        this.faults = faults;
        queue = new RecordQueueWatch(log, RecordQueueWatch.Queue.PAGE_REQUEST, this);
    }

    void reset(long cycle) {
        outstanding.clear();
        queue.reset(cycle);
    }

    long checks() {
        return checks;
    }

    /** The queue as pins show it. */
    RecordQueueWatch queue() {
        return queue;
    }

    /** Takes a write of the walker port; true if it lies in the page-request queue. */
    boolean written(EventView event, boolean bigEndian) {
        return queue.written(event, bigEndian);
    }

    void asked(long head, long body, long cycle) {
        outstanding.add(new Asked(head, body, cycle));
    }

    @Override
    public void losing(long cycle) {}

    @Override
    public void recorded(WrittenRecord written) {
        checks++;
        for (Asked asked : outstanding) {
            if (isRecord(asked, written)) {
                boolean permitted = permits(asked, written.cycle(), verdict -> verdict.cause() == null);
                remove(asked, written.cycle());
                if (!permitted) {
                    log.add(
                            "a page request enters the queue only if its device may make it",
                            "IOMMU §7 page requests",
                            "EN_PRI in a valid context",
                            asked.describe() + " was recorded",
                            written.cycle());
                }
                return;
            }
        }
        log.add(
                "every page request record is that of one page request",
                "IOMMU §7, §9",
                "a page request that has not ended yet",
                "record 0x%x 0x%x".formatted(written.word(0), written.word(1)),
                written.cycle());
    }

    private static boolean isRecord(Asked asked, WrittenRecord written) {
        PageRequest request = asked.request;
        boolean process = request.pidValid();
        long first = (process ? (long) request.processId() << 12 | 1L << 32 : 0)
                | (process && request.privileged() ? 1L << 33 : 0)
                | (process && request.execute() ? 1L << 34 : 0)
                | (long) Messages.device(asked.head) << 40;
        return asked.cycle < written.cycle() && written.word(0) == first && written.word(1) == asked.body;
    }

    /** A response was sent that no command asks for: the design answers a request itself. */
    void responded(long head, long body, long cycle) {
        checks++;
        int code = (int) (body >>> STATUS) & 0xf;
        for (Asked asked : outstanding) {
            boolean answered = asked.isAnsweredBy(head, body) && repeatsProcess(asked, head);
            if (answered && permits(asked, cycle, verdict -> isResponse(asked, verdict, head, code))) {
                ended(asked, cycle);
                return;
            }
        }
        log.add(
                "every page group response is that of a command, or of a request that the queue did not take",
                "IOMMU §7, §9 ATS.PRGR",
                "an ATS.PRGR with these operands, or a last request of its group with this outcome",
                "response 0x%x, head 0x%x".formatted(body, head),
                cycle);
    }

    private static boolean repeatsProcess(Asked asked, long head) {
        boolean repeated = asked.request.pidValid() && Messages.process(head) == asked.request.processId();
        return repeated || !Messages.processValid(head);
    }

    private boolean isResponse(Asked asked, PageVerdict verdict, long head, int code) {
        boolean process = Messages.processValid(head);
        boolean always = asked.request.pidValid() == process;
        boolean asToldByContext = (asked.request.pidValid() && verdict.prpr()) == process;
        return isCode(verdict, code, asked.cycle) && (code == FAILURE ? always : asToldByContext);
    }

    private boolean isCode(PageVerdict verdict, int code, long since) {
        if (verdict.cause() != null) {
            return code == (verdict.cause() == Cause.TYPE_DISALLOWED ? INVALID : FAILURE);
        }
        return (code == FAILURE && (queue.mayHaveBeenOff(since) || queue.mayHaveFailed(since)))
                || (code == SUCCESS && queue.mayHaveBeenFull(since));
    }

    /** What its device context permits; explains what its walk has read. */
    private List<PageVerdict> verdicts(Asked asked, long cycle) {
        return explain(asked, answers.evaluate(asked.request, asked.cycle, cycle), cycle);
    }

    /** The context may be one that a request has left behind which is still in flight or yet to vanish. */
    private boolean permits(Asked asked, long cycle, Predicate<PageVerdict> wanted) {
        if (verdicts(asked, cycle).stream().anyMatch(wanted)) {
            return true;
        }
        Evaluation again = answers.evaluateAgain(asked.request, asked.cycle, cycle);
        return explain(asked, again, cycle).stream().anyMatch(wanted);
    }

    private List<PageVerdict> explain(Asked asked, Evaluation permitted, long cycle) {
        requests.explain(permitted, asked.cycle, cycle);
        return List.copyOf(permitted.verdicts);
    }

    private void remove(Asked asked, long cycle) {
        outstanding.remove(asked);
        requests.rememberPage(asked.head, asked.body, asked.cycle, cycle);
    }

    /** Whatever refused it has left a record, unless nothing but the queue did. */
    private void ended(Asked asked, long cycle) {
        remove(asked, cycle);
        List<Answer> causes = new ArrayList<>();
        for (PageVerdict verdict : verdicts(asked, cycle)) {
            causes.add(
                    verdict.cause() == null
                            ? Answer.refused(0, false)
                            : Answer.refused(verdict.cause().code(), verdict.recorded()));
        }
        long process = asked.request.pidValid()
                ? (long) asked.request.processId() << 12 | 1L << 32 | (asked.request.privileged() ? 1L << 33 : 0)
                : 0;
        long identity = process | MESSAGE_TTYP << 34 | (long) Messages.device(asked.head) << 40;
        faults.refused(identity, MESSAGE_CODE, causes, asked.cycle, cycle, asked.describe());
    }

    /** Hands out the devices whose context may be read now. */
    void eachInFlight(AnswerCheck.InFlight.Visitor visitor) {
        outstanding.forEach(asked -> visitor.visit(asked.request, asked.cycle));
    }

    /** Requests that may vanish and have not been heard of for long have vanished. */
    void settle(long now) {
        endBefore(now - VANISHED, now);
    }

    private void endBefore(long before, long now) {
        Iterator<Asked> all = List.copyOf(outstanding).iterator();
        while (all.hasNext()) {
            Asked asked = all.next();
            if (asked.cycle < before) {
                requireVanishing(asked, now);
                ended(asked, now);
            }
        }
    }

    private void requireVanishing(Asked asked, long now) {
        boolean vanishes = !asked.wantsResponse()
                && (queue.mayHaveLost(asked.cycle) || permits(asked, now, verdict -> verdict.cause() != null));
        if (!vanishes) {
            log.add(
                    "every page request is recorded or answered, unless it may vanish",
                    "IOMMU §7 page requests",
                    asked.wantsResponse() ? "a record or a response" : "a record",
                    "neither for " + asked.describe(),
                    now);
        }
    }

    /** Cycle at which the oldest request came that has not ended, or {@code otherwise}. */
    long oldest(long otherwise) {
        return outstanding.isEmpty() ? otherwise : Math.min(otherwise, outstanding.get(0).cycle);
    }

    /** Ends the run: nothing is in flight. */
    void finish(long cycle) {
        endBefore(Long.MAX_VALUE, cycle);
    }
}
