package dev.pagewalk.testbench.vectors;

/** A doubleword that was written: its address, its value before the operation and its value now. */
public record WrittenWord(long address, long before, long after) {}
