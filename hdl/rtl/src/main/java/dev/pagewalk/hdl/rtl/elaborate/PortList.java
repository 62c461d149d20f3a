package dev.pagewalk.hdl.rtl.elaborate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Netlist;
import dev.pagewalk.hdl.spinal.Port;

/**
 * The file {@code ports.json} beside the Verilog of a top.
 *
 * <pre>
 * {"format":1, "module":"CosimTop", "configuration":"small",
 *  "parameters":{"features":["SV39",…], "capabilities":"0x…", "dataWidth":64, …},
 *  "ports":[{"name":"aclk","direction":"in","width":1}, …]}
 * </pre>
 */
final class PortList {

    private static final int FORMAT = 1;

    private PortList() {}

    /** The file's text; the same input gives the same text. */
    static String json(String configuration, IommuParameters parameters, Netlist netlist) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", FORMAT);
        root.put("module", netlist.top());
        root.put("configuration", configuration);
        root.set("parameters", parameters(mapper, parameters));
        ArrayNode ports = root.putArray("ports");
        for (Port port : netlist.ports()) {
            ObjectNode node = ports.addObject();
            node.put("name", port.name());
            node.put("direction", port.direction() == Port.Direction.INPUT ? "in" : "out");
            node.put("width", port.width());
        }
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode parameters(ObjectMapper mapper, IommuParameters parameters) {
        ObjectNode node = mapper.createObjectNode();
        ArrayNode features = node.putArray("features");
        parameters.features().forEach(f -> features.add(f.name()));
        node.put("capabilities", "0x" + Long.toHexString(parameters.capabilities()));
        for (Size size : Size.values()) {
            node.put(size.label(), parameters.size(size));
        }
        return node;
    }
}
