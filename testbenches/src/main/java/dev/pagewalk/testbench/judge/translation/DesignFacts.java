package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.GoldenConfig;

import java.util.Map;

/** What the parameters of a {@code ports.json} say about the hardware, in the words of the golden model. */
public final class DesignFacts {
    private static final int CONTROL_BE = 1;
    private static final int CONTROL_WSI = 2;
    private static final int CONTROL_GXL = 4;
    private static final int MCID_SHIFT = 16;
    private static final int INVALIDATION_TAGS = 32;

    private final Map<String, String> parameters;

    private DesignFacts(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Configuration of the golden model for hardware with these parameters. */
    public static GoldenConfig of(Map<String, String> parameters) {
        DesignFacts facts = new DesignFacts(parameters);
        return new GoldenConfig(
                Long.decode(parameters.get("capabilities")),
                facts.controlReset(),
                facts.has("HPM") ? facts.number("eventCounters") : 0,
                facts.has("HPM") ? facts.number("eventCounterBits") : 0,
                facts.number("vectorBits"),
                facts.has("GXL_WRITABLE"),
                facts.has("BE_WRITABLE"),
                facts.has("QOSID") ? facts.qosMask() : 0,
                INVALIDATION_TAGS);
    }

    private int controlReset() {
        return (has("BE_RESET") ? CONTROL_BE : 0)
                | (has("MESSAGE_INTERRUPTS") ? 0 : CONTROL_WSI)
                | (has("SV39X4") ? 0 : CONTROL_GXL);
    }

    private long qosMask() {
        return (1L << number("rcidBits")) - 1 | ((1L << number("mcidBits")) - 1) << MCID_SHIFT;
    }

    private boolean has(String feature) {
        return parameters.getOrDefault("features", "").contains('"' + feature + '"');
    }

    private int number(String name) {
        return Integer.parseInt(parameters.get(name));
    }
}
