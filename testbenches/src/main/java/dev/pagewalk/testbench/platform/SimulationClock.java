package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.Stop;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.protocol.ProtocolJudge;

import java.util.function.BooleanSupplier;

/**
 * Simulated time: the host's, which posted calls spend, and the model's, which follows when somebody waits. Records
 * are judged after every advance, at once or a little later; the first violation ends the run.
 */
public final class SimulationClock {
    private final Model model;
    private final Judging judging;
    private final ProtocolJudge protocol;
    private final Completions completions;
    private final int batch;
    private final long cycleLimit;
    private final long runLimit;
    private long hostTime;

    SimulationClock(
            Model model, Judging judging, ProtocolJudge protocol, Completions completions, PlatformContext context) {
        this.model = model;
        this.judging = judging;
        this.protocol = protocol;
        this.completions = completions;
        this.batch = context.batch();
        this.cycleLimit = context.cycleLimit();
        this.runLimit = context.runLimit();
    }

    /** The host's time in cycles since the start; never behind the model. */
    public long hostTime() {
        return Math.max(hostTime, model.cycle());
    }

    /** Lets the host spend cycles; the model follows later. */
    public void spend(int cycles) {
        hostTime = hostTime() + cycles;
    }

    /** Submits a command for the host's time and does not wait. */
    int submit(Command<?> command) {
        return model.submit(command.earliest(hostTime()));
    }

    /** Submits a command for the host's time and follows it. */
    public Completion follow(Command<?> command) {
        return completions.follow(submit(command));
    }

    /** The same, no earlier than some cycles after the host's time. */
    public Completion follow(Command<?> command, int later) {
        return completions.follow(model.submit(command.earliest(hostTime() + later)));
    }

    /** Submits a command and runs until it is over; the command has to be stopping. */
    Completion await(Command<?> command) {
        Completion completion = follow(command);
        runUntil(completion::isDone, Stop.COMPLETION, command.kind().name());
        return completion;
    }

    /** Runs until the condition holds; it is looked at where the mask stops. */
    void runUntil(BooleanSupplier condition, int stopMask, String what) {
        long limit = model.cycle() + cycleLimit;
        while (!condition.getAsBoolean()) {
            if (model.cycle() >= limit) {
                fail("a call ends within the cycle limit", what, limit);
            }
            run(Math.min(batch, limit - model.cycle()), stopMask);
        }
    }

    /** Runs until every burst of a transfer is answered. */
    public void runUntil(DmaTransfer transfer) {
        runUntil(transfer::isDone, Stop.IDLE, "a DMA transfer of " + transfer.bursts() + " bursts");
    }

    /** Runs until an interrupt wire is high; false if {@code maxCycles} pass first. */
    boolean runUntilHigh(int wire, long maxCycles) {
        run(Math.max(0, hostTime - model.cycle()), Stop.NONE);
        long limit = model.cycle() + maxCycles;
        while (!completions.isHigh(wire) && model.cycle() < limit) {
            run(Math.min(batch, limit - model.cycle()), Stop.INTERRUPT_RISE);
        }
        return completions.isHigh(wire);
    }

    /** Runs a number of cycles. */
    public void runFor(long cycles) {
        long end = hostTime() + cycles;
        while (model.cycle() < end) {
            run(Math.min(batch, end - model.cycle()), Stop.NONE);
        }
    }

    /** Runs until no command is left and nothing is outstanding. */
    public void runUntilIdle() {
        run(0, Stop.NONE);
        runUntil(() -> model.outstanding() == 0, Stop.IDLE, "all commands");
    }

    private void run(long cycles, int stopMask) {
        long left = runLimit - model.cycle();
        model.run(Math.min(cycles, left), stopMask | Stop.TROUBLE, judging.records());
        judging.endStep(model);
        if (cycles > left && model.cycle() >= runLimit) {
            fail("a run ends within its limit of cycles", "the whole run", runLimit);
        }
    }

    private void fail(String claim, String what, long limit) {
        judging.settle();
        judging.throwFailure();
        throw new RunFailedException(new Violation(
                "watchdog",
                claim,
                "DESIGN §8",
                what + " done before cycle " + limit,
                "not done; commands outstanding: " + model.outstanding() + "; bus models: "
                        + (completions.trouble() == null ? "no trouble" : completions.trouble()),
                model.cycle(),
                protocol.oldestTransaction()));
    }
}
