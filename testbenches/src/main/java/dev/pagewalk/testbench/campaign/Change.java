package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.command.HostStore;

import java.util.List;

/** Something in the tables that the host may change while devices use it. */
interface Change {
    /** Draws what to store next, in this order. */
    List<HostStore> stores();

    /** The narrowest command that removes what was cached of it, without an address: first doubleword. */
    long removal();

    /** Operand ADDR of that command, or -1 if it takes none. */
    long page();

    /** Whether only a command for all levels, or without an address, removes it. */
    boolean isPointer();
}
