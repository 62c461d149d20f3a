package dev.pagewalk.bridge.build;

import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordDescriptor;
import dev.pagewalk.bridge.record.PinField;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code pw_pins.h}: the cycle record as a C struct with its assertions, the code that packs the pins into it,
 * the textual layout, and the pin accessors of the bus models.
 */
final class PinHeader {
    private final CycleLayout layout;
    private final StringBuilder text = new StringBuilder(1 << 16);

    private PinHeader(CycleLayout layout) {
        this.layout = layout;
    }

    static String of(CycleLayout layout, BuildOptions options) {
        PinHeader header = new PinHeader(layout);
        header.prologue(options);
        header.struct();
        header.assertions();
        header.pack();
        header.describe();
        new PinAccess(layout, header.text).write();
        header.line("");
        header.line("#endif");
        return header.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void prologue(BuildOptions options) {
        line("// Generated from ports.json by dev.pagewalk.bridge.build.PinHeader; do not edit.");
        line("#ifndef PW_PINS_H");
        line("#define PW_PINS_H");
        line("#include \"PwTop.h\"");
        line("#include \"PwTop___024root.h\"");
        line("#include \"pw_records.h\"");
        line("#include <cstddef>");
        line("#include <cstring>");
        line("#include <string>");
        line("");
        line("#define PW_MODULE \"" + layout.ports().module() + "\"");
        line("#define PW_CONFIGURATION \"" + layout.ports().configuration() + "\"");
        line("#define PW_WAVES " + (options.waves() ? 1 : 0));
        line("");
    }

    /** Members in the order of their places; single-bit words are named after their offsets. */
    private Map<Integer, String> members() {
        Map<Integer, String> members = new TreeMap<>();
        for (PinField pin : layout.pins().values()) {
            if (pin.width() == 1 && pin.offset() >= CycleRecordDescriptor.PINS) {
                members.put(pin.offset(), "uint64_t bits" + pin.offset());
            } else if (pin.width() > 1) {
                members.put(pin.offset(), declaration(pin));
            }
        }
        return members;
    }

    private static String declaration(PinField pin) {
        if (pin.bytes() > Long.BYTES) {
            return "uint64_t " + pin.name() + '[' + pin.bytes() / Long.BYTES + ']';
        }
        return "uint" + pin.bytes() * Byte.SIZE + "_t " + pin.name();
    }

    private void struct() {
        line("struct PwCycleRecord {");
        line("    uint64_t cycle;");
        line("    uint32_t repeat;");
        line("    uint32_t flags;");
        line("    uint64_t valid;");
        line("    uint64_t ready;");
        members().values().forEach(member -> line("    " + member + ';'));
        int end = layout.pins().values().stream()
                .mapToInt(pin -> pin.offset() + pin.bytes())
                .max()
                .orElse(CycleRecordDescriptor.PINS);
        if (end < layout.size()) {
            line("    uint8_t unused[" + (layout.size() - end) + "];");
        }
        line("};");
        line("static constexpr size_t PW_CYCLE_USED = " + layout.used() + ';');
        line("");
    }

    private void assertions() {
        line("static_assert(sizeof(PwCycleRecord) == " + layout.size() + ", \"size of a cycle record\");");
        offset("repeat", CycleRecordDescriptor.REPEAT);
        offset("flags", CycleRecordDescriptor.FLAGS);
        offset("valid", CycleRecordDescriptor.VALID);
        offset("ready", CycleRecordDescriptor.READY);
        members().forEach((offset, member) -> offset(memberName(member), offset));
        line("");
    }

    private static String memberName(String declaration) {
        return declaration.substring(declaration.indexOf(' ') + 1).replaceAll("\\[.*", "");
    }

    private void offset(String member, int offset) {
        line("static_assert(offsetof(PwCycleRecord, " + member + ") == " + offset + ", \"place of " + member + "\");");
    }

    private void pack() {
        line("static inline void pw_pack(const PwTop& m, PwCycleRecord& r) {");
        bitWord("r.valid", CycleRecordDescriptor.VALID);
        bitWord("r.ready", CycleRecordDescriptor.READY);
        for (Map.Entry<Integer, String> member : members().entrySet()) {
            String name = memberName(member.getValue());
            if (name.startsWith("bits")) {
                bitWord("r." + name, member.getKey());
            }
        }
        for (PinField pin : layout.pins().values()) {
            if (pin.bytes() > Long.BYTES) {
                int words = (pin.width() + Integer.SIZE - 1) / Integer.SIZE;
                line("    std::memcpy(r." + pin.name() + ", m." + member(pin) + ".m_storage, " + words * Integer.BYTES
                        + ");");
            } else if (pin.width() > 1) {
                line("    r." + pin.name() + " = m." + member(pin) + ';');
            }
        }
        line("}");
        line("");
    }

    private void bitWord(String target, int offset) {
        List<PinField> bits = layout.pins().values().stream()
                .filter(pin -> pin.width() == 1 && pin.offset() == offset)
                .toList();
        line("    " + target + " = 0" + (bits.isEmpty() ? ";" : ""));
        for (int i = 0; i < bits.size(); i++) {
            PinField bit = bits.get(i);
            line("        | static_cast<uint64_t>(m." + member(bit) + ") << " + bit.shift()
                    + (i == bits.size() - 1 ? ";" : ""));
        }
    }

    /**
     * A port in Verilator's model: in its root, where evaluation keeps it. The top class has a reference to each, which
     * would be one more load per pin, from memory that nothing else reads.
     */
    static String member(PinField pin) {
        return "rootp->" + pin.name().replace("__", "___05F");
    }

    private void describe() {
        line("static inline void pw_describe_pins(std::string& out) {");
        line("    out += \"cycle size \" + std::to_string(sizeof(PwCycleRecord)) + \"\\n\";");
        line("    out += \"cycle used \" + std::to_string(PW_CYCLE_USED) + \"\\n\";");
        for (String field : List.of("cycle", "repeat", "flags", "valid", "ready")) {
            line("    out += \"cycle " + field + " \" + std::to_string(offsetof(PwCycleRecord, " + field
                    + ")) + \"\\n\";");
        }
        for (PinField pin : layout.pins().values()) {
            String member = pin.width() > 1 ? pin.name() : wordOf(pin);
            line("    out += \"pin " + pin.name() + " offset \" + std::to_string(offsetof(PwCycleRecord, " + member
                    + ")) + \" bytes \" + std::to_string(sizeof(PwCycleRecord::" + member + ")) + \" shift "
                    + pin.shift() + " width " + pin.width() + "\\n\";");
        }
        line("}");
        line("");
    }

    private static String wordOf(PinField pin) {
        return switch (pin.offset()) {
            case CycleRecordDescriptor.VALID -> "valid";
            case CycleRecordDescriptor.READY -> "ready";
            default -> "bits" + pin.offset();
        };
    }
}
