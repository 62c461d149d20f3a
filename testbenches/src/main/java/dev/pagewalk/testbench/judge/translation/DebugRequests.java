package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.state.ShadowMemory;

import java.util.ArrayList;
import java.util.List;

/** Translations that software asks for through tr_req_iova and tr_req_ctl [IOMMU §1 debug interface]. */
final class DebugRequests {
    private static final int IOVA = 600;
    private static final int CONTROL = 608;
    private static final int RESPONSE = 616;
    private static final long PAGE_OFFSET = 0xfff;
    private static final long GO = 1;
    private static final int NOT_WRITE = 3;
    private static final long PAGE_NUMBER = (1L << 44) - 1;
    private static final int TYPE_DISALLOWED = 260;

    /** What tr_response says, or that nobody has read it. */
    record Response(long value, boolean known) {
        boolean isFault() {
            return !known || (value & 1) != 0;
        }

        /** Those answers that the register may stand for; all while it is not known. */
        List<Answer> matching(List<Answer> permitted) {
            List<Answer> matching = new ArrayList<>();
            for (Answer answer : permitted) {
                if (answer.kind() == Answer.Kind.FILE) {
                    addIfFault(
                            matching,
                            Answer.refused(TYPE_DISALLOWED, !answer.file().silent()));
                } else if (answer.kind() == Answer.Kind.REFUSED) {
                    addIfFault(matching, answer);
                } else if (!known || ((value & 1) == 0 && covers(answer))) {
                    matching.add(answer);
                }
            }
            return matching;
        }

        private void addIfFault(List<Answer> matching, Answer answer) {
            if (isFault()) {
                matching.add(answer);
            }
        }

        /**
         * S=1 codes a larger range in the page number, up to its lowest 0. The register has 44 bits of a page number: of
         * an address that nothing translates the upper ones are missing.
         */
        private boolean covers(Answer answer) {
            long page = value >>> 10 & PAGE_NUMBER;
            boolean range = (value >>> 9 & 1) != 0;
            int bits = range ? Long.numberOfTrailingZeros(~page) + 1 : 0;
            return page >>> bits == (answer.page() & PAGE_NUMBER) >>> bits && (value >>> 7 & 3) == answer.pbmt();
        }
    }

    private final ViolationLog log;
    private final RequestJudge judge;
    private long iova;
    private long control;
    private boolean running;
    private boolean ended;
    private long started;
    private long endedAt;

    DebugRequests(ViolationLog log, RequestJudge judge) {
        this.log = log;
        this.judge = judge;
    }

    void reset() {
        running = false;
        iova = 0;
        control = 0;
    }

    void registerWritten(int word, long data, int strobe, long cycle) {
        if (word == IOVA) {
            iova = ShadowMemory.merge(iova, data, strobe);
        } else if (word == CONTROL) {
            control = ShadowMemory.merge(control, data, strobe);
            if ((strobe & 1) != 0 && (data & GO) != 0) {
                end(new Response(0, false), cycle);
                running = true;
                ended = false;
                started = cycle;
            }
        }
    }

    void registerRead(int offset, long data, long cycle) {
        if (running && offset == CONTROL && (data & GO) == 0 && !ended) {
            ended = true;
            endedAt = cycle;
        } else if (running && ended && (offset & -Long.BYTES) == RESPONSE) {
            boolean whole = offset == RESPONSE;
            end(new Response(data, whole), endedAt);
        }
    }

    private void end(Response response, long cycle) {
        if (!running) {
            return;
        }
        running = false;
        long address = iova & ~PAGE_OFFSET;
        boolean execute = (control >>> 2 & 1) != 0;
        boolean write = !execute && (control >>> NOT_WRITE & 1) == 0;
        boolean valid = (control >>> 32 & 1) != 0;
        long user = control >>> 40
                | (valid ? (control >>> 12 & 0xf_ffff) << 24 | 1L << 44 | (control >>> 1 & 1) << 45 : 0)
                | (execute ? 1L << 46 : 0);
        if (!judge.debugEnded(user, write, address, started, cycle, response)) {
            log.add(
                    "tr_response says what a request of a device would get",
                    "IOMMU §5, §1 debug interface",
                    "another answer for 0x" + Long.toHexString(address),
                    "tr_response=0x" + Long.toHexString(response.value()),
                    cycle);
        }
    }

    long oldest(long otherwise) {
        return running ? Math.min(started, otherwise) : otherwise;
    }

    void finish(long cycle) {
        end(new Response(0, false), cycle);
    }
}
