package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.DebugRegisters;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.AtsMessage;
import dev.pagewalk.bridge.command.MemoryFault;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.vectors.DeviceMessage;
import dev.pagewalk.testbench.vectors.DeviceRequest;
import dev.pagewalk.testbench.vectors.Expectation;
import dev.pagewalk.testbench.vectors.PageRequestMessage;
import dev.pagewalk.testbench.vectors.RequestOutcome;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioConfig;
import dev.pagewalk.testbench.vectors.VectorTarget;
import dev.pagewalk.testbench.vectors.WrittenWord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The RTL as a target: one simulated system per configuration, reset between scenarios. Requests are AXI transactions
 * on the device port, registers are AXI4-Lite accesses, stores of software go over the host port; results are what the
 * pins and the memory events show.
 */
public final class RtlTarget implements VectorTarget {
    private static final Set<String> HIDDEN = Set.of("msi", "mrif", "sync", "debug cause", "denial cause");
    private static final int DIRECTORY = Register.DDTP.offset();
    private static final int DEBUG_CONTROL = Register.TR_REQ_CTL.offset();
    private static final long COMMAND_ERRORS = QueueRegisters.MEMORY_FAULT.mask()
            | QueueRegisters.COMMAND_TIMEOUT.mask()
            | QueueRegisters.COMMAND_ILLEGAL.mask();
    private static final List<Integer> QUEUE_CONTROLS =
            List.of(Register.CQCSR.offset(), Register.FQCSR.offset(), Register.PQCSR.offset());

    private final Function<NamedConfiguration, ModelLibrary> libraries;
    private final Function<String, NamedConfiguration> configurations;
    private final Path waves;
    private final Map<NamedConfiguration, RtlSystem> systems = new EnumMap<>(NamedConfiguration.class);
    private int shown;
    private String scenarioId = "scenario";
    private Integer canary;
    private Function<Signals, RecordConsumer> observer;
    private long restarted;
    private RtlSystem system;

    /**
     * A target that builds nothing before it is needed.
     *
     * @param libraries the simulated design of a configuration
     * @param configurations which configuration plays a profile
     * @param waves folder for a waveform per scenario, or {@code null}
     */
    public RtlTarget(
            Function<NamedConfiguration, ModelLibrary> libraries,
            Function<String, NamedConfiguration> configurations,
            Path waves) {
        this.libraries = libraries;
        this.configurations = configurations;
        this.waves = waves;
    }

    @Override
    public String name() {
        return "rtl";
    }

    @Override
    public Set<String> missing(Scenario scenario) {
        scenarioId = scenario.id();
        return Coverage.missing(scenario, configurations.apply(scenario.config().profile()));
    }

    @Override
    public Set<String> hidden() {
        return HIDDEN;
    }

    @Override
    public void reset(ScenarioConfig config) {
        NamedConfiguration configuration = configurations.apply(config.profile());
        system = systems.get(configuration);
        if (system != null && system.isBroken()) {
            systems.remove(configuration).close();
            system = null;
        }
        if (system == null) {
            system = new RtlSystem(
                    libraries.apply(configuration), configuration.parameters().physicalAddressBits());
            if (observer != null) {
                system.observe(observer);
            }
            systems.put(configuration, system);
        }
        shown = 0;
        system.adopt();
        startWaves();
        system.restart();
        if (canary != null) {
            system.plant(canary);
        }
        restarted = system.cycle();
    }

    /** Every system that is made from now on is watched by an observer of its own, made for its pins. */
    public RtlTarget observe(Function<Signals, RecordConsumer> observers) {
        observer = observers;
        return this;
    }

    /** Plays on with this bug of the canary build, 0 for none; the libraries have to be canary builds. */
    public RtlTarget plant(int code) {
        canary = code;
        return this;
    }

    /** Cycles since the scenario began. */
    public long cycles() {
        return system.cycle() - restarted;
    }

    private void startWaves() {
        if (waves == null) {
            return;
        }
        try {
            Files.createDirectories(waves);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write waveforms: folder=" + waves, e);
        }
        system.waves(waves.resolve(scenarioId + ".fst"));
    }

    @Override
    public void load(long address, long value) {
        system.poke(address, value);
    }

    @Override
    public void markBad(Scenario.BadRange range) {
        system.fail(
                range.base(),
                range.size(),
                range.kind() == Scenario.BadKind.ACCESS ? MemoryFault.Kind.SLVERR : MemoryFault.Kind.POISON);
    }

    @Override
    public void store(long address, long value) {
        system.store(address, value);
    }

    @Override
    public void writeRegister(int offset, int size, long value) {
        system.settle();
        system.writeRegister(offset, size, value);
        if ((offset & -Long.BYTES) == DIRECTORY) {
            awaitClear(DIRECTORY, DirectoryPointer.BUSY.mask());
        }
        if (reaches(DEBUG_CONTROL, offset, size)) {
            // the gather of an MSI index is a silent stretch that is longer than what counts as idle
            awaitClear(DEBUG_CONTROL, DebugRegisters.GO.mask());
        }
        for (int control : QUEUE_CONTROLS) {
            if (reaches(control, offset, size)) {
                awaitClear(control, QueueRegisters.BUSY.mask());
            }
        }
        if (reaches(Register.CQT.offset(), offset, size) || reaches(Register.CQCSR.offset(), offset, size)) {
            settleCommands();
        }
        system.settle();
    }

    private static boolean reaches(int register, int offset, int size) {
        return offset <= register && register < offset + size;
    }

    /** Commands that have been fetched are executed without any transfer: the queue is idle when its head stays. */
    private void settleCommands() {
        long head = commandHead();
        system.settle();
        for (int polls = 0; commandHead() != head; polls++) {
            checkPolls(polls, "the command queue is idle");
            head = commandHead();
            system.settle();
        }
    }

    private long commandHead() {
        return system.readRegister(Register.CQH.offset(), Integer.BYTES);
    }

    private void awaitClear(int offset, long bit) {
        for (int polls = 0; (system.readRegister(offset, Integer.BYTES) & bit) != 0; polls++) {
            checkPolls(polls, "busy bit of register " + offset + " is 0");
        }
    }

    private static void checkPolls(int polls, String what) {
        if (polls > RtlSystem.CYCLE_LIMIT / RtlSystem.QUIET_CYCLES) {
            throw new IllegalStateException("not within " + polls + " reads: " + what);
        }
    }

    @Override
    public long readRegister(int offset, int size) {
        return system.readRegister(offset, size);
    }

    @Override
    public void awaitCommands(long head) {
        for (int polls = 0; commandHead() != head; polls++) {
            if ((system.readRegister(Register.CQCSR.offset(), Integer.BYTES) & COMMAND_ERRORS) != 0) {
                break;
            }
            checkPolls(polls, "cqh is " + head);
        }
        system.settle();
    }

    @Override
    public RequestOutcome request(DeviceRequest request) {
        system.settle();
        if (request.origin() == DeviceRequest.Origin.ATS) {
            return translation(request);
        }
        AxiResponse response = system.await(DeviceTraffic.command(request));
        // the first word that was read, from its lanes
        long data = (system.records().data() >>> ((request.iova() & 4) * Byte.SIZE)) & 0xffff_ffffL;
        system.settle();
        ObservedAccess access = system.records().access();
        boolean okay = response == AxiResponse.OKAY;
        boolean reads = request.hasLength() && request.access() != DeviceRequest.Access.WRITE;
        return new RequestOutcome(
                status(response),
                system.records().cause(),
                access == null ? null : (Long) access.address(),
                access == null ? null : (Integer) access.pbmt(),
                null,
                null,
                null,
                access == null ? null : new Expectation.QosIds(access.rcid(), access.mcid()),
                okay && reads ? (Long) data : null);
    }

    private static String status(AxiResponse response) {
        return switch (response) {
            case OKAY, EXOKAY -> RequestOutcome.OK;
            case DECERR -> RequestOutcome.UNSUPPORTED_REQUEST;
            case SLVERR -> RequestOutcome.COMPLETER_ABORT;
        };
    }

    @Override
    public void pageRequest(PageRequestMessage message) {
        send(AtsTraffic.pageRequest(message));
    }

    private void send(AtsMessage message) {
        system.settle();
        system.await(message);
        system.settle();
    }

    private RequestOutcome translation(DeviceRequest request) {
        List<AtsTraffic.Sent> messages = system.records().messages();
        int before = messages.size();
        system.await(AtsTraffic.translation(request));
        system.awaitMessage(before);
        system.settle();
        AtsTraffic.Sent completion = messages.remove(before);
        if (!completion.isCompletion() || messages.size() != before) {
            throw new IllegalStateException("no single completion of a translation request: message=" + completion);
        }
        return AtsTraffic.outcome(request, completion, system.records().cause());
    }

    @Override
    public void invalidationCompletion(int nth, int rid, boolean segmentValid, int segment, int completions) {
        invalidation(nth)
                .ifPresent(request -> answer(AtsTraffic.completion(request, rid, segmentValid, segment, completions)));
    }

    @Override
    public void invalidationTimeout(int nth) {
        invalidation(nth).ifPresent(request -> answer(AtsTraffic.timeout(request)));
    }

    /** A fence that has waited for this goes on, and the commands behind it. */
    private void answer(AtsMessage message) {
        send(message);
        settleCommands();
    }

    private Optional<AtsTraffic.Sent> invalidation(int nth) {
        return system.records().messages().stream()
                .filter(AtsTraffic.Sent::isInvalidation)
                .skip(nth)
                .findFirst();
    }

    @Override
    public void advance(int cycles) {
        system.advance(cycles);
    }

    @Override
    public List<DeviceMessage> takeMessages() {
        List<AtsTraffic.Sent> messages = system.records().messages();
        List<DeviceMessage> taken = messages.subList(shown, messages.size()).stream()
                .map(AtsTraffic.Sent::message)
                .toList();
        shown = messages.size();
        return taken;
    }

    /** Everything that the design sent on the message port since the last reset, without translation completions. */
    List<AtsTraffic.Sent> sent() {
        return List.copyOf(system.records().messages());
    }

    @Override
    public Expectation.Sync takeSync() {
        return null;
    }

    @Override
    public List<WrittenWord> takeWrites() {
        return system.records().memory().takeWrites();
    }

    @Override
    public List<Expectation.TableAccess> takeAccesses() {
        return system.records().takeAccesses();
    }

    @Override
    public long peek(long address) {
        return system.records().memory().read(address);
    }

    @Override
    public Integer debugCause() {
        return null;
    }

    @Override
    public long wires() {
        return system.records().wires();
    }

    @Override
    public void close() {
        systems.values().forEach(RtlSystem::close);
        systems.clear();
    }
}
