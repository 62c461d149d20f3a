package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.rtl.common.MessageWords.blank;
import static dev.pagewalk.hdl.rtl.common.MessageWords.put;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * How a translation request of a device is answered; a pure function of the answer of its walk. [IOMMU §3.6]
 *
 * <pre>
 *  no fault ------------------------------------------ success, R W X as granted
 *  12, 13, 15, 20, 21, 23, 262, 266 ------------------ success, R = W = 0, no record
 *  256 to 260 ---------------------------------------- UR, recorded unless DTF
 *  all others ---------------------------------------- CA, recorded unless DTF
 * </pre>
 */
final class AtsVerdict {
    private static final FaultCause[] DENIALS = {
        FaultCause.INSTRUCTION_PAGE_FAULT,
        FaultCause.READ_PAGE_FAULT,
        FaultCause.WRITE_PAGE_FAULT,
        FaultCause.INSTRUCTION_GUEST_PAGE_FAULT,
        FaultCause.READ_GUEST_PAGE_FAULT,
        FaultCause.WRITE_GUEST_PAGE_FAULT,
        FaultCause.MSI_PTE_NOT_VALID,
        FaultCause.PDT_NOT_VALID
    };
    private static final FaultCause[] UNSUPPORTED = {
        FaultCause.ALL_INBOUND_DISALLOWED,
        FaultCause.DDT_ACCESS_FAULT,
        FaultCause.DDT_NOT_VALID,
        FaultCause.DDT_MISCONFIGURED,
        FaultCause.TYPE_DISALLOWED
    };
    private static final int PAGE = 12;
    private static final int PPN_BITS = 44;

    final AtsReply reply;
    /** The answer names a page: an invalidation takes it back. */
    final Bool granted;
    /** A fault is recorded. */
    final Bool record;

    final UInt cause;

    AtsVerdict(IommuParameters parameters, AtsQuestion question, WalkResult result) {
        Bool denied = and(result.fault, Canaries.lose(Canary.ATS_DENIAL_ABORTED, isOneOf(result.cause, DENIALS)));
        Bool unsupported = isOneOf(result.cause, UNSUPPORTED);
        Bool failed = and(result.fault, not(denied));
        Bits failure = mux(unsupported, b(MessageUser.UNSUPPORTED_REQUEST, 2), b(MessageUser.COMPLETER_ABORT, 2));
        reply = new AtsReply(parameters);
        set(reply.status, mux(failed, failure, b(MessageUser.SUCCESS, 2)));
        set(reply.pbmt, mux(result.fault, b(0, 2), result.pbmt));
        set(reply.body, body(question, result, failed));
        if (reply.fault != null) {
            set(reply.fault, result.fault);
        }
        granted = not(result.fault);
        record = and(failed, not(result.dropRecord));
        cause = result.cause;
    }

    private static Bool isOneOf(UInt cause, FaultCause[] causes) {
        Bool found = off();
        for (FaultCause candidate : causes) {
            found = or(found, eq(cause, candidate.code()));
        }
        return found;
    }

    private static Bits body(AtsQuestion question, WalkResult result, Bool failed) {
        Bool granted = not(result.fault);
        Bits body = blank();
        put(body, MessageUser.READABLE, and(granted, result.readable));
        Bool writable = Canaries.force(Canary.ATS_GRANTS_WRITE, result.writable);
        put(body, MessageUser.WRITABLE, and(granted, writable));
        put(body, MessageUser.UNTRANSLATED_ONLY, and(granted, result.untranslatedOnly));
        put(body, MessageUser.EXECUTABLE, and(granted, result.executable, result.readable, question.execute));
        put(body, MessageUser.PRIVILEGED_MODE, and(not(failed), question.requester.privileged));
        Bool global = Canaries.instead(
                Canary.ATS_GLOBAL_NEEDS_ACCESS,
                result.global,
                () -> and(result.global, or(result.readable, result.writable)));
        put(body, MessageUser.GLOBAL, and(granted, global, question.requester.processValid));
        put(body, MessageUser.CXL_IO, and(granted, result.cxlIo, question.cxl));
        Bool place = and(granted, not(result.mrif));
        Bool large = Canaries.force(Canary.ATS_PAGE_TOO_LARGE, gt(result.sizeLog2, PAGE));
        put(body, MessageUser.SIZE, and(place, large));
        set(slice(body, PAGE + PPN_BITS - 1, PAGE), mux(place, sized(result), b(0, PPN_BITS)));
        Bits upper = toBits(slice(question.iova, Long.SIZE - 1, PAGE + PPN_BITS));
        Bool unchanged = and(place, Canaries.lose(Canary.ATS_ADDRESS_CUT, result.unchanged));
        set(slice(body, Long.SIZE - 1, PAGE + PPN_BITS), mux(unchanged, upper, zeros(Long.SIZE - PAGE - PPN_BITS)));
        return body;
    }

    /** Ones below the bit that tells the size, which is 0. [PCIe ATS, S] */
    private static Bits sized(WalkResult result) {
        Bits page = bits(PPN_BITS);
        for (int i = 0; i < PPN_BITS; i++) {
            Bool below = gt(result.sizeLog2, PAGE + i + 1L);
            Bool mark = eq(result.sizeLog2, PAGE + i + 1L);
            set(at(page, i), or(below, and(at(result.ppn, i), not(mark))));
        }
        return page;
    }
}
