package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.lt;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.hdl.rtl.common.AxiAddress;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * What the device port decides in each cycle, from its registers alone; {@link DeviceFront} is the whole.
 *
 * <pre>
 *   lookup stage:  removal ------------------------------------------------&gt; entries go
 *                  malformed or reserved type ------------------------------&gt; FAULT
 *                  no entry with the permission (and not ddtp Bare) --------&gt; ASKING, question to the walk engine
 *                  read:  an earlier one of its id waits, or is answered ---&gt; READY
 *                  write: an earlier one waits, or data is missing ---------&gt; READY
 *                  otherwise -----------------------------------------------&gt; leaves at once
 *   fill:          entry into the IOTLB; a read with nothing before it leaves, unless the lookup stage's does
 *   service:       one waiting request: looks up again, leaves, is reported, or is answered
 * </pre>
 */
abstract class DeviceDecisions extends DeviceState {
    /** The engine of interrupt files has a response for its device, which goes first. */
    final Bool fileAnswers = hasFiles ? files.answer.valid() : off();

    final Decide decide = new Decide();
    final FillStep fillStep = new FillStep();
    final ServiceStep step = new ServiceStep();
    final Depart depart = new Depart();

    DeviceDecisions(IommuParameters parameters) {
        super(parameters);
    }

    /** The decision on the request in the lookup stage. */
    final class Decide extends Group {
        final DeviceRequest asked = lookup.request.judged(parameters);
        final Bool bare =
                and(eq(control.mode, DirectoryMode.BARE.encoding()), eq(asked.type, TranslationRequest.UNTRANSLATED));
        final Bool tables = gt(control.mode.asUInt(), DirectoryMode.BARE.encoding());
        final Bool refuse = or(asked.malformed, Canaries.lose(Canary.TYPE_ACCEPTED, asked.typeReserved()));
        final Bool known = and(not(refuse), or(bare, and(tables, translations.hit)));
        final Translation where = mux(bare, untouched(), translations.translation);
        final Bool readBlocked =
                or(Canaries.lose(Canary.READ_OVERTAKES, pending.readBefore), errorUnderWay(asked.id), readsOut.full);
        final Bool writeBlocked = or(
                Canaries.lose(Canary.WRITE_OVERTAKES, not(pending.noWrites)),
                at(store.writeError, asked.id),
                writesOut.full,
                not(writeReplies.mayDepart),
                not(writeData.mayDecide),
                not(gt(writeData.available, resize(asked.len, widthOfBeats()))),
                not(lt(writeQueue.occupancy, QUEUE)));
        final Bool blocked = mux(lookup.write, writeBlocked, readBlocked);
        /** It leaves at once. */
        final Bool direct = and(lookup.fresh, known, not(blocked));

        final Bool stays = and(lookup.asks, not(direct));
        /** Its outcome cannot be kept, because a walk's is written. */
        final Bool collides = fill.valid;

        final Bool missing = and(not(known), not(refuse));
        final Bits state = mux(
                missing,
                code(PendingState.ASKING),
                mux(
                        collides,
                        code(PendingState.LOOKUP),
                        mux(refuse, code(PendingState.FAULT), code(PendingState.READY))));
        final Bits outcome = mux(
                refuse,
                Outcome.of(parameters, off(), u(FaultCause.TYPE_DISALLOWED.code(), 12), u(0, 64)),
                Outcome.of(parameters, where));
    }

    /** What happens with a walk's answer. */
    final class FillStep extends Group {
        final Bool install = and(
                fill.valid, fill.keep, decide.tables, not(lookup.remove), IotlbKey.uniform(shape, store.waiting.iova));
        final Bool depart = and(
                fill.valid,
                not(fill.stays),
                pending.fillMayDepart,
                not(fence.begin),
                not(decide.direct),
                readMayGo(store.waiting));
    }

    /** The step of the request in service. */
    final class ServiceStep extends Group {
        final Bool turn = and(service.valid, not(fill.valid), not(fence.begin));
        final Bool lookupFree = not(invalidate.valid());
        final Bool launch = and(turn, service.is(PendingState.LOOKUP), lookupFree);
        final Bool first = eq(resize(service.index, PendingPorts.halfBits(parameters)), pending.first);
        final Bool writeTurn = and(
                first,
                not(at(store.writeError, store.waiting.id)),
                writeData.mayDecide,
                gt(writeData.available, resize(store.waiting.len, widthOfBeats())));
        final Bool writeMayGo =
                and(writeTurn, not(writesOut.full), writeReplies.mayDepart, lt(writeQueue.occupancy, QUEUE));
        final Bool depart = and(
                turn,
                service.is(PendingState.READY),
                not(decide.direct),
                mux(service.write, writeMayGo, readMayGo(store.waiting)));
        final Bool ofFile = hasFiles ? service.is(PendingState.FILE) : off();
        /** Into the engine of interrupt files, when memory has answered all writes before it. */
        final Bool storing = hasFiles
                ? and(
                        and(turn, ofFile, service.write, store.waiting.isWord()),
                        and(not(decide.direct), writeTurn, writesOut.none, files.store.ready()))
                : off();

        final Bool refusedByFile = and(ofFile, not(and(service.write, store.waiting.isWord())));
        final Bool silent = or(store.waiting.malformed, ofFile, Outcome.dropRecord(store.outcome));
        final Bool reject = and(
                turn,
                or(service.is(PendingState.FAULT), refusedByFile),
                not(decide.direct),
                or(silent, not(report.valid)),
                or(not(service.write), writeTurn));
        final Bool readRespond = and(not(service.write), readReplies.error.ready(), readsOut.idle);
        final Bool writeRespond = and(service.write, writeReplies.error.ready(), writesOut.idle, not(fileAnswers));
        final Bool respond = and(turn, service.is(PendingState.ERROR), or(readRespond, writeRespond));
        final Bool done = or(launch, depart, reject, respond, storing);
        final Bool leaves = or(service.is(PendingState.READY), service.is(PendingState.FAULT), ofFile);
        final Bool waits =
                or(fill.valid, and(leaves, decide.direct), and(service.is(PendingState.LOOKUP), not(lookupFree)));
        final Bool hold = and(service.valid, not(done), waits);
        /** Hits took its turn: new requests pause for it. */
        final Bool refused = regInit(off());

        {
            set(refused, and(turn, leaves, decide.direct, not(refused)));
        }
    }

    /** The one address that leaves in this cycle. */
    final class Depart extends Group {
        final Bool valid = or(decide.direct, fillStep.depart, step.depart);
        final Bool write = mux(decide.direct, lookup.write, and(not(fill.valid), service.write));
        final DeviceRequest request = mux(decide.direct, lookup.request, store.waiting);
        final Translation where = mux(
                decide.direct,
                decide.where,
                Outcome.translation(parameters, mux(fill.valid, fill.outcome, store.outcome)));
        final AxiAddress address = translated(request, where);
    }

    private AxiAddress translated(DeviceRequest from, Translation where) {
        AxiAddress to = new AxiAddress(memoryWidths);
        set(to.id, from.id);
        set(to.addr, where.address(from.iova));
        set(to.len, from.len);
        set(to.size, from.size);
        set(to.burst, from.burst);
        set(to.lock, from.lock);
        set(to.cache, from.cache);
        set(to.prot, from.prot);
        set(to.qos, from.qos);
        set(to.user, where.user());
        return to;
    }

    /** Nothing of its id is being answered with an error, and there is room. */
    private Bool readMayGo(DeviceRequest request) {
        return and(not(errorUnderWay(request.id)), not(readsOut.full), lt(readQueue.occupancy, QUEUE));
    }

    private Bool errorUnderWay(UInt id) {
        return and(readReplies.busy, eq(readReplies.busyId, id));
    }

    private int widthOfBeats() {
        return widthOf(writeData.available);
    }

    static Bits code(PendingState state) {
        return b(state.code(), 3);
    }

    /** ddtp Bare: the address as it came, with the QoS ids of the registers. [IOMMU §3.3 step 2, §9] */
    private Translation untouched() {
        Translation to = new Translation(parameters);
        set(to.ppn, slice(lookup.request.iova, 55, 12));
        set(to.unchanged, true);
        if (to.pbmt != null) {
            set(to.pbmt, 0);
        }
        to.setQos(control.rcid, control.mcid);
        to.setOrigin(u(0, 5), b(WalkResult.SOURCE_BARE, 4));
        return to;
    }
}
