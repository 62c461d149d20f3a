package dev.pagewalk.testbench.platform;

/**
 * Where a run stands.
 *
 * @param cycle cycles run
 * @param hash record hash
 * @param journalBytes length of the journal, 0 without one
 */
record RunPoint(long cycle, long hash, long journalBytes) {}
