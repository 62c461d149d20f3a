package dev.pagewalk.testbench.canary;

import dev.pagewalk.testbench.vectors.DeviceRequest;
import dev.pagewalk.testbench.vectors.Operation;
import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import dev.pagewalk.testbench.vectors.rtl.RtlTarget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Invalidations against a walk in flight: scenarios that change a table and invalidate are played with cold caches while a
 * walk for the same page is under way, at every offset. What the walk itself answers is free; what is asked after the
 * invalidation is not.
 */
final class RaceStimulus implements Stimulus {
    private static final int MOST_OFFSET = 480;
    private static final int STEP = 6;

    private final Supplier<List<Scenario>> scenarios;
    private final Supplier<RtlTarget> target;

    RaceStimulus(Supplier<List<Scenario>> scenarios, Supplier<RtlTarget> target) {
        this.scenarios = scenarios;
        this.target = target;
    }

    @Override
    public String name() {
        return "invalidation races";
    }

    @Override
    public Optional<Catch> play(PlantedBug bug) {
        for (Scenario scenario : scenarios.get()) {
            Optional<Scenario> cold = cold(scenario);
            for (int offset = 0; cold.isPresent() && offset < MOST_OFFSET; offset += STEP) {
                Optional<Catch> caught = play(cold.get(), bug.code(), offset);
                if (caught.isPresent()
                        && (bug.code() == 0 || play(cold.get(), 0, offset).isEmpty())) {
                    return caught;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Catch> play(Scenario scenario, int code, int offset) {
        DeviceRequest last = lastRequest(scenario.operations());
        RtlTarget rtl = target.get().plant(code).race(last, offset);
        List<OperationFailure> failures = new ScenarioPlayer(rtl).play(scenario);
        rtl.race(null, 0);
        return failures.stream()
                .filter(failure -> failure.index() == scenario.operations().size() - 1)
                .filter(failure -> failure.mismatch().what().equals("spa")
                        || failure.mismatch().what().equals("st"))
                .findFirst()
                .map(failure -> new Catch(
                        "vectors",
                        failure.where() + ": expected " + failure.mismatch().expected() + ", actual "
                                + failure.mismatch().actual(),
                        failure.mismatch().clause(),
                        scenario.id() + " racing " + offset,
                        rtl.cycles()));
    }

    /** Without the requests that fill the caches; empty if it does not end with store, commands, request. */
    private static Optional<Scenario> cold(Scenario scenario) {
        List<Operation> all = scenario.operations();
        int size = all.size();
        boolean fits = size > 3
                && all.get(size - 1) instanceof Operation.Request
                && all.get(size - 2) instanceof Operation.Commands
                && all.get(size - 3) instanceof Operation.MemoryWrite;
        if (!fits) {
            return Optional.empty();
        }
        List<Operation> kept = new ArrayList<>(all.subList(0, size - 3));
        kept.removeIf(operation -> operation instanceof Operation.Request);
        kept.addAll(all.subList(size - 3, size));
        return Optional.of(new Scenario(
                scenario.id(),
                scenario.category(),
                scenario.uses(),
                scenario.config(),
                scenario.memory(),
                scenario.bad(),
                kept,
                scenario.comment()));
    }

    private static DeviceRequest lastRequest(List<Operation> operations) {
        return ((Operation.Request) operations.get(operations.size() - 1)).request();
    }
}
