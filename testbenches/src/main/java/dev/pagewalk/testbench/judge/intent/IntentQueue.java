package dev.pagewalk.testbench.judge.intent;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentConsumer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps what the host says with the cycle at which it said so, until the records of that cycle are judged. The host's
 * time may run ahead of the records; judges see both in order of the cycle.
 */
public final class IntentQueue implements DriverListener {
    private record Said(long cycle, Consumer<DriverListener> what) {}

    private final LongSupplier clock;
    private final Executor order;
    private final ArrayDeque<Said> waiting = new ArrayDeque<>();

    /** A queue that stamps with the host's clock. */
    public IntentQueue(LongSupplier clock) {
        this(clock, Runnable::run);
    }

    /** The same; {@code order} puts what is said into the queue, at once or when its turn has come. */
    public IntentQueue(LongSupplier clock, Executor order) {
        this.clock = clock;
        this.order = order;
    }

    /** True if something was said and not yet delivered. */
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    /** Cycle of the oldest thing said and not yet delivered, or {@link Long#MAX_VALUE}. */
    public long nextCycle() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().cycle();
    }

    /** Delivers the oldest thing said to everybody who listens. */
    public void deliverNext(List<IntentConsumer> consumers) {
        Said said = waiting.remove();
        for (IntentConsumer consumer : consumers) {
            said.what().accept(consumer.intents(said.cycle()));
        }
    }

    private void say(Consumer<DriverListener> what) {
        long cycle = clock.getAsLong();
        order.execute(() -> say(cycle, what));
    }

    /** Adds something that was said at a cycle, not before what was said last. */
    public void say(long cycle, Consumer<DriverListener> what) {
        waiting.add(new Said(cycle, what));
    }

    @Override
    public void domainCreated(int domain, String mode, int tag, long root) {
        say(to -> to.domainCreated(domain, mode, tag, root));
    }

    @Override
    public void domainDeleted(int domain) {
        say(to -> to.domainDeleted(domain));
    }

    @Override
    public void deviceAttached(int domain, int deviceId) {
        say(to -> to.deviceAttached(domain, deviceId));
    }

    @Override
    public void deviceDetached(int domain, int deviceId) {
        say(to -> to.deviceDetached(domain, deviceId));
    }

    @Override
    public void mappingRequested(int domain, long iova, long physicalAddress, long pages, int permissions) {
        say(to -> to.mappingRequested(domain, iova, physicalAddress, pages, permissions));
    }

    @Override
    public void mappingInstalled(int domain, long iova, long physicalAddress, long pages, int permissions) {
        say(to -> to.mappingInstalled(domain, iova, physicalAddress, pages, permissions));
    }

    @Override
    public void unmapRequested(int domain, long iova, long pages) {
        say(to -> to.unmapRequested(domain, iova, pages));
    }

    @Override
    public void mappingRemoved(int domain, long iova, long pages) {
        say(to -> to.mappingRemoved(domain, iova, pages));
    }

    @Override
    public void tableAllocated(TableKind kind, long physicalAddress, long bytes, int level, long parent) {
        say(to -> to.tableAllocated(kind, physicalAddress, bytes, level, parent));
    }

    @Override
    public void tableFreed(TableKind kind, long physicalAddress, long bytes) {
        say(to -> to.tableFreed(kind, physicalAddress, bytes));
    }

    @Override
    public void commandQueued(long low, long high) {
        say(to -> to.commandQueued(low, high));
    }

    @Override
    public void fenceStarted(long fence) {
        say(to -> to.fenceStarted(fence));
    }

    @Override
    public void fenceCompleted(long fence) {
        say(to -> to.fenceCompleted(fence));
    }

    @Override
    public void pageOwned(long pfn, String owner) {
        say(to -> to.pageOwned(pfn, owner));
    }

    @Override
    public void pageLocked(long pfn, long mdl, int locks) {
        say(to -> to.pageLocked(pfn, mdl, locks));
    }

    @Override
    public void pageUnlocked(long pfn, long mdl, int locks) {
        say(to -> to.pageUnlocked(pfn, mdl, locks));
    }

    @Override
    public void pagePinned(long pfn, long mdl) {
        say(to -> to.pagePinned(pfn, mdl));
    }

    @Override
    public void pageFreed(long pfn) {
        say(to -> to.pageFreed(pfn));
    }

    @Override
    public void mdlChanged(long mdl, String how) {
        say(to -> to.mdlChanged(mdl, how));
    }

    @Override
    public void hazard(String rule, long pfn, String text) {
        say(to -> to.hazard(rule, pfn, text));
    }

    @Override
    public void diagnostic(String id, String text) {
        say(to -> to.diagnostic(id, text));
    }
}
