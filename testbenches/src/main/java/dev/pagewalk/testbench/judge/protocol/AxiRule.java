package dev.pagewalk.testbench.judge.protocol;

/** The rules of AMBA AXI4 and AXI4-Lite that are checked on every port; clauses are those of ARM IHI 0022 issue H. */
public enum AxiRule {
    STABLE("VALID and its payload hold until READY", "AXI A3.2.1"),
    RESET_SILENCE("VALID is low in reset and in the first cycle after it", "AXI A3.1.2"),
    BURST_TYPE("AxBURST is FIXED, INCR or WRAP", "AXI A3.4.1"),
    BURST_SIZE("AxSIZE is not wider than the data bus", "AXI A3.4.1"),
    BURST_LENGTH("a FIXED burst has 1 to 16 beats, a WRAP burst 2, 4, 8 or 16", "AXI A3.4.1"),
    WRAP_ALIGNED("a WRAP burst starts aligned to its beat size", "AXI A3.4.1"),
    BOUNDARY_4K("a burst does not cross a 4-KiB boundary", "AXI A3.4.1"),
    EXCLUSIVE_SHAPE(
            "an exclusive burst is aligned, of 1 to 128 bytes, a power of two, and of at most 16 beats", "AXI A7.2.4"),
    CACHE_ENCODING("AxCACHE allocates only where it is modifiable", "AXI A4.4"),
    WRITE_LAST("WLAST marks exactly the last beat of each write", "AXI A3.4.1"),
    WRITE_STROBE("WSTRB is set only in byte lanes of the beat", "AXI A3.4.3"),
    WRITE_RESPONSE("a write response follows an address and the last data of a write with its id", "AXI A3.3.1"),
    READ_RESPONSE("read data follow an accepted address with their id", "AXI A3.3.1"),
    READ_LAST("RLAST marks exactly the last beat of each read", "AXI A3.4.1"),
    ATOMIC_OPERATION("AWATOP names no transaction or AtomicCompare", "AXI5 A6.4"),
    ATOMIC_SHAPE(
            "an AtomicCompare has 2 to 32 bytes, is aligned to half of them, INCR below, WRAP above, not exclusive",
            "AXI5 A6.4"),
    ATOMIC_ID("nothing else is outstanding with the id of an atomic transaction", "AXI5 A6.4"),
    EXCLUSIVE_RESPONSE("EXOKAY answers only an exclusive access", "AXI A7.2.3"),
    LITE_RESPONSE("AXI4-Lite does not answer EXOKAY", "AXI B1.1.1"),
    PROGRESS("every transaction ends within the cycle limit", "AXI A3.3.1");

    private final String claim;
    private final String clause;

    AxiRule(String claim, String clause) {
        this.claim = claim;
        this.clause = clause;
    }

    /** The rule as a sentence. */
    public String claim() {
        return claim;
    }

    /** Where it is written. */
    public String clause() {
        return clause;
    }
}
