package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.architecture.RecordField;
import dev.pagewalk.hdl.rtl.common.AtsMessage;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.common.MessageWords;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * What a command of 128 bits asks for; a pure function of the command, the configuration and fctl.WSI.
 *
 * <pre>
 *  opcode, func3 unknown? ----------------------------- illegal
 *  a bit outside the operands set? -------------------- illegal
 *  IOFENCE.C with WSI=1, but fctl.WSI=0? -------------- illegal
 *  IODIR.INVAL_PDT with DV=0? ------------------------- illegal
 *  IOTINVAL.*, IODIR.* -------------------------------- invalidate
 *  IOFENCE.C ------------------------------------------ fence
 *  ATS.* ---------------------------------------------- message
 * </pre>
 */
final class DecodedCommand {

    private final Bits low;
    private final Bits high;

    final Bool illegal;
    final Bool isFence;
    /** ATS.INVAL. */
    final Bool isDeviceInvalidation;
    /** ATS.INVAL or ATS.PRGR. */
    final Bool isMessage;

    final Bool fenceWrites;
    final Bool fenceWires;
    final Bits fenceData;
    final UInt fenceAddress;
    final Invalidation invalidation;

    /**
     * @param low first doubleword, in register order
     * @param high second doubleword
     * @param wires fctl.WSI
     */
    DecodedCommand(IommuParameters parameters, Bits low, Bits high, Bool wires) {
        this.low = low;
        this.high = high;
        Bool legal = off();
        for (CommandFormat format : CommandFormat.of(parameters)) {
            Bool clean = not(or(any(and(low, b(format.reserved(0), 64))), any(and(high, b(format.reserved(1), 64)))));
            legal = or(legal, and(is(low, format.command()), clean, allowed(format.command(), low, wires)));
        }
        illegal = not(legal);
        isFence = is(low, CommandOpcode.IOFENCE_C);
        isDeviceInvalidation = is(low, CommandOpcode.ATS_INVAL);
        isMessage = or(isDeviceInvalidation, is(low, CommandOpcode.ATS_PRGR));
        fenceWrites = Canaries.lose(Canary.FENCE_WITHOUT_DATA, flag(low, CommandFields.FENCE_AV));
        fenceWires = flag(low, CommandFields.FENCE_WSI);
        fenceData = field(low, CommandFields.FENCE_DATA);
        fenceAddress = toUInt(cat(field(high, CommandFields.FENCE_ADDR), zeros(2)));
        invalidation = invalidation(low, high);
    }

    private static Bool allowed(CommandOpcode command, Bits low, Bool wires) {
        return switch (command) {
            case IOFENCE_C -> or(not(flag(low, CommandFields.FENCE_WSI)), wires);
            case IODIR_INVAL_PDT -> flag(low, CommandFields.DIR_DV);
            default -> on();
        };
    }

    /** The message of an ATS command, with the tag of an invalidation request. */
    AtsMessage message(UInt tag) {
        AtsMessage message = new AtsMessage();
        Bits head = MessageWords.blank();
        MessageWords.put(
                head,
                MessageUser.DEVICE_ID,
                cat(field(low, CommandFields.ATS_DSEG), field(low, CommandFields.ATS_RID)));
        MessageWords.put(head, MessageUser.PROCESS_ID, field(low, CommandFields.ATS_PID));
        MessageWords.put(head, MessageUser.PROCESS_VALID, flag(low, CommandFields.ATS_PV));
        MessageWords.put(
                head,
                MessageUser.TYPE,
                mux(
                        isDeviceInvalidation,
                        b(MessageUser.INVALIDATION_REQUEST, 2),
                        b(MessageUser.PAGE_GROUP_RESPONSE, 2)));
        MessageWords.put(head, MessageUser.SEGMENT_VALID, flag(low, CommandFields.ATS_DSV));
        MessageWords.put(head, MessageUser.TAG, mux(isDeviceInvalidation, toBits(tag), zeros(8)));
        set(message.tuser, head);
        set(message.tdata, high);
        return message;
    }

    private static Invalidation invalidation(Bits low, Bits high) {
        Invalidation result = new Invalidation();
        set(result.kind, b(InvalidationKind.VMA.code(), 2));
        when(is(low, CommandOpcode.IOTINVAL_GVMA), () -> set(result.kind, b(InvalidationKind.GVMA.code(), 2)));
        when(is(low, CommandOpcode.IODIR_INVAL_DDT), () -> set(result.kind, b(InvalidationKind.DDT.code(), 2)));
        when(is(low, CommandOpcode.IODIR_INVAL_PDT), () -> set(result.kind, b(InvalidationKind.PDT.code(), 2)));
        set(result.av, Canaries.force(Canary.AV_ALWAYS, flag(low, CommandFields.INVAL_AV)));
        set(result.gv, Canaries.force(Canary.GV_ALWAYS, flag(low, CommandFields.INVAL_GV)));
        set(result.pscv, Canaries.force(Canary.PSCV_ALWAYS, flag(low, CommandFields.INVAL_PSCV)));
        set(result.nl, Canaries.lose(Canary.NL_IGNORED, flag(low, CommandFields.INVAL_NL)));
        set(result.s, Canaries.lose(Canary.S_IGNORED, flag(high, CommandFields.INVAL_S)));
        set(result.pscid, toUInt(field(low, CommandFields.INVAL_PSCID)));
        set(result.gscid, toUInt(field(low, CommandFields.INVAL_GSCID)));
        set(result.page, toUInt(field(high, CommandFields.INVAL_ADDR)));
        set(result.dv, flag(low, CommandFields.DIR_DV));
        set(result.deviceId, toUInt(field(low, CommandFields.DIR_DID)));
        set(result.processId, toUInt(field(low, CommandFields.DIR_PID)));
        return result;
    }

    private static Bool is(Bits low, CommandOpcode command) {
        return and(
                eq(field(low, CommandFields.OPCODE), command.opcode()),
                eq(field(low, CommandFields.FUNC3), command.function()));
    }

    private static Bool flag(Bits word, RecordField field) {
        return at(word, field.bits().low());
    }

    private static Bits field(Bits word, RecordField field) {
        return slice(word, field.bits().high(), field.bits().low());
    }
}
