package dev.pagewalk.testbench.judge.stream;

/** Receives records in order of their cycle: the pins of a cycle, then its events. */
public interface RecordConsumer {
    default void onCycle(CycleView pins) {}

    default void onEvent(EventView event) {}

    /**
     * True if it does not matter that the simulation is further than the records; whoever looks at what came of them
     * waits until they are judged.
     */
    default boolean mayRunBehind() {
        return false;
    }
}
