package dev.pagewalk.testbench.vectors;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a scenario needs of its target, by name: its {@code uses}, what its operations ask for, and the extensions of the
 * format. A target that lacks some of them names these as the reason of a skip.
 */
public final class Features {
    /** Debug translations. */
    public static final String DEBUG = "dbg";
    /** Page requests and their queue. */
    public static final String PRI = "pri";
    /** Translated requests, ATS requests, device invalidations. */
    public static final String ATS = "ats";
    /** Performance counters. */
    public static final String HPM = "hpm";
    /** QoS ids. */
    public static final String QOSID = "qosid";
    /** The table of message-signalled interrupts. */
    public static final String INTERRUPT_MESSAGES = "interrupt-messages";
    /** MSIs into memory-resident interrupt files. */
    public static final String MRIF = "mrif";
    /** Memory that returns corrupt data. */
    public static final String POISON = "poison";

    private static final int PQB = 56;
    private static final int CQCSR = 72;
    private static final int PQCSR = 80;
    private static final int IPSR = 84;
    private static final int TR_REQ_IOVA = 600;
    private static final int IOMMU_QOSID = 624;
    private static final int AFTER_QOSID = 628;
    private static final int MSI_TABLE = 768;
    private static final int MSI_TABLE_END = 1024;

    private Features() {}

    /** Names of everything that the scenario needs. */
    public static Set<String> neededBy(Scenario scenario) {
        Set<String> needed = new TreeSet<>(scenario.uses());
        needed.addAll(Extensions.usedBy(scenario));
        if (scenario.bad().stream().anyMatch(range -> range.kind() == Scenario.BadKind.POISON)) {
            needed.add(POISON);
        }
        for (Operation operation : scenario.operations()) {
            addOperation(operation, needed);
        }
        return needed;
    }

    private static void addOperation(Operation operation, Set<String> needed) {
        if (operation instanceof Operation.Debug) {
            needed.add(DEBUG);
        } else if (operation instanceof Operation.PageRequest) {
            needed.add(PRI);
        } else if (operation instanceof Operation.InvalidationDone
                || operation instanceof Operation.InvalidationTimeout) {
            needed.add(ATS);
        } else if (operation instanceof Operation.Request request
                && request.request().origin() != DeviceRequest.Origin.UNTRANSLATED) {
            needed.add(ATS);
        } else if (operation instanceof Operation.RegisterWrite write) {
            addRegister(write.offset(), needed);
        } else if (operation instanceof Operation.RegisterRead read) {
            addRegister(read.offset(), needed);
        }
        if (operation.expectation().mrif() != null) {
            needed.add(MRIF);
        }
    }

    private static void addRegister(int offset, Set<String> needed) {
        if ((offset >= PQB && offset < CQCSR) || offset == PQCSR) {
            needed.add(PRI);
        } else if (offset > IPSR && offset < TR_REQ_IOVA) {
            needed.add(HPM);
        } else if (offset >= TR_REQ_IOVA && offset < IOMMU_QOSID) {
            needed.add(DEBUG);
        } else if (offset >= IOMMU_QOSID && offset < AFTER_QOSID) {
            needed.add(QOSID);
        } else if (offset >= MSI_TABLE && offset < MSI_TABLE_END) {
            needed.add(INTERRUPT_MESSAGES);
        }
    }
}
