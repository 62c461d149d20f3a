package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.stream.BurstShape;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.Set;

/** Checks one AXI4 or AXI4-Lite bus in every cycle, with its behaviour around reset and its progress. */
final class BusChecker {
    private final String bus;
    private final RuleBook rules;
    private final ReadChecker reads;
    private final WriteChecker writes;
    private final ChannelWatch[] channels;
    private final long cycleLimit;
    private final long mask;
    private long silentUntil = Long.MIN_VALUE;
    /** Until this cycle nothing can be overdue. */
    private long inTimeUntil = Long.MIN_VALUE;

    private boolean stalled;

    BusChecker(Signals signals, String bus, ViolationLog log, Set<AxiRule> waived, long cycleLimit) {
        this.bus = bus;
        this.cycleLimit = cycleLimit;
        rules = new RuleBook(bus, log, waived);
        int idPin = signals.find(bus + "_arid");
        int idWidth = idPin == Signals.ABSENT ? 0 : signals.width(idPin);
        int busBytes = signals.width(signals.require(bus + "_rdata")) / 8;
        reads = new ReadChecker(signals, bus, rules, idWidth, busBytes);
        writes = new WriteChecker(signals, bus, rules, idWidth, busBytes, reads);
        channels = new ChannelWatch[] {
            writes.addressWatch(), writes.dataWatch(), writes.responseWatch(), reads.addressWatch(), reads.dataWatch()
        };
        mask = reads.channels() | writes.channels();
    }

    /** Takes the pins of a cycle outside reset. */
    void sample(CycleView view) {
        if (stalled || (view.valid() & mask) != 0) {
            reads.sample(view);
            writes.sample(view);
            stalled = reads.isStalled() || writes.isStalled();
        }
        checkProgress(view.cycle() + view.repeat() - 1);
    }

    /** Forgets what was outstanding: the design is in reset. */
    void reset() {
        stalled = false;
        reads.reset();
        writes.reset();
    }

    /** Checks that nothing is offered: from the second cycle of reset to the first cycle after it. */
    void checkSilence(CycleView view) {
        for (ChannelWatch channel : channels) {
            rules.count();
            if ((view.valid() & channel.pins().bit) != 0) {
                rules.broken(AxiRule.RESET_SILENCE, "VALID=0", channel.pins().name + "valid=1", view.cycle());
            }
        }
    }

    private void checkProgress(long cycle) {
        rules.count();
        if (cycle <= inTimeUntil) {
            return;
        }
        long since = oldestSince();
        // what begins later is overdue later
        inTimeUntil = Math.min(since, cycle) + cycleLimit;
        if (cycle - since > cycleLimit && cycle > silentUntil) {
            rules.broken(AxiRule.PROGRESS, "an end within " + cycleLimit + " cycles", describeOldest(), cycle);
            silentUntil = cycle + cycleLimit;
        }
    }

    /** First cycle of the oldest burst or stalled offer, or {@link Long#MAX_VALUE}. */
    long oldestSince() {
        long since = Long.MAX_VALUE;
        if (!reads.outstanding().isEmpty()) {
            since = reads.outstanding().start(reads.outstanding().oldest());
        }
        if (!writes.outstanding().isEmpty()) {
            since = Math.min(
                    since, writes.outstanding().start(writes.outstanding().oldest()));
        }
        for (ChannelWatch channel : channels) {
            if (channel.isStalled()) {
                since = Math.min(since, channel.since());
            }
        }
        return since;
    }

    /** The oldest burst or stalled offer in words. */
    String describeOldest() {
        long since = oldestSince();
        String read = describe(reads.outstanding(), "read", since);
        if (read != null) {
            return read;
        }
        String write = describe(writes.outstanding(), "write", since);
        if (write != null) {
            return write;
        }
        for (ChannelWatch channel : channels) {
            if (channel.isStalled() && channel.since() == since) {
                return channel.pins().name + " waits for READY since cycle " + since;
            }
        }
        return "none";
    }

    private String describe(Transactions table, String kind, long since) {
        if (table.isEmpty() || table.start(table.oldest()) != since) {
            return null;
        }
        long sequence = table.oldest();
        return kind + " on " + bus + " of 0x" + Long.toHexString(table.address(sequence)) + " ("
                + BurstShape.describe(table.shape(sequence)) + ", " + table.beatsDone(sequence)
                + " beats of data done) since cycle " + since;
    }

    long checks() {
        return rules.checks();
    }
}
