package dev.pagewalk.testbench.interleaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.testbench.judge.Violation;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

class ShrinkerTest {
    private static final int SIZE = 200;
    private static final Violation WANTED =
            new Violation("translation", "the claim", "clause", "expected", "actual", 9, "none");

    private final List<String> progress = new ArrayList<>();

    @Test
    void shouldKeepOnlyTheOperationsThatTheFailureNeeds() {
        Interleaving failing = new InterleavingGenerator(3, Interleaving.Stage.SECOND).make(SIZE);
        Operation first = failing.operations().get(40);
        Operation second = failing.operations().get(150);

        Shrinker.Result result = shrink(failing, plan -> {
            int at = similar(plan, first);
            return at >= 0
                    && similar(
                                    plan.with(plan.operations()
                                            .subList(at, plan.operations().size())),
                                    second)
                            >= 0;
        });

        assertThat(result.interleaving().operations()).hasSize(2);
        assertThat(result.original()).isEqualTo(SIZE);
    }

    @Test
    void shouldMakeDelaysAndPagesSmall() {
        Operation needed = new Operation(Operation.Kind.MAP, 300, 0, 0, 2, 0, 6, 0);
        Interleaving failing = new Interleaving(1, Interleaving.Stage.SECOND, 1, 1, List.of(needed));

        Shrinker.Result result = shrink(failing, plan -> plan.operations().stream()
                .anyMatch(o -> o.kind() == Operation.Kind.MAP && o.amount() >= 2));

        Operation left = result.interleaving().operations().get(0);
        assertThat(left.delay()).isZero();
        assertThat(left.amount()).isBetween(2, 3);
    }

    @Test
    void shouldNotTakeAnotherFailureForTheSame() {
        Interleaving failing = new InterleavingGenerator(4, Interleaving.Stage.SECOND).make(SIZE);
        Violation other = new Violation("data", "another claim", "clause", "expected", "actual", 9, "none");

        Shrinker.Result result = new Shrinker(plan -> new Trial.Outcome(Optional.of(other), 1), progress::add)
                .shrink(failing, new Trial.Outcome(Optional.of(WANTED), SIZE));

        assertThat(result.interleaving()).isEqualTo(failing);
    }

    @Test
    void shouldStopAtTheBoundOfRunsAndTellHowFarItIs() {
        Interleaving failing = new InterleavingGenerator(5, Interleaving.Stage.SECOND).make(SIZE);

        Shrinker.Result result = new Shrinker(
                        plan -> new Trial.Outcome(
                                Optional.empty(), plan.operations().size()),
                        progress::add)
                .bounds(5, 60)
                .shrink(failing, new Trial.Outcome(Optional.of(WANTED), SIZE));

        assertThat(result.runs()).isEqualTo(5);
        assertThat(progress).last().asString().contains("of 200 operations after 5 runs");
    }

    @Test
    void shouldRefuseARunThatPassed() {
        Interleaving passing = new InterleavingGenerator(6, Interleaving.Stage.SECOND).make(SIZE);
        Shrinker shrinker = new Shrinker(plan -> new Trial.Outcome(Optional.empty(), 1), progress::add);

        assertThatThrownBy(() -> shrinker.shrink(passing, new Trial.Outcome(Optional.empty(), SIZE)))
                .hasMessage("nothing failed: seed=6");
    }

    @Test
    void shouldReadWhatItWrites() {
        Interleaving plan = new InterleavingGenerator(7, Interleaving.Stage.MIXED).make(SIZE);

        assertThat(Interleaving.parse(plan.text())).isEqualTo(plan);
    }

    @Test
    void shouldNameWhatIsWrongInAFile() {
        assertThatThrownBy(() -> Interleaving.parse("nonsense"))
                .hasMessage("no interleaving: expected first line=interleaving format=1");
        assertThatThrownBy(() -> OperationText.parse("MAP speed=3")).hasMessageContaining("unknown field: name=speed");
        assertThatThrownBy(() -> OperationText.parse("JUMP")).hasMessageContaining("unknown kind: name=JUMP");
        assertThatThrownBy(() -> OperationText.parse("MAP slot=x")).hasMessageContaining("not a number: word=slot=x");
    }

    private Shrinker.Result shrink(Interleaving failing, Predicate<Interleaving> fails) {
        Trial trial = plan -> new Trial.Outcome(
                fails.test(plan) ? Optional.of(WANTED) : Optional.empty(),
                plan.operations().size());
        return new Shrinker(trial, progress::add)
                .bounds(2000, 60)
                .shrink(failing, new Trial.Outcome(Optional.of(WANTED), SIZE));
    }

    /** The place of an operation that differs at most in its delay and amount. */
    private static int similar(Interleaving plan, Operation wanted) {
        Operation shape = wanted.withDelay(0).withAmount(0);
        for (int i = 0; i < plan.operations().size(); i++) {
            if (plan.operations().get(i).withDelay(0).withAmount(0).equals(shape)) {
                return i;
            }
        }
        return -1;
    }
}
