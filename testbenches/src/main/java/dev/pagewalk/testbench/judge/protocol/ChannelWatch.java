package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.CycleView;

/** Follows the handshake of one channel and checks that an offer holds until it is taken. */
final class ChannelWatch {
    private final ChannelPins pins;
    private final RuleBook rules;
    private final long[] held;
    private final long bit;
    private boolean stalled;
    private long since;
    private boolean offered;
    private boolean taken;
    private boolean fresh;

    ChannelWatch(ChannelPins pins, RuleBook rules) {
        this.pins = pins;
        this.rules = rules;
        bit = pins.bit;
        held = new long[pins.payload.length];
    }

    /** Takes the pins of a cycle; true if anything is on the channel, or was to be. */
    boolean sample(CycleView view) {
        offered = (view.valid() & bit) != 0;
        if (!offered && !stalled) {
            taken = false;
            fresh = false;
            return false;
        }
        if (stalled) {
            checkHeld(view);
        }
        taken = offered && (view.ready() & bit) != 0;
        fresh = offered && !stalled;
        if (offered && !taken) {
            if (!stalled) {
                since = view.cycle();
                for (int i = 0; i < held.length; i++) {
                    held[i] = view.value(pins.payload[i]);
                }
            }
            stalled = true;
        } else {
            stalled = false;
        }
        return true;
    }

    private void checkHeld(CycleView view) {
        rules.count();
        if (!offered) {
            rules.broken(AxiRule.STABLE, "VALID high since cycle " + since, pins.name + "valid fell", view.cycle());
            stalled = false;
            return;
        }
        for (int i = 0; i < held.length; i++) {
            long value = view.value(pins.payload[i]);
            if (value != held[i]) {
                rules.broken(
                        AxiRule.STABLE,
                        "payload as in cycle " + since + ": 0x" + Long.toHexString(held[i]),
                        pins.name + " payload pin " + i + " changed to 0x" + Long.toHexString(value),
                        view.cycle());
                held[i] = value;
            }
        }
    }

    void reset() {
        stalled = false;
        offered = false;
        taken = false;
        fresh = false;
    }

    /** True in a cycle with VALID and READY. */
    boolean isTaken() {
        return taken;
    }

    /** True in the first cycle of an offer. */
    boolean isFresh() {
        return fresh;
    }

    /** True after a cycle with VALID and without READY. */
    boolean isStalled() {
        return stalled;
    }

    /** First cycle of the offer that is stalled. */
    long since() {
        return since;
    }

    ChannelPins pins() {
        return pins;
    }
}
