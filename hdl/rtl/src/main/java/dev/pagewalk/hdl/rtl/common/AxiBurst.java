package dev.pagewalk.hdl.rtl.common;

/** Values of AxBURST. [AXI4 A3.4.1] */
public enum AxiBurst {
    FIXED(0),
    INCR(1),
    WRAP(2);

    private final int code;

    AxiBurst(int code) {
        this.code = code;
    }

    /** Value on the bus. */
    public int code() {
        return code;
    }
}
