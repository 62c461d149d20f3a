package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code mem}, {@code mem_alt} and {@code mem_may}: exactly what VECTORS §3 admits, and nothing near it. */
class MemoryRulesTest {
    private static final int ALL_MAY = 41;
    private static final int ALL_ALTERNATIVE = 10;

    /** What the target reports instead of what the model wrote by the operation that the rule is about. */
    @FunctionalInterface
    private interface Report {
        List<WrittenWord> of(List<WrittenWord> written, Expectation expectation);
    }

    @Test
    void shouldPassAFaultThatLeavesEveryListedWordOld() {
        assertThat(passing(MemoryRulesTest::may, (written, expectation) -> without(written, expectation.memoryMay())))
                .hasSize(ALL_MAY);
    }

    @Test
    void shouldPassAFaultThatMakesEveryListedUpdate() {
        assertThat(passing(MemoryRulesTest::may, MemoryRulesTest::listed)).hasSize(ALL_MAY);
    }

    @Test
    void shouldRejectAFaultThatMakesOnlyPartOfTheListedUpdates() {
        assertThat(passing(
                        expectation -> may(expectation) && size(expectation.memoryMay()) > 1,
                        (written, expectation) -> {
                            List<WrittenWord> words = listed(written, expectation);
                            words.remove(words.size() - 1);
                            return words;
                        }))
                .isEmpty();
    }

    @Test
    void shouldRejectAFaultThatSetsAWithoutTheListedD() {
        Predicate<Expectation> dirty = expectation -> may(expectation) && listedDirty(expectation);

        assertThat(passing(dirty, (written, expectation) -> changed(listed(written, expectation), expectation, 0x80)))
                .isEmpty();
        assertThat(operations(dirty)).hasSizeGreaterThan(20);
    }

    @Test
    void shouldRejectAFaultWhoseUpdateHasOneWrongBit() {
        assertThat(passing(
                        MemoryRulesTest::may,
                        (written, expectation) -> changed(listed(written, expectation), expectation, 1L << 9)))
                .isEmpty();
    }

    @Test
    void shouldRejectAFaultThatWritesAWordWhichIsNotListed() {
        assertThat(passing(
                        MemoryRulesTest::may,
                        (written, expectation) -> with(written, new WrittenWord(0x7777_0000L, 0, 1))))
                .isEmpty();
    }

    @Test
    void shouldDemandTheInterruptMessageOfAFaultWithOptionalUpdates() {
        int without = passing(MemoryRulesTest::may, (written, expectation) -> List.of())
                .size();

        assertThat(ALL_MAY - without).isEqualTo(5);
    }

    @Test
    void shouldRejectAnInterruptMessageWithOneWrongBit() {
        Predicate<Expectation> record = expectation -> may(expectation) && expectation.faults() != null;

        int wrong = failing(record, (written, expectation) -> written.stream()
                .map(word -> new WrittenWord(word.address(), word.before(), word.after() ^ (1L << 40) ^ 1))
                .toList());

        assertThat(wrong).isEqualTo(5);
    }

    @Test
    void shouldPassTheListedWordsAndTheAlternativeButNoMixture() {
        assertThat(passing(MemoryRulesTest::alternative, (written, expectation) -> written))
                .hasSize(ALL_ALTERNATIVE);
        assertThat(passing(
                        MemoryRulesTest::alternative,
                        (written, expectation) -> taking(written, expectation.memoryAlternative())))
                .hasSize(ALL_ALTERNATIVE);
        assertThat(passing(MemoryRulesTest::alternative, (written, expectation) -> List.of()))
                .isEmpty();
        assertThat(passing(
                        MemoryRulesTest::alternative,
                        (written, expectation) -> changed(
                                taking(written, expectation.memoryAlternative()), expectation.memory(), 1L << 6)))
                .isEmpty();
    }

    @Test
    void shouldRejectAListedWordThatIsMissingOrHasOneWrongBit() {
        assertThat(passing(MemoryRulesTest::required, (written, expectation) -> without(written, expectation.memory())))
                .isEmpty();
        assertThat(passing(
                        MemoryRulesTest::required,
                        (written, expectation) -> changed(written, expectation.memory(), 1L << 33)))
                .isEmpty();
        assertThat(operations(MemoryRulesTest::required)).hasSizeGreaterThan(300);
    }

    private static boolean may(Expectation expectation) {
        return expectation.memoryMay() != null;
    }

    private static boolean alternative(Expectation expectation) {
        return expectation.memoryAlternative() != null;
    }

    private static boolean required(Expectation expectation) {
        return expectation.memory() != null;
    }

    private static List<String> passing(Predicate<Expectation> about, Report report) {
        return operations(about).stream()
                .filter(scenario -> new ScenarioPlayer(new ReportingTarget(scenario, about, report))
                        .play(scenario)
                        .isEmpty())
                .map(Scenario::id)
                .toList();
    }

    private static int failing(Predicate<Expectation> about, Report report) {
        return operations(about).size() - passing(about, report).size();
    }

    private static List<Scenario> operations(Predicate<Expectation> about) {
        return ConformanceFiles.read(ConformanceFiles.SEED_101).stream()
                .filter(scenario -> scenario.operations().stream()
                        .map(Operation::expectation)
                        .anyMatch(about))
                .toList();
    }

    private static boolean listedDirty(Expectation expectation) {
        boolean[] dirty = {true};
        expectation.memoryMay().forEach((address, value) -> dirty[0] &= (value & 0xc0) == 0xc0);
        return dirty[0];
    }

    private static int size(Words words) {
        int[] count = new int[1];
        words.forEach((address, value) -> count[0]++);
        return count[0];
    }

    private static boolean contains(Words words, long wanted) {
        boolean[] found = new boolean[1];
        words.forEach((address, value) -> found[0] |= address == wanted);
        return found[0];
    }

    private static List<WrittenWord> without(List<WrittenWord> written, Words words) {
        return written.stream().filter(word -> !contains(words, word.address())).toList();
    }

    private static List<WrittenWord> with(List<WrittenWord> written, WrittenWord word) {
        return Stream.concat(written.stream(), Stream.of(word)).toList();
    }

    private static List<WrittenWord> listed(List<WrittenWord> written, Expectation expectation) {
        return taking(written, expectation.memoryMay());
    }

    /** The words as the list has them, beside what was written elsewhere. */
    private static List<WrittenWord> taking(List<WrittenWord> written, Words words) {
        List<WrittenWord> all = new ArrayList<>(without(written, words));
        words.forEach((address, value) -> all.add(new WrittenWord(address, ~value, value)));
        return all;
    }

    private static List<WrittenWord> changed(List<WrittenWord> written, Expectation expectation, long bits) {
        return changed(written, expectation.memoryMay(), bits);
    }

    private static List<WrittenWord> changed(List<WrittenWord> written, Words words, long bits) {
        return written.stream()
                .map(word -> contains(words, word.address())
                        ? new WrittenWord(word.address(), word.before(), word.after() ^ bits)
                        : word)
                .toList();
    }

    /** The model, whose report of written words is replaced for the operations that the rule is about. */
    private static final class ReportingTarget extends ForwardingTarget {
        private final List<Operation> operations;
        private final Predicate<Expectation> about;
        private final Report report;
        private int next;

        ReportingTarget(Scenario scenario, Predicate<Expectation> about, Report report) {
            super(new GoldenTarget());
            operations = scenario.operations();
            this.about = about;
            this.report = report;
        }

        @Override
        public List<WrittenWord> takeWrites() {
            List<WrittenWord> written = super.takeWrites();
            Expectation expectation = operations.get(next++).expectation();
            return about.test(expectation) ? report.of(written, expectation) : written;
        }
    }
}
