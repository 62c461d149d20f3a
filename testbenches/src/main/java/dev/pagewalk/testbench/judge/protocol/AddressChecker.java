package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.BurstShape;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Reads an address channel and checks the shape of each burst; on AXI4-Lite every access is one full beat. */
final class AddressChecker {
    private final ChannelPins pins;
    private final RuleBook rules;
    private final int busBytes;
    private final int idPin;
    private final int addressPin;
    private final int lenPin;
    private final int sizePin;
    private final int burstPin;
    private final int lockPin;
    private final int cachePin;
    private final int fullSize;

    AddressChecker(ChannelPins pins, RuleBook rules, int busBytes) {
        this.pins = pins;
        this.rules = rules;
        this.busBytes = busBytes;
        fullSize = Integer.numberOfTrailingZeros(busBytes);
        addressPin = pins.pin("addr");
        idPin = pins.pin("id");
        lenPin = pins.pin("len");
        sizePin = pins.pin("size");
        burstPin = pins.pin("burst");
        lockPin = pins.pin("lock");
        cachePin = pins.pin("cache");
    }

    boolean isLite() {
        return lenPin == Signals.ABSENT;
    }

    int id(CycleView view) {
        return (int) view.value(idPin);
    }

    long address(CycleView view) {
        return view.value(addressPin);
    }

    int shape(CycleView view) {
        if (isLite()) {
            return BurstShape.of(0, fullSize, BurstShape.INCR, false);
        }
        return BurstShape.of(
                (int) view.value(lenPin), (int) view.value(sizePin), (int) view.value(burstPin), view.isHigh(lockPin));
    }

    /** Checks the burst that is offered in this cycle. */
    void check(CycleView view) {
        if (isLite()) {
            rules.count();
            return;
        }
        int shape = shape(view);
        long address = address(view);
        checkLength(view, address, shape);
        rules.count();
        if (BurstShape.crossesPage(address, shape)) {
            broken(AxiRule.BOUNDARY_4K, "end within page 0x" + Long.toHexString(address >>> 12), address, shape, view);
        }
        if (BurstShape.isExclusive(shape)) {
            checkExclusive(view, address, shape);
        }
        rules.count();
        int cache = (int) view.value(cachePin);
        if ((cache & 2) == 0 && (cache & 0xc) != 0) {
            rules.broken(
                    AxiRule.CACHE_ENCODING,
                    "AxCACHE[3:2]=0 with AxCACHE[1]=0",
                    pins.name + "cache=" + cache,
                    view.cycle());
        }
    }

    private void checkLength(CycleView view, long address, int shape) {
        int beats = BurstShape.beats(shape);
        int burst = BurstShape.burst(shape);
        rules.count();
        if (burst == 3) {
            broken(AxiRule.BURST_TYPE, "0, 1 or 2", address, shape, view);
        }
        rules.count();
        if (BurstShape.beatBytes(shape) > busBytes) {
            broken(AxiRule.BURST_SIZE, "at most " + busBytes + " bytes", address, shape, view);
        }
        rules.count();
        boolean wrapLength = Integer.bitCount(beats) == 1 && beats >= 2 && beats <= 16;
        if ((burst == BurstShape.FIXED && beats > 16) || (burst == BurstShape.WRAP && !wrapLength)) {
            broken(AxiRule.BURST_LENGTH, "a length that the type allows", address, shape, view);
        }
        rules.count();
        if (burst == BurstShape.WRAP && (address & (BurstShape.beatBytes(shape) - 1)) != 0) {
            broken(AxiRule.WRAP_ALIGNED, "a multiple of the beat size", address, shape, view);
        }
    }

    private void checkExclusive(CycleView view, long address, int shape) {
        rules.count();
        int beats = BurstShape.beats(shape);
        int bytes = beats * BurstShape.beatBytes(shape);
        if (beats > 16 || bytes > 128 || Integer.bitCount(bytes) != 1 || (address & (bytes - 1)) != 0) {
            broken(AxiRule.EXCLUSIVE_SHAPE, "aligned to its size", address, shape, view);
        }
    }

    private void broken(AxiRule rule, String expected, long address, int shape, CycleView view) {
        rules.broken(
                rule,
                expected,
                pins.name + " 0x" + Long.toHexString(address) + ", " + BurstShape.describe(shape),
                view.cycle());
    }
}
