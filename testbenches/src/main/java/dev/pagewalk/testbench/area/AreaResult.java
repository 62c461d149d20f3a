package dev.pagewalk.testbench.area;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a netlist takes.
 *
 * @param netlist hash of the Verilog that was measured
 * @param lookUpTables look-up tables, with those used as memory
 * @param flipFlops flip-flops
 * @param blockRams block memories of 18 kbit
 * @param latches latches; 0 in a sound design
 * @param problems nets without driver, loops and nets with several drivers after mapping
 * @param path longest path through cells alone, in picoseconds; 0 if the family has no delays
 */
public record AreaResult(
        String netlist, int lookUpTables, int flipFlops, int blockRams, int latches, int problems, int path) {

    /** Whether a synthesis tool takes the design without complaint. */
    public boolean sound() {
        return latches == 0 && problems == 0;
    }

    static AreaResult of(JsonNode node) {
        return new AreaResult(
                node.path("netlist").asText(),
                node.path("lut").asInt(),
                node.path("ff").asInt(),
                node.path("bram18").asInt(),
                node.path("latches").asInt(),
                node.path("problems").asInt(),
                node.path("path_ps").asInt());
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("netlist", netlist)
                .put("lut", lookUpTables)
                .put("ff", flipFlops)
                .put("bram18", blockRams)
                .put("latches", latches)
                .put("problems", problems)
                .put("path_ps", path);
    }
}
