package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.AxiUser;

/**
 * An address that left through {@code m_axi_mem}: where the device's access went, as the pins showed it.
 *
 * @param address physical address
 * @param user AxUSER
 */
record ObservedAccess(long address, long user) {
    /** Resolved memory type. */
    int pbmt() {
        return (int) AxiUser.PBMT.get(user);
    }

    int rcid() {
        return (int) AxiUser.RCID.get(user);
    }

    int mcid() {
        return (int) AxiUser.MCID.get(user);
    }
}
