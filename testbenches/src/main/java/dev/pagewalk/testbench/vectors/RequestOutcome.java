package dev.pagewalk.testbench.vectors;

import java.util.Map;

/**
 * The answer to a request. {@code null} stands for what does not exist or cannot be seen.
 *
 * @param status {@code ok}, {@code ur} or {@code ca}
 * @param cause internal cause
 * @param spa translated address
 * @param pbmt memory type
 * @param msi went through an MSI entry
 * @param mrif destination of an MRIF entry
 * @param ats fields R W X U Priv G N AMA CXL of the completion
 * @param qosIds ids of the device's own access
 * @param readData data returned by a read with a length
 */
public record RequestOutcome(
        String status,
        Integer cause,
        Long spa,
        Integer pbmt,
        Boolean msi,
        Expectation.Mrif mrif,
        Map<String, Integer> ats,
        Expectation.QosIds qosIds,
        Long readData) {
    public static final String OK = "ok";
    public static final String UNSUPPORTED_REQUEST = "ur";
    public static final String COMPLETER_ABORT = "ca";
}
