package dev.pagewalk.testbench.judge.data;

/** What has to hold for the bytes that devices, host and IOMMU move. */
public enum DataRule {
    MEMORY_READ("a read of memory returns what was last written there", "DESIGN §6, data"),
    READ_BEAT("read data on the bus are those that memory gave for that beat", "AXI A3.4.1"),
    COMMIT("every beat of an acknowledged write reached memory as it was on the bus", "AXI A3.3.1"),
    COMMIT_SOURCE("memory is written only by beats that were on the bus", "DESIGN §6, data"),
    HOST_STORE("host stores reach memory complete, unchanged and in program order", "DESIGN §2, host interface"),
    DEVICE_WRITE("a device sends what it was told to send", "DESIGN §4, bus models"),
    FORWARDED_WRITE("write data leave the IOMMU as they came", "DESIGN §3, ports"),
    FORWARDED_READ("read data reach the device as memory gave them", "DESIGN §3, ports"),
    ANSWER(
            "a request that was not passed on is answered with an error, any other as memory answered",
            "DESIGN §3, ports");

    private final String claim;
    private final String clause;

    DataRule(String claim, String clause) {
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
