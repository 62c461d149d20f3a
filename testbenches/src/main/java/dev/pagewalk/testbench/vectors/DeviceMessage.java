package dev.pagewalk.testbench.vectors;

/**
 * A message that the IOMMU sent to a device [VECTORS §3 msgs].
 *
 * @param type {@code inval_req} or {@code prgr}
 * @param rid requester id
 * @param segmentValid dsv
 * @param segment dseg
 * @param pidValid pv
 * @param processId pid
 * @param payload as sent
 */
public record DeviceMessage(
        String type, int rid, boolean segmentValid, int segment, boolean pidValid, int processId, long payload) {
    public static final String INVALIDATION_REQUEST = "inval_req";
    public static final String PAGE_GROUP_RESPONSE = "prgr";
}
