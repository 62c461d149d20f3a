package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;

import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.common.AxiLitePort;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.queue.CommandQueueStatus;
import dev.pagewalk.hdl.rtl.queue.QueueControl;
import dev.pagewalk.hdl.rtl.queue.RecordQueueStatus;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.lib.Flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Purpose: all registers of the IOMMU.
 * Contract: registers behave as the specification says; an absent one reads 0 and ignores writes. What the other parts
 *     see changes in the cycle after the write.
 * Latency/throughput: see {@link RegisterBus}.
 * Faults raised: none.
 * Spec references: [IOMMU §6]
 */
public final class RegisterFile extends Module<IommuParameters> {

    public final AxiLitePort bus = AxiLitePort.subordinate("s_axi_cfg", 12, 64);
    public final Bits irq = out(bits(InterruptRegisters.VECTORS));
    public final DirectoryControl directory = out(new DirectoryControl());
    /** fctl.WSI. */
    public final Bool wires = out(bool());
    /** Asks for a drain after a change of ddtp; high until {@code drained}. */
    public final Bool drain = out(bool());

    public final Bool drained = in(bool());
    public final QueueControl commandControl = out(new QueueControl());
    public final CommandQueueStatus commandStatus = in(new CommandQueueStatus());
    public final QueueControl faultControl = out(new QueueControl());
    public final RecordQueueStatus faultStatus = in(new RecordQueueStatus());

    /** The page-request queue; null without it. */
    public final QueueControl pageControl = hasPages() ? out(new QueueControl()) : null;

    public final RecordQueueStatus pageStatus = hasPages() ? in(new RecordQueueStatus()) : null;

    /** Vectors whose message is to be sent. */
    public final Optional<MessagePort> messages =
            parameters.has(Feature.MESSAGE_INTERRUPTS) ? Optional.of(new MessagePort()) : Optional.empty();

    /** Translations on behalf of software. */
    public final Optional<DebugPort> debug =
            parameters.has(Feature.DEBUG_TRANSLATION) ? Optional.of(new DebugPort(parameters)) : Optional.empty();

    /** What may be counted. */
    public final Optional<CounterPort> counters =
            parameters.has(Feature.HPM) ? Optional.of(new CounterPort(parameters)) : Optional.empty();

    private final RegisterBus lite = new RegisterBus(parameters);
    private final RegisterMap map = new RegisterMap(lite.write);

    final QueueRegisterGroup command = new QueueRegisterGroup(
            map,
            parameters,
            QueueRegisterGroup.Layout.COMMAND,
            commandStatus.on,
            commandStatus.head,
            List.of(
                    new QueueRegisterGroup.Flag(QueueRegisters.MEMORY_FAULT, commandStatus.memoryFault, true),
                    new QueueRegisterGroup.Flag(QueueRegisters.COMMAND_TIMEOUT, commandStatus.timeout, true),
                    new QueueRegisterGroup.Flag(QueueRegisters.COMMAND_ILLEGAL, commandStatus.illegal, true),
                    new QueueRegisterGroup.Flag(QueueRegisters.FENCE_WIRE_PENDING, commandStatus.fencePending, false)));

    final QueueRegisterGroup fault = new QueueRegisterGroup(
            map,
            parameters,
            QueueRegisterGroup.Layout.FAULT,
            faultStatus.on,
            faultStatus.tail,
            List.of(
                    new QueueRegisterGroup.Flag(QueueRegisters.MEMORY_FAULT, faultStatus.memoryFault, true),
                    new QueueRegisterGroup.Flag(QueueRegisters.OVERFLOW, faultStatus.overflow, true)));

    final Optional<QueueRegisterGroup> page = hasPages() ? Optional.of(pages()) : Optional.empty();

    final DirectoryRegisters tables = new DirectoryRegisters(
            map, parameters, and(command.idle, fault.idle, page.map(p -> p.idle).orElse(on())), drained);

    final Optional<DebugRegisterGroup> translation = debug.map(port -> new DebugRegisterGroup(map, port));

    final Optional<CounterRegisterGroup> counting = counters.map(this::counting);

    final InterruptRegisterGroup interrupts = new InterruptRegisterGroup(map, parameters, tables.wires, sources());

    public RegisterFile(IommuParameters parameters) {
        super(parameters);
        AxiLitePort.wire(bus, lite.bus);
        command.drive(commandControl);
        fault.drive(faultControl);
        page.ifPresent(group -> group.drive(pageControl));
        set(directory.mode, tables.mode);
        set(directory.ppn, zeroExtend(toUInt(tables.page), 44));
        set(directory.bigEndian, tables.bigEndian);
        set(directory.gxl, tables.gxl);
        set(directory.rcid, tables.rcid);
        set(directory.mcid, tables.mcid);
        set(wires, tables.wires);
        set(drain, tables.busy);
        set(irq, interrupts.wires);
        messages.ifPresentOrElse(this::table, () -> set(lite.ready, true));
        set(lite.readValue, map.read(lite.readIndex));
    }

    private void table(MessagePort port) {
        MessageTable table = named(new MessageTable(parameters), "messageTable");
        set(table.write, lite.write);
        set(table.readIndex, slice(lite.readIndex, 4, 0));
        map.window(Register.MSI_ADDR.offset(), table.readValue);
        set(lite.ready, table.ready);
        set(table.vector, port.vector);
        set(port.address, table.address);
        set(port.data, table.data);
        set(port.masked, table.masked);
        set(port.raise, interrupts.messages);
    }

    private boolean hasPages() {
        return parameters.has(Feature.ATS);
    }

    private QueueRegisterGroup pages() {
        return new QueueRegisterGroup(
                map,
                parameters,
                QueueRegisterGroup.Layout.PAGE,
                pageStatus.on,
                pageStatus.tail,
                List.of(
                        new QueueRegisterGroup.Flag(QueueRegisters.MEMORY_FAULT, pageStatus.memoryFault, true),
                        new QueueRegisterGroup.Flag(QueueRegisters.OVERFLOW, pageStatus.overflow, true)));
    }

    private List<InterruptRegisterGroup.Source> sources() {
        List<InterruptRegisterGroup.Source> sources = new ArrayList<>(List.of(ofCommands(), ofFaults()));
        counting.ifPresent(group -> sources.add(new InterruptRegisterGroup.Source(
                InterruptRegisters.PMIP, InterruptRegisters.PMIV, off(), group.overflows)));
        page.ifPresent(group -> sources.add(ofPages(group)));
        return sources;
    }

    private CounterRegisterGroup counting(CounterPort port) {
        List<Flow<CountedEvent>> events = port.sources();
        translation.ifPresent(group -> events.add(group.counted(map)));
        return new CounterRegisterGroup(map, parameters, events);
    }

    private InterruptRegisterGroup.Source ofPages(QueueRegisterGroup group) {
        Bool condition = and(any(group.flags), group.interruptEnable);
        Bool event = and(pageStatus.recorded, group.interruptEnable);
        return new InterruptRegisterGroup.Source(InterruptRegisters.PIP, InterruptRegisters.PIV, condition, event);
    }

    private InterruptRegisterGroup.Source ofCommands() {
        Bool condition = and(any(command.flags), command.interruptEnable);
        return new InterruptRegisterGroup.Source(InterruptRegisters.CIP, InterruptRegisters.CIV, condition, off());
    }

    private InterruptRegisterGroup.Source ofFaults() {
        Bool condition = and(any(fault.flags), fault.interruptEnable);
        Bool event = Canaries.lose(Canary.INTERRUPT_FORGOTTEN, and(faultStatus.recorded, fault.interruptEnable));
        return new InterruptRegisterGroup.Source(InterruptRegisters.FIP, InterruptRegisters.FIV, condition, event);
    }
}
