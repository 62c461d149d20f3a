package dev.pagewalk.testbench.golden;

/** Read, write and execute as a bit set, in the bit order of a PTE shifted right by one. */
final class Permissions {
    static final int R = 1;
    static final int W = 2;
    static final int X = 4;
    static final int ALL = R | W | X;

    private Permissions() {}
}
