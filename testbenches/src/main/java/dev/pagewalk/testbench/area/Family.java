package dev.pagewalk.testbench.area;

import java.util.Map;

/** A family of FPGAs that yosys maps to, and what its cells count. */
public enum Family {
    /** Xilinx 7 series. */
    XILINX(
            "synth_xilinx -family xc7 -abc9 -flatten -top Iommu",
            Map.ofEntries(
                    Map.entry("LUT1", 1),
                    Map.entry("LUT2", 1),
                    Map.entry("LUT3", 1),
                    Map.entry("LUT4", 1),
                    Map.entry("LUT5", 1),
                    Map.entry("LUT6", 1),
                    Map.entry("RAM32X1D", 2),
                    Map.entry("RAM64X1D", 2),
                    Map.entry("RAM128X1D", 4),
                    Map.entry("RAM32M", 4),
                    Map.entry("RAM64M", 4),
                    Map.entry("SRL16E", 1),
                    Map.entry("SRLC32E", 1)),
            "FD[RSCP]E(_1)?",
            Map.of("RAMB36E1", 2, "RAMB18E1", 1),
            "LD[CP]E(_1)?"),

    /** Lattice ECP5. */
    ECP5(
            "synth_ecp5 -top Iommu",
            Map.of("LUT4", 1, "CCU2C", 2, "TRELLIS_DPR16X4", 4),
            "TRELLIS_FF",
            Map.of("DP16KD", 1, "PDPW16KD", 1),
            ".*DLATCH.*");

    private final String synthesis;

    // Map.of and Map.ofEntries are immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Integer> lookUpTables;

    private final String flipFlops;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Integer> blockRams;

    private final String latches;

    Family(
            String synthesis,
            Map<String, Integer> lookUpTables,
            String flipFlops,
            Map<String, Integer> blockRams,
            String latches) {
        this.synthesis = synthesis;
        this.lookUpTables = lookUpTables;
        this.flipFlops = flipFlops;
        this.blockRams = blockRams;
        this.latches = latches;
    }

    /** The yosys command that maps the design. */
    public String synthesis() {
        return synthesis;
    }

    /** Look-up tables among these cells, with those that serve as memory. */
    int lookUpTables(Map<String, Integer> cells) {
        return weigh(cells, lookUpTables);
    }

    /** Flip-flops among these cells. */
    int flipFlops(Map<String, Integer> cells) {
        return count(cells, flipFlops);
    }

    /** Block memories of 18 kbit among these cells. */
    int blockRams(Map<String, Integer> cells) {
        return weigh(cells, blockRams);
    }

    /** Latches among these cells; none are wanted. */
    int latches(Map<String, Integer> cells) {
        return count(cells, latches);
    }

    private static int weigh(Map<String, Integer> cells, Map<String, Integer> weights) {
        return cells.entrySet().stream()
                .mapToInt(cell -> cell.getValue() * weights.getOrDefault(cell.getKey(), 0))
                .sum();
    }

    private static int count(Map<String, Integer> cells, String pattern) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().matches(pattern))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
