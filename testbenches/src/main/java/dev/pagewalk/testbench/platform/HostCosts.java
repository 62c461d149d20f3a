package dev.pagewalk.testbench.platform;

/**
 * Host cycles that each call costs beside the time it waits, so that host code never runs in zero time.
 *
 * @param store cycles of a posted store, at least 1
 * @param load cycles of a load
 * @param register cycles of a register access
 * @param barrier cycles of a barrier
 */
public record HostCosts(int store, int load, int register, int barrier) {
    /** One cycle for a store, two for everything else. */
    public static final HostCosts DEFAULT = new HostCosts(1, 2, 2, 2);

    /** Refuses calls that cost nothing. */
    public HostCosts {
        if (store < 1 || load < 1 || register < 1 || barrier < 1) {
            throw new IllegalArgumentException("host call costs no cycle: store=" + store + ", load=" + load
                    + ", register=" + register + ", barrier=" + barrier);
        }
    }
}
