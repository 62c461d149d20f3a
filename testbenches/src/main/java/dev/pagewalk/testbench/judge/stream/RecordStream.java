package dev.pagewalk.testbench.judge.stream;

/** A source of cycle and event records. */
public interface RecordStream {
    /** The pins that cycle records of this stream carry. */
    Signals signals();

    /** Hands every record that is there to the consumer, in order of the cycle, pins before events; returns their number. */
    long drain(RecordConsumer consumer);
}
