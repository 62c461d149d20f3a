package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.walk.bench.MoreTables;
import dev.pagewalk.hdl.rtl.walk.bench.Tables;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript.Access;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Invalidations, foreign stores and resets at every cycle of every kind of walk, with all caches built in; each sweep
 * with cold caches and after a first answer.
 */
class WalkSweepTest {
    private static final int LATENCY = 3;
    private static final int LONGEST = 110;
    private static final long MOVED = 0x777;
    private static final long GUEST_PAGE = 0x80305000L + 8 * 0x110;

    @Test
    void shouldNeverAnswerFromAProcessContextThatWasInvalidatedBefore() {
        sweep(
                MoreTables.PROCESSES,
                s -> s.processRequest(MoreTables.PROCESSES, MoreTables.PROCESS, false, Access.READ, Tables.IOVA),
                s -> MoreTables.process(s, 9, 0x80b00)
                        .invalidateDirectory(InvalidationKind.PDT, MoreTables.PROCESSES, MoreTables.PROCESS));
    }

    @Test
    void shouldNeverAnswerFromAnMsiEntryThatWasInvalidatedBefore() {
        sweep(
                MoreTables.MESSAGES,
                s -> s.request(MoreTables.MESSAGES, Access.WRITE, Tables.IOVA),
                s -> MoreTables.message(s, MOVED).invalidateGuestPage(InvalidationKind.GVMA, 1, Tables.IOVA));
    }

    @Test
    void shouldNeverAnswerFromAnEntryUnderUpdateThatWasInvalidatedBefore() {
        sweep(MoreTables.UPDATING, s -> s.request(MoreTables.UPDATING, Access.WRITE, Tables.IOVA), s -> s.store(
                        Tables.leafAddress(0), Tables.entry(MOVED, MoreTables.CLEAN))
                .invalidateHostPage(3, Tables.IOVA));
    }

    @Test
    void shouldNeverAnswerFromAFirstOrSecondStageThatWasInvalidatedBefore() {
        sweep(Tables.HOST, s -> s.request(Tables.HOST, Access.READ, Tables.IOVA), s -> s.store(
                        Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL))
                .invalidateHostPage(1, Tables.IOVA));
        sweep(Tables.GUEST, s -> s.request(Tables.GUEST, Access.READ, Tables.IOVA), s -> s.store(
                        Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL))
                .invalidateGuestPage(InvalidationKind.GVMA, 1, Tables.IOVA));
        sweep(Tables.NESTED, s -> s.request(Tables.NESTED, Access.READ, Tables.IOVA), s -> s.store(
                        Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL))
                .invalidateGuestPage(InvalidationKind.GVMA, 2, 0x40000000L));
    }

    @Test
    void shouldNeverAnswerFromADeviceContextThatWasInvalidatedBefore() {
        sweep(Tables.HOST, s -> s.request(Tables.HOST, Access.READ, Tables.IOVA), s -> s.store(
                        0x80000000L + 16, 11L << 12)
                .store(0x80000000L + 24, 8L << 60 | 0x80b00)
                .invalidateDirectory(InvalidationKind.DDT, Tables.HOST, 0));
    }

    @Test
    void shouldLoseNoStoreOfTheHostAndNoBitOfTheUpdateInBothStages() {
        for (int offset = 0; offset < LONGEST; offset++) {
            int cycles = offset;
            WalkLog log = run(s -> updatedNested(s)
                    .request(Tables.NESTED, Access.WRITE, Tables.IOVA)
                    .pass(cycles)
                    .store(Tables.nestedLeafAddress(0), Tables.entry(0x40001, MoreTables.CLEAN)));
            String outcome = log.answers.get(0).outcome();
            Long entry = log.values.get(Tables.nestedLeafAddress(0));

            assertThat(outcome).as("offset %d", offset).isIn("page 90000", "page 90001");
            if (outcome.equals("page 90001")) {
                assertThat(entry).as("offset %d", offset).isEqualTo(Tables.entry(0x40001, Tables.FULL));
            }
            assertThat(log.values.get(GUEST_PAGE)).isEqualTo(Tables.entry(0x80510, Tables.FULL));
        }
    }

    @Test
    void shouldStartFromNothingAfterAResetAtAnyCycle() {
        for (int device : new int[] {Tables.HOST, Tables.NESTED, MoreTables.MESSAGES, MoreTables.UPDATING}) {
            for (int offset = 0; offset < LONGEST; offset++) {
                int cycles = offset;
                WalkLog log = run(s -> s.request(device, Access.WRITE, Tables.IOVA)
                        .pass(cycles)
                        .reset()
                        .store(Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL))
                        .request(device, Access.WRITE, Tables.IOVA));
                String expected = device == MoreTables.MESSAGES ? "page 90000" : "page 777";
                assertThat(log.answers.get(1).outcome())
                        .as("device %d offset %d", device, offset)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldReadAnMsiEntryOnceForRepeatedMessages() {
        WalkLog log = run(s -> {
            for (int i = 0; i < 3; i++) {
                s.request(MoreTables.MESSAGES, Access.WRITE, Tables.IOVA).await();
                s.invalidateDirectory(InvalidationKind.PDT, MoreTables.MESSAGES, 0);
            }
        });

        assertThat(log.reads.stream().filter(r -> r.address() == MoreTables.MESSAGE_ENTRY))
                .hasSize(1);
    }

    private static WalkScript updatedNested(WalkScript script) {
        return script.store(Tables.nestedLeafAddress(0), Tables.entry(0x40000, MoreTables.CLEAN))
                .store(GUEST_PAGE, Tables.entry(0x80510, MoreTables.CLEAN));
    }

    private static void sweep(int device, Consumer<WalkScript> ask, Consumer<WalkScript> change) {
        for (boolean warm : new boolean[] {false, true}) {
            List<String> early = new ArrayList<>();
            for (int offset = 0; offset < LONGEST; offset++) {
                early.add(race(device + (warm ? " warm" : " cold"), warm, offset, ask, change));
            }
            assertThat(early).as("device %d", device).contains("page 90000");
            assertThat(early).as("device %d", device).containsAnyOf("retry", "page " + Long.toHexString(MOVED));
        }
    }

    private static String race(
            String what, boolean warm, int offset, Consumer<WalkScript> ask, Consumer<WalkScript> change) {
        WalkLog log = run(s -> {
            if (warm) {
                ask.accept(s);
                s.await();
            }
            ask.accept(s);
            s.pass(offset);
            change.accept(s);
            s.await();
            ask.accept(s);
            s.await();
            ask.accept(s);
        });
        int during = warm ? 1 : 0;
        String first = log.answers.get(during).outcome();
        if (log.answers.get(during).cycle() > log.invalidations.get(0)) {
            assertThat(first).as("%s offset %d", what, offset).isIn("retry", "page 777");
        }
        for (int after = during + 1; after <= during + 2; after++) {
            assertThat(log.answers.get(after).outcome())
                    .as("%s after the invalidation, offset %d", what, offset)
                    .isEqualTo("page 777");
        }
        return first;
    }

    private static WalkLog run(Consumer<WalkScript> body) {
        return WalkBench.rich().run(LATENCY, (s, t) -> {
            MoreTables.write(s, t);
            MoreTables.otherFirstStage(s, MOVED);
            t.context(Tables.NESTED, 1 | 1 << 8 | 1 << 7, 8L << 60 | 2L << 44 | 0x80300, 2L << 12, 8L << 60 | 0x10100);
            body.accept(s.pass(2 * WalkBench.SECOND_LEVEL_SETS));
        });
    }
}
