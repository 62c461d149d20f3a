package dev.pagewalk.testbench.golden;

import java.util.ArrayList;
import java.util.List;

/**
 * The golden model of the IOMMU: registers, requests and messages in, results, messages and memory accesses out.
 *
 * <p>Everything happens at once: when a call returns, its effects are complete. Not thread-safe.
 */
public final class GoldenIommu {
    private final ImplicitAccessPort port;
    private final RegisterFile registers;
    private final RequestHandler requests;
    private final PageRequestHandler pageRequests;
    private final CommandQueue commands;
    private final InvalidationTags tags;
    private final HpmCounters hpm;
    private final Interrupts interrupts;
    private final DebugInterface debug;
    private final List<PcieMessage> messages = new ArrayList<>();
    private final List<IommuListener> listeners = new ArrayList<>();

    /** An IOMMU in reset state: ddtp Off, queues off, every register 0 except capabilities and fctl. */
    public GoldenIommu(GoldenConfig config, GoldenMemory memory) {
        Capabilities capabilities = new Capabilities(config.capabilities());
        RegisterState state = new RegisterState(capabilities, config);
        port = new ImplicitAccessPort(memory, capabilities);
        interrupts = new Interrupts(capabilities, config, state, port);
        hpm = new HpmCounters(capabilities, config, interrupts);
        tags = new InvalidationTags(config.invalidationTags());
        commands = new CommandQueue(capabilities, port, state, interrupts, tags, messages, listeners);
        RecordQueue faultQueue = new RecordQueue(
                capabilities,
                port,
                state,
                interrupts,
                FaultRecord.BYTES,
                AccessKind.FAULT_RECORD,
                Interrupts.Source.FAULT);
        RecordQueue pageQueue = new RecordQueue(
                capabilities,
                port,
                state,
                interrupts,
                PageRequest.RECORD_BYTES,
                AccessKind.PAGE_REQUEST_RECORD,
                Interrupts.Source.PAGE_REQUEST);
        FaultReporter faults = new FaultReporter(faultQueue);
        interrupts.onWriteFault(address -> faults.reportWithoutTransaction(Cause.MSI_WRITE_ACCESS_FAULT, address));
        Translator translator = new Translator(capabilities, config, port, state, hpm);
        MrifStore mrif = new MrifStore(capabilities, port);
        requests = new RequestHandler(translator, mrif, faults, hpm, state);
        pageRequests = new PageRequestHandler(state, translator.deviceDirectory(), faults, pageQueue, messages);
        debug = new DebugInterface(capabilities, translator, faults, hpm);
        registers = new RegisterFile(capabilities, state, commands, faultQueue, pageQueue, interrupts, hpm, debug);
    }

    /** Reads a register; {@code size} is 4 or 8, the offset aligned to it [IOMMU §1]. */
    public long readRegister(int offset, int size) {
        return registers.read(offset, size);
    }

    /** Writes a register; an 8-byte write takes effect as its high half, then its low half [IOMMU §1]. */
    public void writeRegister(int offset, int size, long value) {
        registers.write(offset, size, value);
    }

    /** Translates one request; faults are recorded [IOMMU §5]. */
    public TranslationResult request(InboundRequest request) {
        return requests.handle(request);
    }

    /**
     * A device's read or write with its size and, for a 4-byte write, its data: as {@link #request}, and an MSI to an
     * MRIF is stored [IOMMU §6].
     */
    public TranslationResult access(InboundRequest request, int size, int data) {
        return requests.handleWithData(request, size, data);
    }

    /** A request whose data is corrupted inside the IOMMU after its translation: cause 272 [IOMMU §8]. */
    public TranslationResult requestWithInternalError(InboundRequest request) {
        return requests.handleInternalError(request);
    }

    /** A page request or stop marker of a device [IOMMU §7]. */
    public void pageRequest(PageRequest request) {
        pageRequests.handle(request);
    }

    /** Whether the device may make this page request; it goes no further than that. */
    public PageVerdict judge(PageRequest request) {
        return pageRequests.judge(request);
    }

    /** An invalidation completion for the {@code nth} invalidation request [IOMMU §9 ATS.INVAL]. */
    public void invalidationCompletion(int nth, int rid, boolean segmentValid, int segment, int completions) {
        tags.completed(nth, rid, segmentValid, segment, completions);
        commands.run();
    }

    /** The {@code nth} invalidation request timed out [IOMMU §9 IOFENCE.C]. */
    public void invalidationTimeout(int nth) {
        tags.timedOut(nth);
        commands.run();
    }

    /** Messages sent since the last call, in order. */
    public List<PcieMessage> takeMessages() {
        List<PcieMessage> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }

    /** Lets clock cycles pass for iohpmcycles. */
    public void advanceClock(long cycles) {
        hpm.advance(cycles);
    }

    /** The interrupt wires that are driven, one bit per vector; none unless fctl.WSI=1. */
    public long wires() {
        return interrupts.wires();
    }

    /** Cause of the last debug translation, {@code null} after a success. */
    public Cause lastDebugCause() {
        return debug.lastCause();
    }

    public void addObserver(AccessObserver observer) {
        port.addObserver(observer);
    }

    public void addListener(IommuListener listener) {
        listeners.add(listener);
    }

    /** Puts a cache in front of the tables; {@code null} takes it away [IOMMU §12]. */
    public void tableReader(TableReader reader) {
        port.tableReader(reader);
    }
}
