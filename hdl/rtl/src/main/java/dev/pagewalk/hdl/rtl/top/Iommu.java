package dev.pagewalk.hdl.rtl.top;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.ge;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Streams.arbitrate;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.stream;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.HpmEvent;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.hdl.rtl.ats.AtsPort;
import dev.pagewalk.hdl.rtl.common.AxiLitePort;
import dev.pagewalk.hdl.rtl.common.AxiPort;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.common.DeviceEvents;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.common.Retirement;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.device.DeviceFront;
import dev.pagewalk.hdl.rtl.queue.CommandQueue;
import dev.pagewalk.hdl.rtl.queue.DrainControl;
import dev.pagewalk.hdl.rtl.queue.FaultQueue;
import dev.pagewalk.hdl.rtl.queue.MessageSender;
import dev.pagewalk.hdl.rtl.queue.PtwPort;
import dev.pagewalk.hdl.rtl.queue.PtwWriter;
import dev.pagewalk.hdl.rtl.queue.QueueWrite;
import dev.pagewalk.hdl.rtl.register.CounterPort;
import dev.pagewalk.hdl.rtl.register.DebugPort;
import dev.pagewalk.hdl.rtl.register.MessagePort;
import dev.pagewalk.hdl.rtl.register.RegisterFile;
import dev.pagewalk.hdl.rtl.walk.WalkEngine;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Purpose: a RISC-V IOMMU: device accesses come in with their ids and leave with physical addresses, or are rejected.
 * Contract: see the pages of its parts; this module only connects them.
 * Latency/throughput: see {@link DeviceFront} and {@link WalkEngine}.
 * Faults raised: all causes of the configured features, into the fault queue.
 * Spec references: [IOMMU §2.3, §3.3, §6]
 *
 * <pre>
 *   s_axi_cfg -> registers -- control --> device port <- s_axi_dev
 *                    |                    |  ^    |----> m_axi_mem
 *                 queues -- invalidate -> |  |
 *                    |                    v  |
 *                    |                    walks
 *                    `---- PTW port ------'
 *                             `--------------------> m_axi_ptw
 * </pre>
 */
public final class Iommu extends Module<IommuParameters> {

    public final AxiLitePort configuration = AxiLitePort.subordinate("s_axi_cfg", 12, 64);
    public final AxiPort device = AxiPort.subordinate("s_axi_dev", deviceWidths(parameters));
    public final AxiPort memory = AxiPort.manager("m_axi_mem", memoryWidths(parameters));
    public final AxiPort walker = AxiPort.manager("m_axi_ptw", PtwPort.widths(parameters));
    public final Bits irq = out(bits(InterruptRegisters.VECTORS));
    /** Null without ATS. */
    public final AtsPort ats = parameters.has(Feature.ATS) ? new AtsPort() : null;

    private final Observation observation = parameters.observation() ? new Observation(parameters) : null;

    private final RegisterFile registers = new RegisterFile(parameters);
    private final CommandQueue commands = new CommandQueue(parameters);
    private final FaultQueue faults = new FaultQueue(parameters);
    private final DrainControl drains = new DrainControl(parameters);
    private final PtwPort ptw = new PtwPort(parameters);
    private final DeviceFront devices = new DeviceFront(parameters);
    private final WalkEngine walks = new WalkEngine(parameters);

    /** Messages from and to devices; null without them. */
    private final MessageParts messages = ats == null ? null : new MessageParts(parameters);

    /** Who reports faults; the device port last, because it may take an offer back. */
    private final List<Stream<FaultReport>> reports = new ArrayList<>();

    public Iommu(IommuParameters parameters) {
        super(parameters);
        pins();
        translation();
        if (messages != null) {
            messages();
        }
        queues();
        drain();
        port();
        registers.counters.ifPresent(this::counters);
        if (observation != null) {
            observe();
        }
    }

    /** Widths of {@code s_axi_dev}. */
    public static AxiWidths deviceWidths(IommuParameters parameters) {
        return new AxiWidths(64, parameters.dataWidth(), parameters.idWidth(), AxiUser.DEVICE_BITS, 1);
    }

    /** Widths of {@code m_axi_mem}. */
    public static AxiWidths memoryWidths(IommuParameters parameters) {
        return new AxiWidths(64, parameters.dataWidth(), parameters.idWidth(), AxiUser.MEMORY_BITS, 1);
    }

    Optional<Observation> observation() {
        return Optional.ofNullable(observation);
    }

    private void pins() {
        AxiLitePort.wire(configuration, registers.bus);
        AxiPort.wire(device, devices.device);
        AxiPort.wire(devices.memory, memory);
        AxiPort.wire(ptw.bus, walker);
        set(irq, registers.irq);
        new PortCanaries(devices, ptw).plant(this);
    }

    private void translation() {
        set(devices.control, registers.directory);
        set(walks.control, registers.directory);
        Stream<TranslationRequest> questions = registers.debug.map(this::debug).orElse(devices.request);
        if (messages == null) {
            connect(questions, walks.request);
        } else {
            List<Stream<TranslationRequest>> all = new ArrayList<>(messages.questions());
            all.add(questions);
            connect(named(arbitrate(all), "questions"), walks.request);
        }
        set(devices.slot, walks.slot);
        set(devices.result, walks.result);
    }

    private void queues() {
        set(commands.control, registers.commandControl);
        set(registers.commandStatus, commands.status);
        set(commands.directory, registers.directory);
        set(commands.wires, registers.wires);
        connect(
                named(arbitrate(List.of(commands.invalidateWalk, drains.invalidateWalk)), "invalidateWalk"),
                walks.invalidate);
        connect(
                named(arbitrate(List.of(commands.invalidateFront, drains.invalidateFront)), "invalidateFront"),
                devices.invalidate);
        set(faults.control, registers.faultControl);
        set(registers.faultStatus, faults.status);
        set(faults.bigEndian, registers.directory.bigEndian);
        registers.messages.ifPresent(this::interrupts);
        if (parameters.has(Feature.MSI_MRIF)) {
            reports.add(devices.fileFault);
        }
        reports.add(devices.fault);
        PriorityJoin.join(reports, faults.report);
    }

    /** Both directions of the message port. */
    private void messages() {
        messages.connectPort(ats, fire(devices.invalidate));
        messages.connectCommands(commands.ats.orElseThrow());
        messages.connectWalks(walks);
        messages.connectRegisters(registers);
        writer(PtwWriter.PAGE_REQUEST, messages.pages.write, messages.pages.response);
        reports.addAll(messages.faults());
    }

    private Stream<TranslationRequest> debug(DebugPort port) {
        Stream<TranslationRequest> joined = named(stream(TranslationRequest::new), "joinedQuestions");
        PriorityJoin.join(List.of(port.request, devices.request), joined);
        set(port.slot, walks.slot);
        set(port.result, walks.result);
        reports.add(port.fault);
        return joined;
    }

    private void interrupts(MessagePort port) {
        MessageSender sender = named(new MessageSender(parameters), "messages");
        set(sender.raise, port.raise);
        set(sender.masked, port.masked);
        set(port.vector, sender.vector);
        set(sender.address, port.address);
        set(sender.data, port.data);
        set(sender.bigEndian, registers.directory.bigEndian);
        reports.add(sender.fault);
        writer(PtwWriter.MESSAGE, sender.write, sender.response);
    }

    private void drain() {
        set(drains.directoryRequest, registers.drain);
        set(registers.drained, drains.directoryDone);
        set(drains.fenceRequest, commands.drain);
        set(commands.drained, drains.fenceDone);
        set(devices.fenceStart, drains.start);
        set(walks.fenceStart, drains.start);
        set(drains.frontDone, devices.fenceDone);
        set(drains.walkDone, walks.fenceDone);
    }

    private void port() {
        set(ptw.rcid, registers.directory.rcid);
        set(ptw.mcid, registers.directory.mcid);
        connect(walks.read, ptw.walkRead);
        set(walks.readResponse, ptw.walkReadResponse);
        connect(walks.write, ptw.walkWrite);
        set(walks.writeResponse, ptw.walkWriteResponse);
        connect(commands.read, ptw.commandRead);
        set(commands.readResponse, ptw.commandReadResponse);
        writer(PtwWriter.RECORD, faults.write, faults.response);
        writer(PtwWriter.FENCE, commands.write, commands.writeResponse);
        if (parameters.has(Feature.MSI_MRIF)) {
            connect(devices.fileRead, ptw.fileRead);
            set(devices.fileReadResponse, ptw.fileReadResponse);
            connect(devices.fileWrite, ptw.fileWrite);
            set(devices.fileWriteResponse, ptw.fileWriteResponse);
        }
    }

    private void counters(CounterPort port) {
        DeviceEvents accepted = devices.events;
        UInt event = mux(
                accepted.translated, u(HpmEvent.TRANSLATED_REQUEST.id(), 4), u(HpmEvent.UNTRANSLATED_REQUEST.id(), 4));
        set(port.devices.valid(), or(accepted.untranslated, accepted.translated));
        set(port.devices.payload(), CountedEvent.of(event, accepted.requester));
        set(port.walks, walks.counted);
        if (messages != null) {
            set(port.translations, messages.translations.counted);
        }
    }

    private void writer(PtwWriter writer, Stream<QueueWrite> write, Flow<PtwWriteResponse> response) {
        connect(write, at(ptw.write, ptw.index(writer)));
        set(response, at(ptw.writeResponse, ptw.index(writer)));
    }

    private void observe() {
        observation.retire(devices.retire);
        List<Stream<Retirement>> others = new ArrayList<>();
        if (messages != null) {
            others.add(messages.translations.retire);
        }
        if (devices.fileRetire != null) {
            others.add(devices.fileRetire);
        }
        observation.retireBetween(others, devices.retire);
        observation.event(ObservedEvent.WALK_START, fire(walks.request));
        observation.event(ObservedEvent.WALK_END, walks.result.valid());
        observation.event(ObservedEvent.DDT_WALK, and(fire(walks.read), ge(walks.read.payload().beats, u(3))));
        observation.event(ObservedEvent.PT_READ, fire(walks.read));
        observation.event(ObservedEvent.AD_UPDATE, fire(walks.write));
        DeviceEvents device = devices.events;
        observation.event(ObservedEvent.IOTLB_HIT, device.iotlbHit);
        observation.event(ObservedEvent.IOTLB_MISS, device.iotlbMiss);
        observation.event(ObservedEvent.INSTALL, device.install);
        observation.event(ObservedEvent.ABORT, device.abort);
        observation.event(ObservedEvent.INVALIDATE, fire(commands.invalidateFront));
        observation.event(ObservedEvent.COMMAND, commands.completed);
        observation.event(ObservedEvent.FENCE_START, drains.start);
        observation.event(ObservedEvent.FENCE_DONE, or(drains.directoryDone, drains.fenceDone));
        observation.event(ObservedEvent.FAULT_RECORD, faults.status.recorded);
        observation.event(ObservedEvent.FAULT_LOST, faults.status.overflow);
    }
}
