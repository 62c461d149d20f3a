package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.bridge.journal.JournalCut;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.PinField;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.JudgePanel;
import dev.pagewalk.testbench.judge.StimulusListener;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.data.DataJudge;
import dev.pagewalk.testbench.judge.intent.IntentQueue;
import dev.pagewalk.testbench.judge.ownership.OwnershipJudge;
import dev.pagewalk.testbench.judge.protocol.ProtocolJudge;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.TableWriteJudge;
import dev.pagewalk.testbench.judge.translation.DesignFacts;
import dev.pagewalk.testbench.judge.translation.TranslationJudge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The simulated SoC: a model of the test top with host bus, devices and judges that are always on. Belongs to one
 * thread.
 */
public final class CosimPlatform implements AutoCloseable {
    /** Cycles until the design is out of reset and the host may begin. */
    private static final int START_CYCLES = ModelContext.DEFAULT_RESET_CYCLES + 4;

    private final PlatformContext context;
    private final Model model;
    private final BridgeSignals signals;
    private final JudgePanel panel;
    private final ProtocolJudge protocol;
    private final IntentQueue intents;
    private final StimulusRelay stimulus;
    private final SimulationClock clock;
    private final CosimHostBus bus;
    private final BridgeRecords records;
    private final Judging judging;
    private final Seeds seeds;
    private boolean finished;

    private CosimPlatform(ModelLibrary library, PlatformContext context) {
        this.context = context;
        seeds = new Seeds(context.seed());
        model = Model.open(library, modelContext());
        signals = new BridgeSignals(model.layout());
        protocol = new ProtocolJudge(signals, context.cycleLimit(), context.waived());
        DataJudge data = new DataJudge(signals, protocol::oldestTransaction);
        stimulus = new StimulusRelay(data.stimulus(), this::say);
        List<Judge> judges = List.of(
                protocol,
                new TableWriteJudge(signals, protocol::oldestTransaction),
                data,
                new TranslationJudge(
                        signals, DesignFacts.of(library.ports().parameters()), protocol::oldestTransaction, data),
                new OwnershipJudge(protocol::oldestTransaction));
        intents = new IntentQueue(this::hostTime, this::say);
        panel = new JudgePanel(intents, judges);
        Completions completions = new Completions();
        records = new BridgeRecords(signals, panel, completions);
        judging = context.checker().isBehind()
                ? new JudgingBehind(model, panel, records, completions, context.journal())
                : new JudgingInPlace(panel, records);
        clock = new SimulationClock(model, judging, protocol, completions, context);
        bus = new CosimHostBus(clock, stimulus, context.costs());
        if (context.waves() != null) {
            model.waves(context.waves(), 0, Model.FOREVER);
        }
        for (MemoryTiming timing : context.timings().isEmpty() ? RandomTiming.of(seeds) : context.timings()) {
            model.submit(timing);
        }
        clock.runFor(START_CYCLES);
    }

    private ModelContext modelContext() {
        // room for more than a batch, so that where records begin does not depend on who reads them
        ModelContext options =
                new ModelContext().seed(seeds.of("model")).cycleRecords(2 * ModelContext.DEFAULT_CYCLE_RECORDS);
        if (context.journal() != null) {
            options.journal(context.journal()).note("run.configuration", context.configuration());
            options.note("run.seed", Long.toString(context.seed()));
            options.note("run.canaries", Boolean.toString(context.canaries()));
            options.note("run.optimisation", Models.optimisation());
            options.note("run.commit", Workspace.commit());
            context.notes().forEach(options::note);
        }
        return options;
    }

    /** Builds the configuration's library if it is not in the cache, and starts a model. */
    public static CosimPlatform open(PlatformContext context, Models models) {
        return open(context, models.library(context.configuration(), context.canaries()));
    }

    /** Starts a model of a library. */
    public static CosimPlatform open(PlatformContext context, ModelLibrary library) {
        return new CosimPlatform(library, context);
    }

    private long hostTime() {
        return clock.hostTime();
    }

    private void say(Runnable what) {
        judging.say(what);
    }

    /** How the platform was built. */
    public PlatformContext context() {
        return context;
    }

    /** The host's way to the hardware. */
    public HostBus bus() {
        return bus;
    }

    /** Where the host model and its driver tell what they want. */
    public DriverListener intents() {
        return intents;
    }

    public SimulationClock clock() {
        return clock;
    }

    public Seeds seeds() {
        return seeds;
    }

    /** The pins in the records. */
    public Signals signals() {
        return signals;
    }

    /** Layout of the records. */
    public CycleLayout layout() {
        return model.layout();
    }

    /** The pins as they are laid out in the records. */
    public Collection<PinField> pins() {
        return model.layout().pins().values();
    }

    /** A device on the device port. */
    public DmaDevice device(int deviceId) {
        return new DmaDevice(deviceId, clock, stimulus, seeds.of("device." + deviceId));
    }

    /** Switches a bug of the IOMMU on from now on; needs the canary build. */
    public void plant(RtlCanary canary) {
        model.submit(canary);
    }

    /** Plants a bug in the bridge. */
    public void plant(BridgeCanary canary) {
        model.submit(canary);
    }

    /** Changes the behaviour of a memory port from the host's time on. */
    public void timing(MemoryTiming timing) {
        clock.submit(timing);
    }

    /**
     * Runs until nothing is outstanding, and lets every judge finish; the first violation or an idle judge is thrown.
     */
    public void finish() {
        finish(Set.of());
    }

    /** Finishes with judges that had nothing to judge. */
    public void finish(Set<String> idleJudges) {
        clock.runUntilIdle();
        finished = true;
        judging.settle();
        judging.throwFailure();
        panel.finish(model.cycle());
        Violation violation = panel.firstViolation();
        if (violation != null) {
            throw new RunFailedException(violation);
        }
        String idle = panel.idleJudge(idleJudges);
        if (idle != null) {
            throw new RunFailedException(new Violation(
                    idle,
                    "every judge judges something",
                    "DESIGN §6",
                    "at least one check of " + idle,
                    "none in " + model.cycle() + " cycles",
                    model.cycle(),
                    "none"));
        }
    }

    /** True after {@link #finish}. */
    public boolean isFinished() {
        return finished;
    }

    /** Waits until the judges have seen everything so far; what they find ends the next step. */
    public void settle() {
        judging.settle();
    }

    /**
     * What ended the run: what was thrown, or what a judge found before that and nobody has noticed yet, because judges
     * may run behind.
     */
    public Throwable cause(Throwable thrown) {
        judging.settle();
        try {
            judging.throwFailure();
            return thrown;
        } catch (RuntimeException | Error found) {
            return found;
        }
    }

    /** The judges, when they have seen everything so far. */
    public JudgePanel judges() {
        judging.settle();
        return panel;
    }

    /** From now on this listener hears as well what Java asks the bus models to do. */
    public void hear(StimulusListener listener) {
        judging.settle();
        stimulus.add(listener);
    }

    /** From now on this handler gets every record as well, before the judges. */
    public void tap(RecordHandler handler) {
        judging.settle();
        records.tap(handler);
    }

    /** The oldest outstanding transaction in words, or {@code none}. */
    public String oldestTransaction() {
        judging.settle();
        return protocol.oldestTransaction();
    }

    /** Cycles so far; of a run that failed, up to the step that failed. */
    public long cycle() {
        RunPoint failed = judging.failedAt();
        return failed == null ? model.cycle() : failed.cycle();
    }

    /** Hash over all records so far; of a run that failed, up to the step that failed. */
    public long recordHash() {
        RunPoint failed = judging.failedAt();
        return failed == null ? model.recordHash() : failed.hash();
    }

    /** The library that runs. */
    public ModelLibrary library() {
        return model.library();
    }

    /** Ends the run; the journal of one that failed ends at the step that failed. */
    @Override
    public void close() {
        judging.close();
        model.close();
        RunPoint failed = judging.failedAt();
        if (failed != null && context.journal() != null && Files.isRegularFile(context.journal())) {
            try {
                JournalCut.end(context.journal(), failed.journalBytes(), failed.cycle(), failed.hash());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot end the journal: file=" + context.journal(), e);
            }
        }
    }
}
