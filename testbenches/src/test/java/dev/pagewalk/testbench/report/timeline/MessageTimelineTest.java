package dev.pagewalk.testbench.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class MessageTimelineTest {
    private static final int DEVICE = 9;
    private static final long PROCESS = 1L << 44 | 3L << 24;
    private static final long PRIVILEGED = 1L << 45;
    private static final long EXECUTE = 1L << 46;
    private static final long NO_WRITE = 1L << 50;
    private static final long SEGMENT_VALID = 1L << 51;
    private static final long PAGE_TYPE = 1L << 47;
    private static final long INVALIDATION = 2L << 47;
    private static final long TIMEOUT = 3L << 47;
    private static final long UNSUPPORTED = 1L << 60;
    private static final long NON_CACHEABLE = 1L << 62;
    private static final long GROUP_5 = 5 << 3;
    private static final int R = 1;
    private static final int W = 2;
    private static final int LAST = 4;
    private static final long SIZE = 1 << 11;

    private final HandMadeWindow window = new HandMadeWindow();

    private static long tag(int tag) {
        return (long) tag << 52;
    }

    @Test
    void shouldPutEachCompletionUnderTheRequestWithItsTag() {
        window.receives(tag(1) | DEVICE, 0x7000).receives(tag(2) | NO_WRITE | PROCESS | DEVICE, 0x8000);
        window.sends(tag(2) | PROCESS | DEVICE, 0x5_2000 | R).sends(tag(1) | UNSUPPORTED | DEVICE, 0);

        assertThat(window.lines())
                .containsExactly(
                        "ATS request   device 9 tag 1, read and write at 0x7000",
                        "  completed  unsupported request after 3 cycles",
                        "ATS request   device 9 process 3 tag 2, read at 0x8000",
                        "  completed  success, 4 KiB at 0x52000 R after 1 cycles");
    }

    @Test
    void shouldSayWhatIsGrantedForWhichRange() {
        window.receives(tag(1) | PROCESS | PRIVILEGED | EXECUTE | DEVICE, 0x4020_1000L);
        window.sends(tag(1) | PROCESS | NON_CACHEABLE | DEVICE, 0x402f_f000L | SIZE | 1 << 5 | 1 << 3 | W | R);
        window.receives(tag(1) | DEVICE, 0x9000).sends(tag(1) | DEVICE, 0);
        window.receives(tag(1) | DEVICE, 0x9000).sends(tag(1) | DEVICE, 0x9000 | 4 | R);

        assertThat(window.lines())
                .containsExactly(
                        "ATS request   device 9 process 3 tag 1, read and write and execute, privileged at 0x40201000",
                        "  completed  success, 2 MiB at 0x40200000 RWX, global, NC after 1 cycles",
                        "ATS request   device 9 tag 1, read and write at 0x9000",
                        "  completed  success, nothing granted after 1 cycles",
                        "ATS request   device 9 tag 1, read and write at 0x9000",
                        "  completed  success, 4 KiB at 0x9000 R, untranslated only after 1 cycles");
    }

    @Test
    void shouldFollowAPageRequestToItsRecordAndTheResponseToItsGroup() {
        long record = (long) DEVICE << 40;
        window.receives(PAGE_TYPE | DEVICE, 0x7000 | GROUP_5 | R)
                .receives(PAGE_TYPE | DEVICE, 0x8000 | GROUP_5 | LAST | W);
        window.records(0x6_0000, record, 0x7000 | GROUP_5 | R).records(0x6_0010, record, 0x8000 | GROUP_5 | LAST | W);
        window.sends(PAGE_TYPE | DEVICE, 5L << 32);

        assertThat(window.lines())
                .containsExactly(
                        "page request  device 9, group 5, R at 0x7000",
                        "  recorded   at 0x60000",
                        "page request  device 9, group 5 last, W at 0x8000",
                        "  recorded   at 0x60010",
                        "  response   success after 5 cycles",
                        "queues     page request record at 0x60000",
                        "queues     page request record at 0x60010");
    }

    @Test
    void shouldReadRecordsInTheByteOrderOfTheQueue() {
        window.register(8, 1).receives(PAGE_TYPE | PROCESS | DEVICE, 0x7000 | R);
        window.records(0x6_0000, Long.reverseBytes((long) DEVICE << 40 | 1L << 32), Long.reverseBytes(0x7000 | R));

        assertThat(window.lines()).contains("  recorded   at 0x60000");
    }

    @Test
    void shouldShowPageRequestsThatAreRefusedOrVanish() {
        window.receives(PAGE_TYPE | PROCESS | EXECUTE | DEVICE, 0x7000 | GROUP_5 | R | LAST);
        window.sends(PAGE_TYPE | PROCESS | DEVICE, 15L << 44 | 5L << 32);
        window.receives(PAGE_TYPE | PROCESS | DEVICE, GROUP_5 | LAST);

        assertThat(window.lines())
                .containsExactly(
                        "page request  device 9 process 3, group 5 last, R and execute at 0x7000",
                        "  response   failure after 1 cycles",
                        "stop marker   device 9 process 3, group 5",
                        "  not answered before the records end");
    }

    @Test
    void shouldFollowAnInvalidationRequestToAllItsCompletions() {
        window.sends(INVALIDATION | SEGMENT_VALID | tag(0) | 5 << 16 | DEVICE, 0x7000)
                .sends(INVALIDATION | tag(1) | DEVICE, ~SIZE >>> 1 | 1);
        window.receives(INVALIDATION | SEGMENT_VALID | 5 << 16 | DEVICE, 1L << 32 | 2);
        window.receives(INVALIDATION | DEVICE, 1L << 32 | 2);
        window.receives(INVALIDATION | SEGMENT_VALID | 5 << 16 | DEVICE, 1L << 32 | 2);
        window.receives(TIMEOUT, 2L << 32);

        assertThat(window.lines())
                .containsExactly(
                        "invalidation  device 327689 tag 0, 4 KiB at 0x7000",
                        "  completed  1 of 2",
                        "  completed  2 of 2 after 4 cycles",
                        "invalidation  device 9 tag 1, everything, global",
                        "  given up   after 4 cycles",
                        "completion    device 9, of invalidations, of no request that is shown");
    }

    @Test
    void shouldShowAnswersToRequestsFromBeforeTheRecords() {
        window.sends(tag(4) | DEVICE, 0x7000 | R).sends(PAGE_TYPE | DEVICE, 1L << 44 | 5L << 32);
        window.receives(TIMEOUT, 1L << 32);

        assertThat(window.lines())
                .containsExactly(
                        "completion    device 9, tag 4, success, 4 KiB at 0x7000 R, of no request that is shown",
                        "response      device 9, group 5, invalid request, of no request that is shown",
                        "time-out      device 0, of invalidations, of no request that is shown");
    }

    @Test
    void shouldDropWhatEndedBeforeTheWindow() {
        HandMadeWindow late = new HandMadeWindow(20);
        late.receives(tag(1) | DEVICE, 0x7000)
                .sends(tag(1) | DEVICE, 0x5_2000 | R)
                .retires(2, DEVICE, 0x7000, 0x5_2000);
        late.receives(tag(1) | DEVICE, 0x8000).wait(40).sends(tag(1) | DEVICE, 0x5_3000 | R);

        assertThat(late.lines()).hasSize(2).first().asString().endsWith("at 0x8000");
    }

    @Test
    void shouldForgetInResetWhatWasAsked() {
        window.receives(tag(1) | DEVICE, 0x7000);
        window.pins.set("aresetn", 0).step(window.log);
        window.pins.set("aresetn", 1);
        window.sends(tag(1) | DEVICE, 0x5_2000 | R);

        assertThat(window.lines())
                .containsExactly(
                        "ATS request   device 9 tag 1, read and write at 0x7000",
                        "  not answered before the records end",
                        "completion    device 9, tag 1, success, 4 KiB at 0x52000 R, of no request that is shown");
    }
}
