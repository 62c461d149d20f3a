package dev.pagewalk.testbench.judge.stream;

/** Receives records in order of their cycle: the pins of a cycle, then its events. */
public interface RecordConsumer {
    default void onCycle(CycleView pins) {}

    default void onEvent(EventView event) {}
}
