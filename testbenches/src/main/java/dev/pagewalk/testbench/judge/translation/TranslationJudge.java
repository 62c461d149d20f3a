package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.data.Burst;
import dev.pagewalk.testbench.judge.data.DataJudge;
import dev.pagewalk.testbench.judge.data.DeviceTraffic;
import dev.pagewalk.testbench.judge.data.TrafficListener;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.RegisterPins;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compares every translation with the set of results that the architecture permits, given every version of every table
 * word, the invalidations and the fences; and every access of the walker port with what such a translation may do. It
 * knows nothing of what the host wants.
 */
public final class TranslationJudge implements Judge, TrafficListener, RegisterPins.Listener, FetchedCommands.Listener {
    /** Cycles that a fault record may take after its request was answered. */
    public static final long DEFAULT_PATIENCE = 200_000;

    private static final int FORGET_EVERY = 1024;

    private final ViolationLog log;
    private final DeviceTraffic traffic;
    private final RegisterPins registerPins;
    private final RegisterTimeline registers;
    private final MemoryErrors errors = new MemoryErrors();
    private final FetchedCommands commands = new FetchedCommands(this);
    private final FaultRecords faults;
    private final OwnMessages messages = new OwnMessages();
    private final WalkerAccesses walker;
    private final AnswerCheck answers;
    private final Retirements retirements;
    private final RequestJudge requests;
    private final InterruptFiles files;
    private final MessageJudge deviceMessages;
    private final int resetPin;
    private long cycle;
    private boolean held;
    private int ends;

    /** A judge over these pins for hardware of this configuration; {@code oldest} describes the oldest transaction. */
    public TranslationJudge(Signals signals, GoldenConfig config, Supplier<String> oldest) {
        this(signals, config, Liberties.NONE, oldest);
    }

    /** The same beside a data judge of the same records, with which it shares what both need. */
    public TranslationJudge(Signals signals, GoldenConfig config, Supplier<String> oldest, DataJudge data) {
        this(signals, config, Liberties.NONE, oldest, data::handOver);
    }

    /** The same for hardware that takes liberties. */
    public TranslationJudge(Signals signals, GoldenConfig config, Liberties liberties, Supplier<String> oldest) {
        this(signals, config, liberties, oldest, listener -> new DeviceTraffic(signals, listener));
    }

    private TranslationJudge(
            Signals signals,
            GoldenConfig config,
            Liberties liberties,
            Supplier<String> oldest,
            Function<TrafficListener, DeviceTraffic> pairs) {
        log = new ViolationLog("translation", oldest);
        traffic = pairs.apply(this);
        registerPins = new RegisterPins(signals, this);
        registers = new RegisterTimeline(config);
        faults = new FaultRecords(log, DEFAULT_PATIENCE, liberties.mergesFaults());
        walker = new WalkerAccesses(log, liberties.prefetches());
        answers = new AnswerCheck(config, liberties, registers, errors, this::eachInFlight);
        int idWidth = signals.width(signals.require("s_axi_dev_arid"));
        retirements = new Retirements(signals, log, idWidth, this::eachRequestInFlight);
        files = new InterruptFiles(log, config, walker, faults);
        requests = new RequestJudge(log, answers, walker, faults, files, retirements);
        deviceMessages = new MessageJudge(signals, config, log, answers, requests, faults, retirements, commands);
        resetPin = signals.find("aresetn");
    }

    private void eachInFlight(AnswerCheck.InFlight.Visitor visitor) {
        eachRequestInFlight(visitor);
        deviceMessages.eachInFlight(visitor);
    }

    private void eachRequestInFlight(AnswerCheck.InFlight.Visitor visitor) {
        traffic.forEachInFlight(
                request -> visitor.visit(request.user(), request.isWrite(), request.address(), request.cycle()));
    }

    @Override
    public String name() {
        return "translation";
    }

    @Override
    public void onCycle(CycleView pins) {
        cycle = pins.cycle();
        if (resetPin != Signals.ABSENT && !pins.isHigh(resetPin)) {
            reset();
            return;
        }
        held = false;
        retirements.onCycle(pins);
        registerPins.onCycle(pins);
        traffic.onCycle(pins);
        if (deviceMessages.onCycle(pins)) {
            settle(cycle);
        }
    }

    private void reset() {
        if (!held) {
            held = true;
            traffic.reset();
            registers.reset(cycle);
            commands.reset();
            faults.reset(cycle);
            messages.reset();
            walker.reset();
            errors.reset();
            answers.reset();
            requests.reset();
            files.reset();
            deviceMessages.reset(cycle);
        }
    }

    @Override
    public void onEvent(EventView event) {
        EventKind kind = event.kind();
        boolean write = kind == EventKind.MEMORY_WRITE;
        if (event.port() == MemoryPort.PTW && (write || kind == EventKind.MEMORY_READ)) {
            walkerAccess(event, write);
        }
        if ((write && event.isOkay()) || kind == EventKind.POKE) {
            answers.stored(event);
        }
    }

    private void walkerAccess(EventView event, boolean write) {
        boolean bigEndian = registers.bigEndian();
        if (!write) {
            if (!commands.fetched(event, bigEndian)) {
                walker.read(event.address(), event.data(), event.cycle());
                if (errors.take(event)) {
                    answers.failed(event.address());
                    files.failed(event);
                }
            }
            return;
        }
        if (faults.written(event, bigEndian)
                || deviceMessages.written(event, bigEndian)
                || commands.written(event, bigEndian)) {
            return;
        }
        if (messages.written(event, bigEndian)) {
            if (!event.isSound()) {
                faults.messageFailed(event);
                return;
            }
            // a notice may look like a message of the design's own
            store(event, true);
            return;
        }
        store(event, false);
    }

    private void store(EventView event, boolean explained) {
        if (event.isOkay()) {
            long before = answers.memoryAt(event.address());
            walker.updated(
                    event.address(),
                    before,
                    ShadowMemory.merge(before, event.data(), event.strobe()),
                    explained,
                    event.cycle());
        }
        if (event.isSound()) {
            return;
        }
        files.failed(event);
        if (errors.take(event)) {
            answers.failed(event.address());
        }
    }

    @Override
    public void registerWritten(int word, long data, int strobe, long at) {
        if (registers.written(word, data, strobe, at)) {
            walker.directory(registers.latest().ddtp);
        }
        commands.registerWritten(word, data, strobe, at);
        faults.queue().registerWritten(word, data, strobe, at);
        messages.registerWritten(word, data, strobe);
        requests.registerWritten(word, data, strobe, at);
        deviceMessages.registerWritten(word, data, strobe, at);
    }

    @Override
    public void writeAnswered(long at) {
        registers.answered(at);
    }

    @Override
    public void registerRead(int offset, long data, long at) {
        if ((offset & -Long.BYTES) == FetchedCommands.HEAD_AND_TAIL) {
            commands.headRead((int) data, at);
        } else if ((offset & -Long.BYTES) == RegisterTimeline.DDTP) {
            registers.directoryRead(data, at);
        } else if (faults.queue().isControl(offset)) {
            faults.queue().controlRead(data, at);
        } else if (!deviceMessages.registerRead(offset, data, at)) {
            requests.registerRead(offset, data, at);
        }
    }

    @Override
    public void unsent(long low, long high, long at) {
        deviceMessages.unsent(low, high, at);
    }

    @Override
    public void fenced(
            List<FetchedCommands.Fetched> invalidations, boolean reads, boolean writes, long sequence, long at) {
        deviceMessages.fenced(sequence, at);
        answers.fenced(invalidations, at);
        requests.fenced(reads, writes, at);
    }

    @Override
    public void answered(Burst request, Burst left, int response, long at) {
        requests.answered(request, left, response, at);
        settle(at);
        if ((++ends & FORGET_EVERY - 1) == 0) {
            answers.forgetBefore(requests.oldestNeeded(oldest(at)));
        }
    }

    @Override
    public boolean mayHaveLeft(Burst request, Burst left) {
        return requests.mayHaveLeft(request, left);
    }

    /** Cycle at which the oldest request or message came that is in flight, or {@code now}. */
    private long oldest(long now) {
        return deviceMessages.oldest(Math.min(traffic.oldest(now), requests.oldestDebug(now)));
    }

    private void settle(long now) {
        deviceMessages.settle(now);
        if (walker.isEmpty() && !faults.hasNews()) {
            return;
        }
        long oldest = oldest(now);
        if (walker.isOverdue(oldest)) {
            requests.explainOverdue();
            walker.settle(oldest);
        }
        faults.settle(oldest, now);
    }

    @Override
    public void finish(long end) {
        requests.finish(end);
        deviceMessages.finish(end);
        long oldest = oldest(Long.MAX_VALUE);
        if (walker.isOverdue(oldest)) {
            requests.explainOverdue();
            walker.settle(oldest);
        }
        faults.finish(oldest);
    }

    /** Translations that were judged. */
    public long translations() {
        return requests.translations();
    }

    /** Translations that were compared with the whole set rather than with a remembered answer. */
    public long evaluations() {
        return answers.evaluations();
    }

    @Override
    public long checks() {
        return requests.checks() + walker.checks() + faults.checks() + files.checks() + deviceMessages.checks();
    }

    @Override
    public List<Violation> violations() {
        return log.violations();
    }
}
