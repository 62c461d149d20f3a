package dev.pagewalk.testbench.canary;

import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.testbench.platform.RunFailedException;

import java.util.Optional;
import java.util.function.IntConsumer;

/** A run of the design alone, with the judges that need no host: it throws what it finds. */
final class JudgedStimulus implements Stimulus {
    private final String name;
    private final IntConsumer run;

    /**
     * A run.
     *
     * @param name as in tables
     * @param run takes the code of a planted bug, or 0
     */
    JudgedStimulus(String name, IntConsumer run) {
        this.name = name;
        this.run = run;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Catch> play(PlantedBug bug) {
        try {
            run.accept(bug.code());
            return Optional.empty();
        } catch (RunFailedException e) {
            return Optional.of(Catch.of(e.violation(), name));
        } catch (BridgeException e) {
            return Optional.of(new Catch("assertion", e.getMessage(), "DESIGN §5", name, -1));
        } catch (IllegalStateException e) {
            return Optional.of(new Catch("campaign", e.getMessage(), "DESIGN §6", name, -1));
        }
    }
}
