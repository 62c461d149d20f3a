package dev.pagewalk.testbench.golden.history;

/** A kept entry: its doublewords, whether its mapping is global, whether it is a NAPOT page, and its size in bytes. */
record CacheLine(long[] words, boolean global, boolean napot, int size) {}
