package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Checks.check;
import static dev.pagewalk.hdl.spinal.Checks.cover;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.le;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Registers.regNext;
import static dev.pagewalk.hdl.spinal.Registers.regNextWhen;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.DeviceEvents;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.Retirement;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;

/**
 * The device port: from requests of devices to translated traffic.
 *
 * <p>Purpose: translates bursts, lets hits pass misses, and keeps the order that AXI asks for.<br>
 * Contract: one translation per cycle over reads and writes; nothing that waits holds anything but later bursts of its
 * own id (reads) or later writes whose turn comes after it. A request that left was translated after the last fence
 * began. A rejected write reaches memory with no beat, a rejected read is answered with all of its beats.<br>
 * Latency/throughput: two cycles from address in to address out on a hit; one address per cycle.<br>
 * Faults raised: 260 for a reserved request type; all others come from the walk engine.<br>
 * Spec references: [IOMMU §2.3, §3.3, §4.1, §4.2], [AXI4 A3.4, A5.3]; docs/rtl/device-front.md.
 */
public final class DeviceFront extends DeviceFiles {

    public DeviceFront(IommuParameters parameters) {
        super(parameters);
        connectPorts();
        connectIotlb();
        connectTable();
        connectCounters();
        connectErrors();
        connectFiles();
        loadLookup();
        loadFill();
        loadService();
        loadReport();
        runFence();
        observe();
        claims();
    }

    private void claims() {
        Bool second = and(decide.direct, or(fillStep.depart, step.depart, step.reject));
        check(not(second), "two translations complete in one cycle");
        check(not(and(fillStep.depart, step.done)), "fill and service act in one cycle");
        cover("lookup_hit_leaves", decide.direct);
        cover("lookup_bare", and(lookup.asks, decide.bare));
        cover("lookup_removal", and(lookup.valid, lookup.remove));
        cover("lookup_outcome_collides", and(decide.stays, decide.known, decide.collides));
        cover("fill_leaves", fillStep.depart);
        cover("fill_install_cancelled", and(fill.valid, fill.keep, lookup.remove));
        cover("service_refused", step.refused);
        cover("service_write_leaves", and(step.depart, service.write));
        cover("reject_malformed", and(step.reject, store.waiting.malformed));
        cover("reject_reserved_type", and(step.reject, store.waiting.typeReserved()));
        cover("reject_without_record", and(step.reject, not(store.waiting.malformed), step.silent));
        cover("reject_waits_for_queue", and(step.turn, service.is(PendingState.FAULT), report.valid));
        cover("error_read", and(step.respond, not(service.write)));
        cover("error_write", and(step.respond, service.write));
        cover("fence_waits", and(fence.busy, or(readsOut.old, writesOut.old)));
    }

    private void connectPorts() {
        connect(device.aw, arrivals.writeAddress);
        connect(device.ar, arrivals.readAddress);
        connect(device.w, writeData.device);
        connect(writeData.memory, memory.w);
        connect(memory.r, readReplies.memory);
        connect(memory.b, writeReplies.memory);
        connect(readReplies.device, device.r);
        Canaries.plant(
                Canary.READ_DATA_BEFORE_ADDRESS, () -> when(device.ar.valid(), () -> set(device.r.valid(), true)));
        connect(writeReplies.device, device.b);
        connect(readQueue.pop, memory.ar);
        connect(writeQueue.pop, memory.aw);
        set(readQueue.push.valid(), and(depart.valid, not(depart.write)));
        set(readQueue.push.payload(), depart.address);
        set(writeQueue.push.valid(), and(depart.valid, depart.write));
        set(writeQueue.push.payload(), depart.address);
        Bool rejectedWrite = and(step.reject, service.write);
        set(writeData.decide.valid(), or(writeQueue.push.valid(), rejectedWrite, step.storing));
        set(writeData.decide.payload().drop, Canaries.lose(Canary.FAULTED_WRITE_WRITES, step.reject));
        set(writeData.decide.payload().len, depart.request.len);
    }

    private void connectIotlb() {
        set(translations.key, IotlbKey.of(shape, lookup.request));
        set(translations.uniform, IotlbKey.uniform(shape, lookup.request.iova));
        set(translations.lookup, lookup.asks);
        set(translations.wantWrite, lookup.write);
        set(translations.wantExecute, lookup.request.execute);
        set(translations.remove, Canaries.lose(Canary.LOST_INVALIDATION, and(lookup.valid, lookup.remove)));
        set(translations.removal, lookup.removal);
        set(translations.install.valid(), fillStep.install);
        set(translations.install.payload().key, IotlbKey.of(shape, store.waiting));
        set(translations.install.payload().word, fill.word);
        set(translations.install.payload().scope, fill.scope);
    }

    private void connectTable() {
        set(pending.place.valid(), decide.stays);
        set(pending.place.payload().fresh, lookup.fresh);
        set(pending.place.payload().write, lookup.write);
        set(pending.place.payload().index, lookup.index);
        set(pending.place.payload().id, lookup.request.id);
        set(pending.place.payload().state, decide.state);
        set(pending.readComes, and(lookup.fresh, not(lookup.write)));
        set(pending.writeComes, and(lookup.fresh, lookup.write));
        set(pending.askedId, lookup.request.id);
        set(pending.headGoes, and(service.valid, service.write, step.leaves, step.first));
        set(pending.headComplete, gt(writeData.available, resize(store.headLength, widthOf(writeData.available))));
        set(pending.picked, and(not(step.hold), not(fence.begin)));
        set(pending.service.valid(), service.valid);
        set(pending.service.payload(), service.index);
        set(pending.fill.valid(), fill.valid);
        set(pending.fill.payload(), fill.index);
        set(pending.move.valid(), or(step.launch, step.reject));
        set(pending.move.payload().index, service.index);
        set(pending.move.payload().state, mux(step.launch, code(PendingState.ASKING), code(PendingState.ERROR)));
        set(pending.release.valid(), or(fillStep.depart, step.depart, step.respond, step.storing));
        set(pending.release.payload().index, store.index);
        set(pending.release.payload().id, store.waiting.id);
        set(pending.leave, and(service.write, or(step.depart, step.reject, step.storing)));
        set(pending.begin, fence.begin);
        Bool fresh = and(decide.stays, lookup.fresh);
        write(store.requests, pending.placed, decide.asked, fresh);
        write(store.lengths, resize(pending.placed, indexBits - 1), lookup.request.len, and(fresh, lookup.write));
        askWalkEngine();
    }

    /** A walk that began before ddtp went Off may still find a page: nothing leaves with it. [IOMMU §6 ddtp] */
    private void askWalkEngine() {
        set(questions.push.valid(), and(decide.stays, decide.missing));
        set(questions.push.payload(), pending.placed);
        UInt asking = questions.pop.payload();
        set(request.valid(), questions.pop.valid());
        set(questions.pop.ready(), request.ready());
        set(request.payload(), readAsync(store.requests, asking).question(PendingTable.isWrite(asking)));
        set(pending.assign.valid(), fire(request));
        set(pending.assign.payload().index, asking);
        set(pending.assign.payload().slot, slot);
        set(pending.answer.valid(), result.valid());
        set(pending.answer.payload().slot, result.payload().slot);
        Bool switchedOff = and(eq(control.mode, DirectoryMode.OFF.encoding()), not(result.payload().fault));
        set(pending.answer.payload().retry, or(result.payload().retry, switchedOff));
        set(pending.answer.payload().fault, result.payload().fault);
        set(pending.answer.payload().file, hasFiles ? result.payload().mrif : off());
    }

    private void connectCounters() {
        set(readsOut.depart.valid(), readQueue.push.valid());
        set(readsOut.depart.payload(), depart.address.id);
        set(writesOut.depart.valid(), writeQueue.push.valid());
        set(writesOut.depart.payload(), depart.address.id);
        connect(readReplies.arrived, readsOut.arrive);
        connect(writeReplies.arrived, writesOut.arrive);
        set(readsOut.askedId, store.waiting.id);
        set(writesOut.askedId, store.waiting.id);
        set(readsOut.begin, fence.begin);
        set(writesOut.begin, fence.begin);
    }

    private void connectErrors() {
        Bool turn = and(step.turn, service.is(PendingState.ERROR));
        ErrorResponse refusal = refusal();
        set(readReplies.error.payload(), refusal);
        set(readReplies.error.valid(), and(turn, not(service.write), readsOut.idle));
        set(writeReplies.error.payload(), hasFiles ? mux(fileAnswers, files.answer.payload(), refusal) : refusal);
        set(writeReplies.error.valid(), or(fileAnswers, and(turn, service.write, writesOut.idle)));
        set(writeReplies.departs, writeQueue.push.valid());
        set(readReplies.begin, fence.begin);
        set(writeReplies.begin, fence.begin);
        Flow<UInt> answered = writeReplies.answered;
        when(answered.valid(), () -> set(at(store.writeError, answered.payload()), false));
        when(
                and(or(step.reject, step.storing), service.write),
                () -> set(at(store.writeError, store.waiting.id), true));
    }

    private void loadLookup() {
        Bool pause = step.refused;
        set(arrivals.mayRead, and(pending.roomForRead, not(pause), le(readQueue.occupancy, QUEUE - 2L)));
        set(arrivals.mayWrite, and(pending.roomForWrite, not(pause)));
        set(arrivals.take, and(not(invalidate.valid()), not(step.launch)));
        set(invalidate.ready(), true);
        set(lookup.valid, or(invalidate.valid(), step.launch, arrivals.valid));
        set(lookup.remove, invalidate.valid());
        set(lookup.replay, and(not(invalidate.valid()), step.launch));
        set(lookup.index, service.index);
        set(lookup.write, mux(step.launch, service.write, arrivals.write));
        set(lookup.request, mux(step.launch, store.waiting, arrivals.offered));
        set(lookup.removal, IotlbRemoval.none(shape));
        when(invalidate.valid(), () -> {
            Invalidation operands = invalidate.payload();
            set(lookup.removal, IotlbRemoval.of(shape, operands));
            set(lookup.request.requester.deviceId, operands.deviceId);
            set(lookup.request.requester.processId, operands.processId);
            set(lookup.request.iova, catUInt(operands.page, u(0, 12)));
        });
    }

    private void loadFill() {
        WalkResult answer = result.payload();
        set(fill.valid, pending.served.valid());
        set(fill.index, pending.served.payload());
        Bool file = hasFiles ? answer.mrif : off();
        set(fill.stays, or(answer.fault, file));
        set(fill.keep, and(answer.install, not(answer.fault), not(file)));
        set(fill.outcome, Outcome.of(parameters, answer));
        set(fill.word, IotlbWord.of(parameters, shape, answer));
        set(fill.scope, IotlbScope.of(answer));
        UInt word = mux(fill.valid, fill.index, pending.placed);
        write(store.outcomes, word, mux(fill.valid, fill.outcome, decide.outcome), or(fill.valid, decide.stays));
    }

    private void loadService() {
        when(not(step.hold), () -> {
            set(service.valid, pending.pick.valid());
            set(service.index, pending.pick.payload().index);
            set(service.state, pending.pick.payload().state);
            set(service.old, pending.pick.payload().old);
        });
        when(fence.begin, () -> set(service.valid, false));
    }

    private void loadReport() {
        set(fault.valid(), report.valid);
        set(fault.payload(), report.fault);
        when(fault.ready(), () -> set(report.valid, false));
        when(and(step.reject, not(step.silent)), () -> {
            set(report.valid, true);
            set(report.fault.cause, Outcome.cause(store.outcome));
            set(report.fault.ttyp, store.waiting.transactionType(service.write));
            set(report.fault.requester, store.waiting.requester);
            set(report.fault.iotval, store.waiting.iova);
            set(report.fault.iotval2, Outcome.iotval2(store.outcome));
        });
    }

    private void runFence() {
        Bool waits = or(readsOut.old, writesOut.old, pending.old, readReplies.busyOld, writeReplies.busyOld);
        Bool over = Canaries.force(Canary.FENCE_TOO_EARLY, not(or(waits, hasFiles ? files.busyOld : off())));
        when(and(not(fence.begin), over), () -> set(fence.busy, false));
        when(fenceStart, () -> set(fence.busy, true));
        set(fenceDone, not(fence.busy));
        Bool waiting = not(and(pending.none, readsOut.none, writesOut.none, arrivals.empty, writeData.empty));
        Bool working = or(lookup.valid, report.valid, readReplies.busy, writeReplies.busy);
        set(quiet, regNext(not(or(waiting, working, hasFiles ? not(files.store.ready()) : off())), off()));
    }

    private void observe() {
        Bool enters = and(lookup.fresh, not(decide.refuse));
        DeviceEvents strobes = new DeviceEvents();
        set(strobes.untranslated, and(enters, not(lookup.request.translated())));
        set(strobes.translated, and(enters, lookup.request.translated()));
        set(strobes.requester, lookup.request.requester);
        set(strobes.iotlbHit, and(enters, decide.known, not(decide.bare)));
        set(strobes.iotlbMiss, and(enters, not(decide.known)));
        set(strobes.install, fillStep.install);
        set(strobes.invalidate, and(lookup.valid, lookup.remove));
        set(strobes.fenceStart, fence.begin);
        set(strobes.fenceDone, and(fence.busy, not(regNext(fence.busy, off()))));
        set(strobes.fault, and(step.reject, not(store.waiting.malformed)));
        set(strobes.abort, and(lookup.fresh, decide.asked.malformed));
        set(events, regNext(strobes));
        if (retire != null) {
            set(retire, new Observer().retired);
        }
    }

    /** Builds the retirement record; it keeps its value until the next one. */
    final class Observer extends Group {
        final UInt cycle = regInit(u(0, 32));
        final Flow<Retirement> retired = flow(() -> new Retirement(parameters.idWidth()));

        {
            set(cycle, plus(cycle, 1));
            DeviceRequest from = depart.request;
            Bool rejected = step.reject;
            Retirement to = retired.payload();
            Bool complete = or(depart.valid, and(rejected, not(from.malformed)));
            Bool faulty = and(rejected, not(step.ofFile));
            set(retired.valid(), regNext(complete, off()));
            set(to.write, regNextWhen(or(depart.write, and(rejected, service.write)), complete));
            set(to.execute, regNextWhen(from.execute, complete));
            set(to.type, regNextWhen(from.type, complete));
            set(to.axiId, regNextWhen(from.id, complete));
            set(to.device, regNextWhen(from.requester.deviceId, complete));
            set(to.pv, regNextWhen(from.requester.processValid, complete));
            set(to.process, regNextWhen(from.requester.processId, complete));
            set(to.priv, regNextWhen(from.requester.privileged, complete));
            set(to.iova, regNextWhen(from.iova, complete));
            set(to.fault, regNextWhen(faulty, complete));
            set(to.cause, regNextWhen(mux(faulty, Outcome.cause(store.outcome), u(0, 12)), complete));
            UInt where = Canaries.instead(
                    Canary.RETIREMENT_LIES, depart.address.addr, () -> xor(depart.address.addr, u(1L << 12, 64)));
            set(to.spa, regNextWhen(mux(rejected, u(0, 64), where), complete));
            Bits finder = zeroExtend(Outcome.source(store.outcome), 4);
            Bool walked = and(faulty, any(finder));
            Bits refuser = mux(walked, finder, b(Retirement.SOURCE_NONE, 4));
            UInt levels = mux(walked, Outcome.levels(store.outcome), u(0, 5));
            set(to.source, regNextWhen(mux(rejected, refuser, depart.where.source), complete));
            set(to.levels, regNextWhen(mux(rejected, levels, depart.where.levels), complete));
            set(to.start, regNextWhen(from.start, complete));
            set(to.end, regNextWhen(cycle, complete));
        }
    }
}
