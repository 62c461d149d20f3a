package dev.pagewalk.bridge.build;

import dev.pagewalk.bridge.record.AxiChannelKind;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.PinDirection;
import dev.pagewalk.bridge.record.PinField;

import java.util.List;

/**
 * Writes one C struct per bus with an accessor per AXI signal, the same for every top: reading a signal that a top does
 * not have gives zero, driving it does nothing.
 */
final class PinAccess {
    private static final List<String> BUSES =
            List.of("s_axi_cfg", "s_axi_dev", "s_axi_host", "m_axi_mem", "m_axi_ptw", "m_axi_host");
    private static final List<String> STREAMS = List.of("s_ats_req", "m_ats_msg");
    private static final List<String> ADDRESS = List.of(
            "id", "addr", "len", "size", "burst", "lock", "cache", "prot", "qos", "atop", "user", "valid", "ready");
    private static final List<String> WRITE = List.of("data", "strb", "last", "valid", "ready");
    private static final List<String> RESPONSE = List.of("id", "resp", "user", "valid", "ready");
    private static final List<String> READ = List.of("id", "data", "resp", "user", "last", "valid", "ready");
    private static final int DATA_WIDTH = 64;

    private final CycleLayout layout;
    private final StringBuilder text;

    PinAccess(CycleLayout layout, StringBuilder text) {
        this.layout = layout;
        this.text = text;
    }

    void write() {
        line("namespace pw_pins {");
        for (String bus : BUSES) {
            bus(bus);
        }
        for (String stream : STREAMS) {
            stream(stream);
        }
        line("struct others {");
        line("    static constexpr bool has_canary = "
                + layout.pinOrAbsent("dbg_canary").present() + ';');
        accessor("aresetn", "aresetn");
        accessor("canary", "dbg_canary");
        accessor("irq", "irq");
        zero();
        line("    static void set_aclk(PwTop& m, uint64_t v) { m.rootp->aclk = static_cast<CData>(v); }");
        line("};");
        line("}");
    }

    /** Start values of inputs would otherwise be random as those of registers are. */
    private void zero() {
        line("    static void zero_inputs(PwTop& m) {");
        for (PinField pin : layout.pins().values()) {
            if (pin.direction() == PinDirection.IN) {
                String member = "m." + PinHeader.member(pin);
                line(
                        pin.width() > Long.SIZE
                                ? "        std::memset(&" + member + ", 0, sizeof " + member + ");"
                                : "        " + member + " = 0;");
            }
        }
        line("    }");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void bus(String bus) {
        boolean present = layout.hasBus(bus);
        if (present) {
            check(bus);
        }
        line("struct " + bus + " {");
        line("    static constexpr bool present = " + present + ';');
        line("    static constexpr unsigned id_bits = "
                + layout.pinOrAbsent(bus + "_awid").width() + ';');
        line("    static constexpr unsigned address_bits = "
                + layout.pinOrAbsent(bus + "_awaddr").width() + ';');
        for (AxiChannelKind kind : AxiChannelKind.values()) {
            for (String signal : signals(kind)) {
                accessor(kind.prefix() + signal, bus + '_' + kind.prefix() + signal);
            }
        }
        line("};");
    }

    private void stream(String bus) {
        line("struct " + bus + " {");
        line("    static constexpr bool present = "
                + layout.pinOrAbsent(bus + "_tvalid").present() + ';');
        for (String signal : List.of("tvalid", "tready", "tdata", "tuser")) {
            accessor(signal, bus + '_' + signal);
        }
        line("};");
    }

    private static List<String> signals(AxiChannelKind kind) {
        return switch (kind) {
            case AW, AR -> ADDRESS;
            case W -> WRITE;
            case B -> RESPONSE;
            case R -> READ;
        };
    }

    private void check(String bus) {
        for (String signal : List.of("_wdata", "_rdata")) {
            int width = layout.pinOrAbsent(bus + signal).width();
            if (width != DATA_WIDTH) {
                throw new BuildException("data width not supported by the bus models: pin=" + bus + signal + ", width="
                        + width + ", supported=" + DATA_WIDTH);
            }
        }
        for (AxiChannelKind kind : List.of(AxiChannelKind.AW, AxiChannelKind.AR)) {
            for (String signal : List.of("addr", "user", "id")) {
                PinField pin = layout.pinOrAbsent(bus + '_' + kind.prefix() + signal);
                if (pin.width() > Long.SIZE) {
                    throw new BuildException(
                            "pin too wide for the bus models: pin=" + pin.name() + ", width=" + pin.width());
                }
            }
        }
    }

    private void accessor(String name, String pinName) {
        PinField pin = layout.pinOrAbsent(pinName);
        if (!pin.present()) {
            line("    static uint64_t get_" + name + "(const PwTop&) { return 0; }");
            line("    static void set_" + name + "(PwTop&, uint64_t) {}");
            return;
        }
        String member = "m." + PinHeader.member(pin);
        line("    static uint64_t get_" + name + "(const PwTop& m) { return " + member + "; }");
        if (pin.direction() == PinDirection.IN) {
            line("    static void set_" + name + "(PwTop& m, uint64_t v) { " + member + " = static_cast<" + type(pin)
                    + ">(v" + mask(pin) + "); }");
        }
    }

    private static String type(PinField pin) {
        return pin.width() == 1
                ? "CData"
                : switch (pin.bytes()) {
                    case 1 -> "CData";
                    case 2 -> "SData";
                    case 4 -> "IData";
                    default -> "QData";
                };
    }

    /** Verilator expects the bits above the width of an input to be zero. */
    private static String mask(PinField pin) {
        return pin.width() >= Long.SIZE ? "" : " & 0x" + Long.toHexString((1L << pin.width()) - 1) + "ULL";
    }
}
