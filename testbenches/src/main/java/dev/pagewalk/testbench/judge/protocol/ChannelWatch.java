package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.HeldPins;

/** Follows the handshake of one channel and checks that an offer holds until it is taken. */
final class ChannelWatch {
    private final ChannelPins pins;
    private final RuleBook rules;
    private final HeldPins held;
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
        held = pins.payload();
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
                held.hold(view);
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
        if (!held.isSame(view)) {
            int pin = held.firstChanged(view);
            rules.broken(
                    AxiRule.STABLE,
                    pins.payloadName(pin) + " as in cycle " + since + ": 0x" + Long.toHexString(held.value(pin)),
                    "0x" + Long.toHexString(view.value(pins.payload(pin))),
                    view.cycle());
            held.hold(view);
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
