package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.BurstShape;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Checks the atomic transactions of a write address channel; the only one known is AtomicCompare. */
final class AtomicChecker {
    private static final int ATOMIC_COMPARE = 0b110001;
    private static final int MOST_BYTES = 32;

    private final ChannelPins pins;
    private final RuleBook rules;
    private final AddressChecker address;
    private final ReadChecker reads;
    private final Transactions writes;
    private final int operationPin;

    AtomicChecker(ChannelPins pins, RuleBook rules, AddressChecker address, ReadChecker reads, Transactions writes) {
        this.pins = pins;
        this.rules = rules;
        this.address = address;
        this.reads = reads;
        this.writes = writes;
        operationPin = pins.pin("atop");
    }

    /** True if the address that is offered in this cycle is one of an atomic transaction. */
    boolean isAtomic(CycleView view) {
        return operationPin != Signals.ABSENT && view.value(operationPin) != 0;
    }

    /** Checks what is offered in this cycle. */
    void check(CycleView view) {
        if (!isAtomic(view)) {
            return;
        }
        rules.count();
        long operation = view.value(operationPin);
        if (operation != ATOMIC_COMPARE) {
            rules.broken(AxiRule.ATOMIC_OPERATION, "0 or 0x31", "0x" + Long.toHexString(operation), view.cycle());
        }
        rules.count();
        if (!isLegal(address.address(view), address.shape(view))) {
            rules.broken(AxiRule.ATOMIC_SHAPE, "aligned to half of its data", describe(view), view.cycle());
        }
        rules.count();
        int id = address.id(view);
        if (reads.outstanding().headOf(id) != Transactions.NONE || writes.headOf(id) != Transactions.NONE) {
            rules.broken(AxiRule.ATOMIC_ID, "an id that nothing else has", "id " + id, view.cycle());
        }
    }

    /** The address was taken: memory owes the value that it finds. */
    void accept(CycleView view) {
        if (isAtomic(view)) {
            int shape = address.shape(view);
            int half = bytes(shape) / 2;
            int beatBytes = Math.min(half, BurstShape.beatBytes(shape));
            int value = BurstShape.of(
                    half / beatBytes - 1, Integer.numberOfTrailingZeros(beatBytes), BurstShape.INCR, false);
            reads.expectOfAtomic(view.cycle(), address.id(view), address.address(view), value);
        }
    }

    private static int bytes(int shape) {
        return BurstShape.beats(shape) * BurstShape.beatBytes(shape);
    }

    private static boolean isLegal(long address, int shape) {
        int total = bytes(shape);
        boolean size = Integer.bitCount(total) == 1 && total >= 2 && total <= MOST_BYTES;
        boolean upper = (address & (total / 2)) != 0;
        return size
                && address % (total / 2) == 0
                && BurstShape.burst(shape) == (upper ? BurstShape.WRAP : BurstShape.INCR)
                && !BurstShape.isExclusive(shape);
    }

    private String describe(CycleView view) {
        return pins.name + " 0x" + Long.toHexString(address.address(view)) + ", "
                + BurstShape.describe(address.shape(view));
    }
}
