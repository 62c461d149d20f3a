package dev.pagewalk.hdl.rtl.queue;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.RecordField;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;

import java.util.ArrayList;
import java.util.List;

/**
 * Which bits a command may have set; every other bit makes it illegal. [IOMMU §4.1]
 *
 * @param command what it is
 * @param operands fields that software may set
 */
record CommandFormat(CommandOpcode command, List<RecordField> operands) {

    private static final List<RecordField> MESSAGE_OPERANDS = List.of(
            CommandFields.ATS_PID,
            CommandFields.ATS_PV,
            CommandFields.ATS_DSV,
            CommandFields.ATS_RID,
            CommandFields.ATS_DSEG,
            CommandFields.ATS_PAYLOAD);

    /** The commands that a configuration knows. */
    static List<CommandFormat> of(IommuParameters parameters) {
        List<RecordField> invalidate = new ArrayList<>(List.of(
                CommandFields.INVAL_AV,
                CommandFields.INVAL_PSCID,
                CommandFields.INVAL_GV,
                CommandFields.INVAL_GSCID,
                CommandFields.INVAL_ADDR));
        if (parameters.has(Feature.NON_LEAF_INVALIDATION)) {
            invalidate.add(CommandFields.INVAL_NL);
        }
        if (parameters.has(Feature.RANGE_INVALIDATION)) {
            invalidate.add(CommandFields.INVAL_S);
        }
        List<RecordField> invalidateFirst = new ArrayList<>(invalidate);
        invalidateFirst.add(CommandFields.INVAL_PSCV);
        List<CommandFormat> formats = new ArrayList<>(List.of(
                new CommandFormat(CommandOpcode.IOTINVAL_VMA, invalidateFirst),
                new CommandFormat(CommandOpcode.IOTINVAL_GVMA, invalidate),
                new CommandFormat(
                        CommandOpcode.IOFENCE_C,
                        List.of(
                                CommandFields.FENCE_AV,
                                CommandFields.FENCE_WSI,
                                CommandFields.FENCE_PR,
                                CommandFields.FENCE_PW,
                                CommandFields.FENCE_DATA,
                                CommandFields.FENCE_ADDR)),
                new CommandFormat(CommandOpcode.IODIR_INVAL_DDT, List.of(CommandFields.DIR_DV, CommandFields.DIR_DID)),
                new CommandFormat(CommandOpcode.IODIR_INVAL_PDT, processOperands(parameters))));
        if (parameters.has(Feature.ATS)) {
            formats.add(new CommandFormat(CommandOpcode.ATS_INVAL, MESSAGE_OPERANDS));
            formats.add(new CommandFormat(CommandOpcode.ATS_PRGR, MESSAGE_OPERANDS));
        }
        return formats;
    }

    /** A process id wider than the widest process directory is illegal. */
    private static List<RecordField> processOperands(IommuParameters parameters) {
        List<RecordField> operands = new ArrayList<>(List.of(CommandFields.DIR_DV, CommandFields.DIR_DID));
        int width = parameters.processIdBits();
        if (width > 0) {
            int low = CommandFields.DIR_PID.bits().low();
            operands.add(RecordField.bits(0, CommandFields.DIR_PID.name(), low + width - 1, low, "process id"));
        }
        return operands;
    }

    /** Ones for the bits of a doubleword that have to be 0. */
    long reserved(int doubleword) {
        long allowed = doubleword == 0
                ? CommandFields.OPCODE.bits().mask()
                        | CommandFields.FUNC3.bits().mask()
                : 0;
        for (RecordField field : operands) {
            if (field.doubleword() == doubleword) {
                allowed |= field.bits().mask();
            }
        }
        return ~allowed;
    }
}
