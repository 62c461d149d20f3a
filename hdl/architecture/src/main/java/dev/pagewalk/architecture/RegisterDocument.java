package dev.pagewalk.architecture;

import java.util.ArrayList;
import java.util.List;

/** The page {@code docs/registers.md}, written from the constants of this package. */
public final class RegisterDocument {

    private RegisterDocument() {}

    /** The whole page as Markdown. */
    public static String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Registers");
        lines.add("");
        lines.add("Generated from `dev.pagewalk.architecture`; do not edit. Update: `mvn -pl hdl/architecture test");
        lines.add("-Dtest=RegisterDocumentTest -Dpagewalk.update=true`.");
        lines.add("");
        lines.add("A naturally aligned window of " + Register.WINDOW_BYTES
                + " bytes, little-endian, aligned accesses of 4 or 8");
        lines.add("bytes. An 8-byte write acts as its high half followed by its low half. Absent, reserved and custom");
        lines.add("registers read 0 and ignore writes.");
        lines.add("");
        registers(lines);
        for (Register register : Register.values()) {
            fields(lines, register);
        }
        causes(lines);
        user(lines, "AxUSER of `s_axi_dev`", AxiUser.DEVICE_FIELDS);
        user(lines, "AxUSER of `m_axi_mem` and `m_axi_ptw`", AxiUser.MEMORY_FIELDS);
        return String.join("\n", lines) + "\n";
    }

    private static void registers(List<String> lines) {
        lines.add("| Offset | Name | Bytes | Access | Present when |");
        lines.add("|---|---|---|---|---|");
        for (Register register : Register.values()) {
            boolean repeated = register.count() > 1;
            String name = repeated ? register.label() + "[" + register.count() + "]" : register.label();
            String offset = repeated ? register.offset() + " + " + register.stride() + "·n" : "" + register.offset();
            lines.add("| " + offset + " | " + name + " | " + register.bytes() + " | "
                    + register.access().label() + " | " + register.presence().condition() + " |");
        }
        lines.add("");
    }

    private static void fields(List<String> lines, Register register) {
        if (register.fields().isEmpty()) {
            return;
        }
        lines.add("## " + register.label() + " (" + register.offset() + ")");
        lines.add("");
        table(lines, register.fields());
    }

    private static void user(List<String> lines, String title, List<BitField> fields) {
        lines.add("## " + title);
        lines.add("");
        table(lines, fields);
    }

    private static void table(List<String> lines, List<BitField> fields) {
        lines.add("| Bits | Field | Meaning |");
        lines.add("|---|---|---|");
        for (BitField field : fields) {
            lines.add("| " + field.position() + " | " + field.name() + " | " + field.meaning() + " |");
        }
        lines.add("");
    }

    private static void causes(List<String> lines) {
        lines.add("## Fault causes");
        lines.add("");
        lines.add("| Code | Meaning | Recorded with DTF=1 |");
        lines.add("|---|---|---|");
        for (FaultCause cause : FaultCause.values()) {
            lines.add("| " + cause.code() + " | " + cause.meaning() + " | " + (cause.recordedWithDtf() ? "yes" : "no")
                    + " |");
        }
        lines.add("");
    }
}
