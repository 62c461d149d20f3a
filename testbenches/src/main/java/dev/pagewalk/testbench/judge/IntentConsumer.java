package dev.pagewalk.testbench.judge;

import dev.pagewalk.host.bus.DriverListener;

/** Somebody who needs to know what the host wants, in order with the records. */
public interface IntentConsumer {
    /** Where the host's intents of the given cycle go; asked for before each of them. */
    DriverListener intents(long cycle);
}
