package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Registers.regNext;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.DebugRegisters;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.HpmEvent;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.architecture.TransactionType;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;

/**
 * {@code tr_req_iova}, {@code tr_req_ctl} and {@code tr_response}: a translation on behalf of software. [IOMMU §5, §6]
 *
 * <p>Go starts it and reads 1 until the response is there; the registers do not change in between. The request counts as
 * an untranslated one, a write unless NW is set. Its faults are recorded. Pages are reported as 4 KiB, whatever their
 * size. A page that is a memory-resident interrupt file answers 260.
 *
 * <pre>
 *  idle -- Go --> ask -- slot --> wait -- result --> idle
 *                  ^--- retry -----'  '-- fault --> report --> idle
 * </pre>
 */
final class DebugRegisterGroup extends Group {

    final UInt page = regInit(u(0, 52));
    final Bool privileged = regInit(off());
    final Bool execute = regInit(off());
    final Bool noWrite = regInit(off());
    final UInt process = regInit(u(0, 20));
    final Bool processValid = regInit(off());
    final UInt device = regInit(u(0, 24));

    final Bool asking = regInit(off());
    final Bool waiting = regInit(off());
    final Bool reporting = regInit(off());
    final Bool busy = or(asking, waiting, reporting);
    final UInt slot;

    final Bool failed = regInit(off());
    final Bits memoryType = regInit(zeros(2));
    final UInt answer = regInit(u(0, 44));
    final UInt cause = reg(() -> uint(12));
    final UInt detail = reg(() -> uint(64));

    DebugRegisterGroup(RegisterMap map, DebugPort port) {
        slot = reg(() -> uint(widthOf(port.slot)));
        address(map);
        control(map);
        ask(port);
        finish(port);
        report(port);
        values(map);
    }

    /** A translation begins: its request, in the cycle after. */
    Flow<CountedEvent> counted(RegisterMap map) {
        Bool starts = and(map.written(Register.TR_REQ_CTL), not(busy), map.data(DebugRegisters.GO));
        Requester from = new Requester();
        requester(from);
        Flow<CountedEvent> event = flow(CountedEvent::new);
        set(event.valid(), regNext(starts, off()));
        set(event.payload(), CountedEvent.of(HpmEvent.UNTRANSLATED_REQUEST, from));
        return event;
    }

    private void address(RegisterMap map) {
        when(
                and(map.written(Register.TR_REQ_IOVA), not(busy)),
                () -> set(slice(page, 19, 0), toUInt(slice(map.data(), 31, 12))));
        when(and(map.writtenHigh(Register.TR_REQ_IOVA), not(busy)), () -> set(slice(page, 51, 20), toUInt(map.data())));
    }

    private void control(RegisterMap map) {
        when(and(map.writtenHigh(Register.TR_REQ_CTL), not(busy)), () -> {
            set(processValid, at(map.data(), DebugRegisters.PV.low() - 32));
            set(device, toUInt(slice(map.data(), DebugRegisters.DID.high() - 32, DebugRegisters.DID.low() - 32)));
        });
        when(and(map.written(Register.TR_REQ_CTL), not(busy)), () -> {
            set(asking, map.data(DebugRegisters.GO));
            set(privileged, map.data(DebugRegisters.PRIV));
            set(execute, map.data(DebugRegisters.EXE));
            set(noWrite, map.data(DebugRegisters.NW));
            set(process, toUInt(slice(map.data(), DebugRegisters.PID.high(), DebugRegisters.PID.low())));
        });
    }

    private void ask(DebugPort port) {
        TranslationRequest request = port.request.payload();
        set(port.request.valid(), asking);
        requester(request.requester);
        set(request.type, 0);
        set(request.write, not(noWrite));
        set(request.execute, execute);
        set(request.noWrite, noWrite);
        set(request.iova, toUInt(cat(page, zeros(12))));
        when(fire(port.request), () -> {
            set(asking, false);
            set(waiting, true);
            set(slot, port.slot);
        });
    }

    private void requester(Requester requester) {
        set(requester.deviceId, device);
        set(requester.processValid, processValid);
        set(requester.processId, mux(processValid, process, u(0, 20)));
        set(requester.privileged, and(processValid, privileged));
    }

    private void finish(DebugPort port) {
        WalkResult result = port.result.payload();
        Bool refused = or(result.fault, result.mrif);
        when(and(waiting, port.result.valid(), eq(result.slot, slot)), () -> {
            set(waiting, false);
            set(asking, result.retry);
            when(not(result.retry), () -> {
                set(failed, refused);
                set(memoryType, mux(refused, zeros(2), result.pbmt));
                UInt page = Canaries.instead(Canary.DEBUG_WRONG_PAGE, result.ppn, () -> xor(result.ppn, u(1, 44)));
                set(answer, mux(refused, u(0, 44), page));
                set(reporting, and(refused, not(result.dropRecord)));
            });
            set(cause, mux(result.fault, result.cause, u(FaultCause.TYPE_DISALLOWED.code(), 12)));
            set(detail, mux(result.fault, result.iotval2, u(0, 64)));
        });
    }

    private void report(DebugPort port) {
        FaultReport record = port.fault.payload();
        set(port.fault.valid(), reporting);
        set(record.cause, cause);
        UInt read = mux(
                execute,
                u(TransactionType.UNTRANSLATED_EXECUTE.code(), 6),
                u(TransactionType.UNTRANSLATED_READ.code(), 6));
        set(record.ttyp, mux(noWrite, read, u(TransactionType.UNTRANSLATED_WRITE.code(), 6)));
        requester(record.requester);
        set(record.iotval, toUInt(cat(page, zeros(12))));
        set(record.iotval2, detail);
        when(fire(port.fault), () -> set(reporting, false));
    }

    private void values(RegisterMap map) {
        map.value(Register.TR_REQ_IOVA, cat(page, zeros(12)));
        Bits control = cat(device, zeros(7), processValid, process, zeros(8), noWrite, execute, privileged, busy);
        map.value(Register.TR_REQ_CTL, control);
        map.value(Register.TR_RESPONSE, cat(zeros(10), answer, zeros(1), memoryType, zeros(6), failed));
    }
}
