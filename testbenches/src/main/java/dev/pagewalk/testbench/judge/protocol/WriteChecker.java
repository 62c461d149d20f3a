package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.BurstShape;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Checks the three write channels of one bus; data may come before, with or after their address. */
final class WriteChecker {
    private static final int EXOKAY = 1;

    private final ChannelWatch addressWatch;
    private final ChannelWatch dataWatch;
    private final ChannelWatch responseWatch;
    private final AddressChecker address;
    private final AtomicChecker atomics;
    private final RuleBook rules;
    private final Transactions writes;
    private final BeatQueue beats = new BeatQueue();
    private final int strobePin;
    private final int lastPin;
    private final int idPin;
    private final int respPin;
    private final int busBytes;
    private long dataSequence;

    WriteChecker(Signals signals, String bus, RuleBook rules, int idWidth, int busBytes, ReadChecker reads) {
        this.rules = rules;
        this.busBytes = busBytes;
        ChannelPins aw = new ChannelPins(signals, bus, "aw");
        ChannelPins w = new ChannelPins(signals, bus, "w");
        ChannelPins b = new ChannelPins(signals, bus, "b");
        addressWatch = new ChannelWatch(aw, rules);
        dataWatch = new ChannelWatch(w, rules);
        responseWatch = new ChannelWatch(b, rules);
        address = new AddressChecker(aw, rules, busBytes);
        writes = new Transactions(idWidth);
        atomics = new AtomicChecker(aw, rules, address, reads, writes);
        strobePin = w.pin("strb");
        lastPin = w.pin("last");
        idPin = b.pin("id");
        respPin = b.pin("resp");
    }

    /** Takes the pins of a cycle; responses first, as addresses and data are accepted only at the end of it. */
    void sample(CycleView view) {
        if (responseWatch.sample(view)) {
            takeResponse(view);
        }
        boolean addressed = addressWatch.sample(view);
        if (addressed) {
            takeAddress(view);
        }
        boolean offered = dataWatch.sample(view);
        if (offered && dataWatch.isTaken()) {
            boolean last = lastPin == Signals.ABSENT || view.isHigh(lastPin);
            beats.push((int) view.value(strobePin), last);
        }
        if (addressed || offered) {
            pairBeats(view);
        }
    }

    private void takeResponse(CycleView view) {
        if (responseWatch.isFresh()) {
            checkResponse(view);
        }
        if (responseWatch.isTaken()) {
            acceptResponse(view);
        }
    }

    private void takeAddress(CycleView view) {
        if (addressWatch.isFresh()) {
            address.check(view);
            atomics.check(view);
        }
        if (addressWatch.isTaken()) {
            atomics.accept(view);
            writes.add(view.cycle(), address.id(view), address.address(view), address.shape(view));
        }
    }

    private void pairBeats(CycleView view) {
        while (!beats.isEmpty() && dataSequence < writes.end()) {
            checkBeat(view, beats.headStrobe(), beats.headIsLast());
            beats.pop();
        }
    }

    private void checkBeat(CycleView view, int strobe, boolean markedLast) {
        int shape = writes.shape(dataSequence);
        int beat = writes.beatsDone(dataSequence);
        boolean last = beat + 1 == BurstShape.beats(shape);
        rules.count();
        if (markedLast != last) {
            rules.broken(
                    AxiRule.WRITE_LAST,
                    "WLAST=" + (last ? 1 : 0) + " in beat " + beat + " of " + BurstShape.describe(shape),
                    "WLAST=" + (markedLast ? 1 : 0),
                    view.cycle());
        }
        rules.count();
        int lanes = BurstShape.lanes(writes.address(dataSequence), shape, beat, busBytes);
        if (!address.isLite() && (strobe & ~lanes) != 0) {
            rules.broken(
                    AxiRule.WRITE_STROBE,
                    "lanes 0x" + Integer.toHexString(lanes),
                    "WSTRB=0x" + Integer.toHexString(strobe),
                    view.cycle());
        }
        writes.countBeat(dataSequence);
        if (last) {
            dataSequence++;
        }
    }

    private void checkResponse(CycleView view) {
        int id = (int) view.value(idPin);
        long sequence = writes.headOf(id);
        rules.count();
        if (sequence == Transactions.NONE || !isComplete(sequence)) {
            rules.broken(
                    AxiRule.WRITE_RESPONSE,
                    "a complete write with id " + id,
                    sequence == Transactions.NONE ? "BVALID without one" : "BVALID before its last data",
                    view.cycle());
            return;
        }
        rules.count();
        if (view.value(respPin) == EXOKAY && !BurstShape.isExclusive(writes.shape(sequence))) {
            AxiRule rule = address.isLite() ? AxiRule.LITE_RESPONSE : AxiRule.EXCLUSIVE_RESPONSE;
            rules.broken(rule, "OKAY, SLVERR or DECERR for id " + id, "EXOKAY", view.cycle());
        }
    }

    private boolean isComplete(long sequence) {
        return sequence < dataSequence;
    }

    private void acceptResponse(CycleView view) {
        int id = (int) view.value(idPin);
        long sequence = writes.headOf(id);
        if (sequence != Transactions.NONE && isComplete(sequence)) {
            writes.retire(id);
        }
    }

    void reset() {
        writes.clear();
        beats.clear();
        dataSequence = writes.end();
        addressWatch.reset();
        dataWatch.reset();
        responseWatch.reset();
    }

    /** The bits of its channels in the masks of a record. */
    long channels() {
        return addressWatch.pins().bit | dataWatch.pins().bit | responseWatch.pins().bit;
    }

    /** True if an offer waits on one of its channels. */
    boolean isStalled() {
        return addressWatch.isStalled() || dataWatch.isStalled() || responseWatch.isStalled();
    }

    Transactions outstanding() {
        return writes;
    }

    ChannelWatch addressWatch() {
        return addressWatch;
    }

    ChannelWatch dataWatch() {
        return dataWatch;
    }

    ChannelWatch responseWatch() {
        return responseWatch;
    }
}
