package dev.pagewalk.testbench.judge.stream;

/** Receives records in order of their cycle; events of a cycle come before its pins. */
public interface RecordConsumer {
    default void onCycle(CycleView pins) {}

    default void onEvent(EventView event) {}
}
