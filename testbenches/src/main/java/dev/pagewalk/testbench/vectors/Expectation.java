package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Map;

/**
 * What must be seen after an operation [VECTORS §3]. {@code null} stands for an absent key.
 *
 * @param status {@code ok}, {@code ur} or {@code ca}
 * @param cause internal fault cause
 * @param spa translated address
 * @param pbmt memory type
 * @param msi went through an MSI entry
 * @param mrif destination of an MRIF entry
 * @param ats fields of the ATS completion that are not left open
 * @param debugFault tr_response.fault
 * @param faults fault records written
 * @param faultTail fqt afterwards
 * @param pageRequests page-request records written
 * @param pageTail pqt afterwards
 * @param messages messages sent
 * @param commandHead cqh afterwards
 * @param commandStatus cqcsr afterwards
 * @param sync ordering asked for by fences
 * @param memory words that changed
 * @param memoryAlternative equally legal alternative to {@code memory}
 * @param memoryMay words that may have changed
 * @param qosIds ids of the device's own access; an extension
 * @param accesses accesses of the IOMMU itself that must be among those made; an extension
 * @param wires interrupt wires driven afterwards; an extension
 * @param readData data returned by a read with a length; an extension
 */
public record Expectation(
        String status,
        Integer cause,
        Long spa,
        Integer pbmt,
        Boolean msi,
        Mrif mrif,
        Map<String, Integer> ats,
        Boolean debugFault,
        List<Fault> faults,
        Integer faultTail,
        List<PageRecord> pageRequests,
        Integer pageTail,
        List<DeviceMessage> messages,
        Integer commandHead,
        Long commandStatus,
        Sync sync,
        Words memory,
        Words memoryAlternative,
        Words memoryMay,
        QosIds qosIds,
        List<TableAccess> accesses,
        Long wires,
        Long readData) {

    /** Nothing but silence. */
    public static final Expectation NOTHING = new Expectation(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null);

    /** Destination of an MRIF entry: address, notice address and notice identity. */
    public record Mrif(long address, long notice, int noticeId) {}

    /** A page-request record: its address and its two doublewords in the queue's byte order. */
    public record PageRecord(long address, long first, long second) {}

    /** Resource control id and monitoring counter id of an access. */
    public record QosIds(int rcid, int mcid) {}

    /** Ordering of previous reads and writes that fences asked the bridge for. */
    public record Sync(boolean reads, boolean writes) {}

    /** A fault record and the address where it lies. */
    public record Fault(
            long at,
            int cause,
            int ttyp,
            int deviceId,
            boolean pidValid,
            int processId,
            boolean privileged,
            long iotval,
            long iotval2) {}

    /** An access of the IOMMU itself: its address and the ids that it carries. */
    public record TableAccess(long address, int rcid, int mcid) {}
}
