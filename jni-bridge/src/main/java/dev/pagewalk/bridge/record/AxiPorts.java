package dev.pagewalk.bridge.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the AXI ports among the names of a top: {@code <bus>_<channel><signal>}, all lower case. */
final class AxiPorts {
    private static final Pattern BUS = Pattern.compile("([sm]_axi(?:_[a-z0-9]+)*)_awvalid");

    private AxiPorts() {}

    static List<String> busNames(PortList ports) {
        List<String> names = new ArrayList<>();
        for (Port port : ports.ports()) {
            Matcher matcher = BUS.matcher(port.name());
            if (matcher.matches()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    static Port require(PortList ports, String bus, AxiChannelKind kind, String signal) {
        String name = bus + "_" + kind.prefix() + signal;
        return ports.port(name)
                .filter(port -> port.width() == 1)
                .orElseThrow(() -> new IllegalArgumentException("AXI port incomplete: missing=" + name));
    }

    static AxiBus bus(CycleLayout layout, String name, int firstIndex) {
        Map<AxiChannelKind, AxiChannel> channels = new EnumMap<>(AxiChannelKind.class);
        for (AxiChannelKind kind : AxiChannelKind.values()) {
            channels.put(kind, channel(layout, name + "_" + kind.prefix(), kind, firstIndex + kind.code()));
        }
        return new AxiBus(
                name,
                name.startsWith("m_"),
                !channels.get(AxiChannelKind.AW).field("len").present(),
                channels.get(AxiChannelKind.AW),
                channels.get(AxiChannelKind.W),
                channels.get(AxiChannelKind.B),
                channels.get(AxiChannelKind.AR),
                channels.get(AxiChannelKind.R));
    }

    private static AxiChannel channel(CycleLayout layout, String name, AxiChannelKind kind, int index) {
        Map<String, PinField> fields = new LinkedHashMap<>();
        for (PinField field : layout.pins().values()) {
            if (field.name().startsWith(name)) {
                String signal = field.name().substring(name.length());
                if (!signal.equals("valid") && !signal.equals("ready")) {
                    fields.put(signal, field);
                }
            }
        }
        return new AxiChannel(name, kind, index, fields);
    }
}
