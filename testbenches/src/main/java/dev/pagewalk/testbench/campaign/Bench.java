package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.Stop;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.Poke;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.protocol.AxiRule;
import dev.pagewalk.testbench.platform.RecordJudges;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.report.LastRecords;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model with its judges: takes commands, runs, and remembers what host commands were answered. */
final class Bench implements AutoCloseable {
    /** Cycles that a transaction may take with slow memory behind it. */
    private static final long CYCLE_LIMIT = 100_000;

    private static final int STEP = 64;
    /** Longer than memory ever takes. */
    private static final int QUIET_CYCLES = 600;

    private static final int COMMAND_SLOTS = 1 << 14;
    private static final Map<String, Set<AxiRule>> WAIVED = Map.of("s_axi_dev", Set.of(AxiRule.BOUNDARY_4K));

    private final Model model;
    private final RecordJudges judges;
    private final RecordHandler records;
    private final LastRecords last = new LastRecords();
    private final Set<Integer> awaited = new HashSet<>();
    private final Map<Integer, Long> answers = new HashMap<>();
    private final List<RecordHandler> observers = new ArrayList<>();
    private String trouble;
    private boolean resets;
    private long lastActivity;

    Bench(ModelLibrary library, ModelContext context) {
        model = Model.open(library, context.commandSlots(COMMAND_SLOTS));
        judges = new RecordJudges(library, CYCLE_LIMIT, WAIVED);
        judges.panel().observe(last);
        records = judges.after(new Answers());
    }

    private final class Answers implements RecordHandler {
        @Override
        public void onCycle(CycleRecordFlyweight record) {
            for (RecordHandler observer : observers) {
                observer.onCycle(record);
            }
            if (record.validMask() != 0) {
                lastActivity = record.cycle() + record.repeat() - 1;
            }
        }

        @Override
        public void onEvent(EventRecordFlyweight event) {
            for (RecordHandler observer : observers) {
                observer.onEvent(event);
            }
            switch (event.kind()) {
                case COMPLETION -> {
                    if (awaited.remove(event.tag())) {
                        answers.put(event.tag(), event.data());
                    }
                }
                case TROUBLE -> trouble = resets ? null : event.format();
                default -> {}
            }
        }
    }

    /** Shows every record to somebody who does not judge. */
    void observe(RecordHandler observer) {
        observers.add(observer);
    }

    /** Gives a command to the bus models; nobody asks for its answer but the judges. */
    void post(Command<?> command) {
        model.submit(command);
    }

    /** Gives a command to the bus models whose answer somebody will {@link #take}. */
    int submit(Command<?> command) {
        int tag = model.submit(command);
        awaited.add(tag);
        return tag;
    }

    boolean isComplete(int tag) {
        return answers.containsKey(tag);
    }

    /** The answer of a command that is complete. */
    long take(int tag) {
        return answers.remove(tag);
    }

    /** Runs a command to its answer. */
    long await(Command<?> command) {
        int tag = submit(command);
        long limit = model.cycle() + CYCLE_LIMIT;
        while (!isComplete(tag)) {
            if (model.cycle() > limit) {
                throw new IllegalStateException("not answered: command=" + command.kind());
            }
            run(STEP);
        }
        return take(tag);
    }

    /** Writes memory as it is before anything happens. */
    void poke(Image image) {
        image.forEach((address, value) -> {
            byte[] bytes = new byte[Long.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
            model.submit(new Poke(address, bytes));
        });
    }

    /** Runs some cycles; a violation is thrown. */
    void run(long cycles) {
        model.run(cycles, Stop.NONE, records);
        Violation violation = judges.firstViolation();
        if (violation != null) {
            throw new RunFailedException(violation);
        }
        if (trouble != null) {
            throw new IllegalStateException("a bus model is in trouble: " + trouble);
        }
    }

    /** Runs until nothing is outstanding, as long as that becomes less. */
    void runUntilIdle() {
        long limit = model.cycle() + CYCLE_LIMIT;
        run(STEP);
        for (long least = Long.MAX_VALUE; model.outstanding() != 0; ) {
            if (model.outstanding() < least) {
                least = model.outstanding();
                limit = model.cycle() + CYCLE_LIMIT;
            }
            if (model.cycle() > limit) {
                throw new IllegalStateException("not idle: outstanding=" + model.outstanding());
            }
            run(STEP);
        }
        run(STEP);
    }

    /** Ends the run: every judge closes its books, and must have judged something. */
    void finish() {
        // records of the last faults may still be on their way to memory
        while (model.cycle() - lastActivity < QUIET_CYCLES) {
            run(STEP);
        }
        judges.finish();
        run(1);
        String idle = judges.panel().idleJudge(Set.of());
        if (idle != null) {
            throw new IllegalStateException("a judge judged nothing: judge=" + idle);
        }
    }

    /** From now on resets abort commands, which is no trouble. */
    void expectResets() {
        resets = true;
    }

    /** The last cycle in which any VALID was high. */
    long lastActivity() {
        return lastActivity;
    }

    long cycle() {
        return model.cycle();
    }

    /** Commands that wait or are under way. */
    long outstanding() {
        return model.outstanding();
    }

    /** Translations that were judged. */
    long translations() {
        return judges.translations();
    }

    long hash() {
        return model.recordHash();
    }

    RecordJudges judges() {
        return judges;
    }

    /** The last memory accesses in words. */
    List<String> lastRecords() {
        return last.lines();
    }

    @Override
    public void close() {
        model.close();
    }
}
