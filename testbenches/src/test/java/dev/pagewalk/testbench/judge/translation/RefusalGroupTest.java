package dev.pagewalk.testbench.judge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

@Tag("smoke")
class RefusalGroupTest {
    private static final long PAGE = 0x9000;
    private static final int CAUSE = 258;
    private static final int OTHER_CAUSE = 256;
    /** More pairs than a group remembers. */
    private static final int MANY = 600;

    private final RefusalGroup group = new RefusalGroup(false);

    @Test
    void shouldGiveARecordToTheRequestThatIsAnsweredAfterIt() {
        WrittenRecord written = record(PAGE + 8, 20);
        group.add(written);
        Refusal refusal = refusal(PAGE + 8, 10, 30);
        group.add(refusal);

        assertThat(refusal.record).isSameAs(written);
    }

    @Test
    void shouldMoveARecordThatFitsManyToTheRequestThatHasNoOther() {
        Refusal first = refusal(PAGE + 8, 1, 2);
        group.add(first);
        group.add(record(PAGE, 3));
        Refusal second = refusal(PAGE, 1, 4);
        group.add(second);
        group.add(record(PAGE + 8, 5));

        assertThat(first.record.iotval()).isEqualTo(PAGE + 8);
        assertThat(second.record.iotval()).isEqualTo(PAGE);
    }

    @Test
    void shouldKeepARecordForItsRequestWhileOthersAreForgotten() {
        group.add(refusal(PAGE + 0x680, 10, 20));
        group.add(record(PAGE + 0x680, 25));
        Refusal excused = refusal(PAGE + 0x680, 11, 26);
        excused.excused = true;
        group.add(excused);
        group.add(record(PAGE, 40));
        for (int i = 0; i < MANY; i++) {
            group.add(refusal(PAGE + 8 + i, 50 + i, 51 + i));
            group.add(record(PAGE + 8 + i, 52 + i));
        }
        group.limit(30);
        group.add(refusal(PAGE, 30, 1000));

        List<Refusal> lost = new ArrayList<>();
        group.takeLost(Long.MAX_VALUE, lost::add);
        assertThat(lost).isEmpty();
    }

    @Test
    void shouldKeepAnExcusedRequestWhoseRecordMayStillCome() {
        Refusal excused = refusal(PAGE, 10, 20);
        excused.excused = true;
        group.add(excused);
        for (int i = 0; i < MANY; i++) {
            group.add(refusal(PAGE + 8 + i, 50 + i, 51 + i));
            group.add(record(PAGE + 8 + i, 52 + i));
        }
        group.limit(30);
        group.add(record(PAGE, 2000));

        List<WrittenRecord> surplus = new ArrayList<>();
        group.takeSurplus(Long.MAX_VALUE, surplus::add);
        assertThat(surplus).isEmpty();
    }

    @Test
    void shouldLeaveTheYoungerRecordToARequestThatIsNotAnsweredYet() {
        group.add(refusal(PAGE, 1, 2));
        group.add(record(PAGE, 3));
        group.add(record(OTHER_CAUSE, PAGE, 5));
        group.add(record(PAGE, 50));
        group.add(new Refusal(
                0, PAGE, List.of(Answer.refused(CAUSE, true), Answer.refused(OTHER_CAUSE, true)), 1, 60, "a request"));

        List<WrittenRecord> surplus = new ArrayList<>();
        group.takeSurplus(40, surplus::add);
        assertThat(surplus).isEmpty();
        group.takeSurplus(50, surplus::add);
        assertThat(surplus).extracting(WrittenRecord::cycle).containsExactly(50L);
    }

    @Test
    void shouldHandOutTheRequestWithoutARecord() {
        group.add(refusal(PAGE + 8, 1, 2));
        Refusal unlucky = refusal(PAGE + 16, 1, 3);
        group.add(unlucky);
        group.add(record(PAGE + 8, 4));

        List<Refusal> lost = new ArrayList<>();
        group.takeLost(Long.MAX_VALUE, lost::add);
        assertThat(lost).containsExactly(unlucky);
    }

    private static Refusal refusal(long iova, long accepted, long answered) {
        return new Refusal(0, iova, List.of(Answer.refused(CAUSE, true)), accepted, answered, "a request");
    }

    private static WrittenRecord record(long iotval, long cycle) {
        return record(CAUSE, iotval, cycle);
    }

    private static WrittenRecord record(int cause, long iotval, long cycle) {
        return new WrittenRecord(new long[] {cause, 0, iotval, 0}, cycle);
    }
}
