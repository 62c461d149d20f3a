package dev.pagewalk.testbench.judge;

import dev.pagewalk.host.bus.DriverListener;

/** A judge that needs to know what the host wants. */
public interface IntentJudge extends Judge {
    /** Where the host's intents of the given cycle go; asked for before each of them. */
    DriverListener intents(long cycle);
}
