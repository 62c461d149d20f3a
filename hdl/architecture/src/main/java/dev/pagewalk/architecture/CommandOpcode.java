package dev.pagewalk.architecture;

import java.util.Optional;

/** Commands by opcode and func3. [IOMMU §4.1] */
public enum CommandOpcode {
    IOTINVAL_VMA(1, 0, "IOTINVAL.VMA"),
    IOTINVAL_GVMA(1, 1, "IOTINVAL.GVMA"),
    IOFENCE_C(2, 0, "IOFENCE.C"),
    IODIR_INVAL_DDT(3, 0, "IODIR.INVAL_DDT"),
    IODIR_INVAL_PDT(3, 1, "IODIR.INVAL_PDT"),
    ATS_INVAL(4, 0, "ATS.INVAL"),
    ATS_PRGR(4, 1, "ATS.PRGR");

    private final int opcode;
    private final int function;
    private final String label;

    CommandOpcode(int opcode, int function, String label) {
        this.opcode = opcode;
        this.function = function;
        this.label = label;
    }

    /** Bits 6:0. */
    public int opcode() {
        return opcode;
    }

    /** Bits 9:7, func3. */
    public int function() {
        return function;
    }

    /** The specification's mnemonic. */
    public String label() {
        return label;
    }

    /** First doubleword with opcode and func3 and nothing else. */
    public long encode() {
        return CommandFields.OPCODE.bits().of(opcode)
                | CommandFields.FUNC3.bits().of(function);
    }

    /** The command of a first doubleword, empty for reserved and custom encodings. */
    public static Optional<CommandOpcode> of(long firstDoubleword) {
        long opcode = CommandFields.OPCODE.bits().get(firstDoubleword);
        long function = CommandFields.FUNC3.bits().get(firstDoubleword);
        for (CommandOpcode command : values()) {
            if (command.opcode == opcode && command.function == function) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
