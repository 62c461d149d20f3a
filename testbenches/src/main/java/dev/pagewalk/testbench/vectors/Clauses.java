package dev.pagewalk.testbench.vectors;

import java.util.Map;

/** Which clause of docs/iommu-architecture.md an expectation follows from, for failure messages. */
final class Clauses {
    private static final Map<String, String> BY_KEY = Map.ofEntries(
            Map.entry("st", "[IOMMU §5, §7]"),
            Map.entry("cause", "[IOMMU §5, §8]"),
            Map.entry("spa", "[IOMMU §5 steps 17-20]"),
            Map.entry("pbmt", "[IOMMU §4 PBMT]"),
            Map.entry("msi", "[IOMMU §6 match]"),
            Map.entry("mrif", "[IOMMU §6 MRIF]"),
            Map.entry("ats", "[IOMMU §7 translation request responses]"),
            Map.entry("fault", "[IOMMU §1 debug interface]"),
            Map.entry("fq", "[IOMMU §8 record]"),
            Map.entry("fqt", "[IOMMU §8 queue rules]"),
            Map.entry("pq", "[IOMMU §9 PQ record]"),
            Map.entry("pqt", "[IOMMU §7 page requests]"),
            Map.entry("msgs", "[IOMMU §7, §9 messages]"),
            Map.entry("cqh", "[IOMMU §9, §1 cqcsr]"),
            Map.entry("cqcsr", "[IOMMU §1 cqcsr]"),
            Map.entry("sync", "[IOMMU §9 IOFENCE.C]"),
            Map.entry("mem", "[IOMMU §4 A and D, §9 IOFENCE.C, §10]"),
            Map.entry("val", "[IOMMU §1]"),
            Map.entry("qos", "[IOMMU §11]"),
            Map.entry("acc", "[IOMMU §11]"),
            Map.entry("wires", "[IOMMU §1 ipsr, §10]"),
            Map.entry("rdata", "[IOMMU §6 MRIF store]"),
            Map.entry("busy", "[IOMMU §1 tr_req_ctl]"));

    private Clauses() {}

    static String of(String key) {
        return BY_KEY.getOrDefault(key, "[IOMMU]");
    }

    /** Every key of an expectation must have one; a test says so. */
    static boolean known(String key) {
        return BY_KEY.containsKey(key);
    }
}
