package dev.pagewalk.hdl.rtl.common;

/** Values of BRESP and RRESP. [AXI4 A3.4.4] */
public enum AxiResponse {
    OKAY(0),
    EXOKAY(1),
    /** Aborted: a malformed burst, or a downstream error passed through. */
    SLVERR(2),
    /** Rejected: no translation permits the request. */
    DECERR(3);

    private final int code;

    AxiResponse(int code) {
        this.code = code;
    }

    /** Value on the bus. */
    public int code() {
        return code;
    }
}
