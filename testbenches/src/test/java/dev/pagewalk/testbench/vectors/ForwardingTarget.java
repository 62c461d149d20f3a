package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Set;

/** Passes everything to another target; tests override what they want to spoil. */
class ForwardingTarget implements VectorTarget {
    private final VectorTarget inner;

    ForwardingTarget(VectorTarget inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Set<String> missing(Scenario scenario) {
        return inner.missing(scenario);
    }

    @Override
    public Set<String> hidden() {
        return inner.hidden();
    }

    @Override
    public void reset(ScenarioConfig config) {
        inner.reset(config);
    }

    @Override
    public void load(long address, long value) {
        inner.load(address, value);
    }

    @Override
    public void markBad(Scenario.BadRange range) {
        inner.markBad(range);
    }

    @Override
    public void store(long address, long value) {
        inner.store(address, value);
    }

    @Override
    public void writeRegister(int offset, int size, long value) {
        inner.writeRegister(offset, size, value);
    }

    @Override
    public long readRegister(int offset, int size) {
        return inner.readRegister(offset, size);
    }

    @Override
    public void awaitCommands(long head) {
        inner.awaitCommands(head);
    }

    @Override
    public RequestOutcome request(DeviceRequest request) {
        return inner.request(request);
    }

    @Override
    public void pageRequest(PageRequestMessage message) {
        inner.pageRequest(message);
    }

    @Override
    public void invalidationCompletion(int nth, int rid, boolean segmentValid, int segment, int completions) {
        inner.invalidationCompletion(nth, rid, segmentValid, segment, completions);
    }

    @Override
    public void invalidationTimeout(int nth) {
        inner.invalidationTimeout(nth);
    }

    @Override
    public void advance(int cycles) {
        inner.advance(cycles);
    }

    @Override
    public List<DeviceMessage> takeMessages() {
        return inner.takeMessages();
    }

    @Override
    public Expectation.Sync takeSync() {
        return inner.takeSync();
    }

    @Override
    public List<WrittenWord> takeWrites() {
        return inner.takeWrites();
    }

    @Override
    public List<Expectation.TableAccess> takeAccesses() {
        return inner.takeAccesses();
    }

    @Override
    public long peek(long address) {
        return inner.peek(address);
    }

    @Override
    public Integer debugCause() {
        return inner.debugCause();
    }

    @Override
    public long wires() {
        return inner.wires();
    }
}
