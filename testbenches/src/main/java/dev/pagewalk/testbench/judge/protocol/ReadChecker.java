package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.BurstShape;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.Arrays;

/** Checks the two read channels of one bus. */
final class ReadChecker {
    private static final int EXOKAY = 1;

    private final ChannelWatch addressWatch;
    private final ChannelWatch dataWatch;
    private final AddressChecker address;
    private final RuleBook rules;
    private final Transactions reads;
    private final boolean[] ofAtomic;
    private final int idPin;
    private final int lastPin;
    private final int respPin;

    ReadChecker(Signals signals, String bus, RuleBook rules, int idWidth, int busBytes) {
        this.rules = rules;
        ChannelPins ar = new ChannelPins(signals, bus, "ar");
        ChannelPins r = new ChannelPins(signals, bus, "r");
        addressWatch = new ChannelWatch(ar, rules);
        dataWatch = new ChannelWatch(r, rules);
        address = new AddressChecker(ar, rules, busBytes);
        reads = new Transactions(idWidth);
        ofAtomic = new boolean[1 << idWidth];
        idPin = r.pin("id");
        lastPin = r.pin("last");
        respPin = r.pin("resp");
    }

    /**
     * Takes the pins of a cycle; data are looked at before addresses, as an address is accepted only at the end of it.
     */
    void sample(CycleView view) {
        if (dataWatch.sample(view)) {
            takeData(view);
        }
        if (addressWatch.sample(view)) {
            takeAddress(view);
        }
    }

    private void takeData(CycleView view) {
        if (dataWatch.isFresh()) {
            checkData(view);
        }
        if (dataWatch.isTaken()) {
            acceptData(view);
        }
    }

    private void takeAddress(CycleView view) {
        if (addressWatch.isFresh()) {
            address.check(view);
        }
        if (addressWatch.isTaken()) {
            rules.count();
            if (ofAtomic[address.id(view)]) {
                rules.broken(
                        AxiRule.ATOMIC_ID, "another id than that of an atomic", "id " + address.id(view), view.cycle());
            }
            reads.add(view.cycle(), address.id(view), address.address(view), address.shape(view));
        }
    }

    /** An atomic transaction was accepted: data come without a read address. */
    void expectOfAtomic(long cycle, int id, long burstAddress, int shape) {
        reads.add(cycle, id, burstAddress, shape);
        ofAtomic[id] = true;
    }

    private void checkData(CycleView view) {
        int id = (int) view.value(idPin);
        long sequence = reads.headOf(id);
        rules.count();
        if (sequence == Transactions.NONE) {
            rules.broken(
                    AxiRule.READ_RESPONSE, "an outstanding read with id " + id, "RVALID without one", view.cycle());
            return;
        }
        int shape = reads.shape(sequence);
        boolean last = reads.beatsDone(sequence) + 1 == BurstShape.beats(shape);
        rules.count();
        if (lastPin != Signals.ABSENT && view.isHigh(lastPin) != last) {
            rules.broken(
                    AxiRule.READ_LAST,
                    "RLAST=" + (last ? 1 : 0) + " in beat " + reads.beatsDone(sequence) + " of "
                            + BurstShape.describe(shape),
                    "RLAST=" + view.value(lastPin),
                    view.cycle());
        }
        rules.count();
        if (view.value(respPin) == EXOKAY && !BurstShape.isExclusive(shape)) {
            AxiRule rule = address.isLite() ? AxiRule.LITE_RESPONSE : AxiRule.EXCLUSIVE_RESPONSE;
            rules.broken(rule, "OKAY, SLVERR or DECERR for id " + id, "EXOKAY", view.cycle());
        }
    }

    private void acceptData(CycleView view) {
        int id = (int) view.value(idPin);
        long sequence = reads.headOf(id);
        if (sequence == Transactions.NONE) {
            return;
        }
        reads.countBeat(sequence);
        if (reads.beatsDone(sequence) == BurstShape.beats(reads.shape(sequence))) {
            reads.retire(id);
            ofAtomic[id] = false;
        }
    }

    void reset() {
        reads.clear();
        Arrays.fill(ofAtomic, false);
        addressWatch.reset();
        dataWatch.reset();
    }

    /** The bits of its channels in the masks of a record. */
    long channels() {
        return addressWatch.pins().bit | dataWatch.pins().bit;
    }

    /** True if an offer waits on one of its channels. */
    boolean isStalled() {
        return addressWatch.isStalled() || dataWatch.isStalled();
    }

    Transactions outstanding() {
        return reads;
    }

    ChannelWatch addressWatch() {
        return addressWatch;
    }

    ChannelWatch dataWatch() {
        return dataWatch;
    }
}
