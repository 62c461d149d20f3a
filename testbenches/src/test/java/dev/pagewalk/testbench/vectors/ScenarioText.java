package dev.pagewalk.testbench.vectors;

/** Small scenario lines for tests of the player itself. */
final class ScenarioText {
    static final String CAPABILITIES = "0xfeee7ee8e10";

    private static final String HEAD =
            """
            {"id":"t-1","cat":"regs","profile":"full","uses":[],"caps":"0xfeee7ee8e10",\
            "cfg":{"fctl":0,"num_hpm":7,"hpm_bits":40,"vec_bits":2,"gxl_writable":0,"be_writable":0,"qos_mask":"0xff00ff"},\
            "mem":[],"bad":[],"ops":[""";

    private ScenarioText() {}

    /** A scenario with these operations. */
    static String with(String operations) {
        return HEAD + operations + "]}";
    }

    /** A scenario that passes on anything that has a capabilities register. */
    static String passing() {
        return with("{\"op\":\"reg_r\",\"off\":0,\"size\":8,\"val\":\"" + CAPABILITIES + "\"}");
    }

    /** A scenario whose expectation is wrong. */
    static String failing() {
        return with("{\"op\":\"reg_r\",\"off\":0,\"size\":8,\"val\":\"0x1\"}").replace("t-1", "t-2");
    }
}
