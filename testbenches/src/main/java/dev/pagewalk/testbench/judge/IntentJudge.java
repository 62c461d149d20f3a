package dev.pagewalk.testbench.judge;

/** A judge that needs to know what the host wants. */
public interface IntentJudge extends Judge, IntentConsumer {}
