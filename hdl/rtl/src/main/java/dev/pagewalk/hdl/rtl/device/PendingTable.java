package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Checks.check;
import static dev.pagewalk.hdl.spinal.Checks.cover;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.fromOneHot;
import static dev.pagewalk.hdl.spinal.OneHots.lowestIndex;
import static dev.pagewalk.hdl.spinal.OneHots.roundRobin;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;

/**
 * The requests that wait, and what each waits for: {@link PendingState}.
 *
 * <p>Purpose: keeps misses from blocking anybody, and keeps order where AXI asks for it.<br>
 * Contract: reads and writes have entries of their own, so that neither blocks the other. A read waits for the read of
 * the same id before it; writes leave in the order of their addresses. Of the requests that one walk answers, the first
 * entry takes the answer with it and the others look up again. Payloads live outside, by entry number.<br>
 * Latency/throughput: one placement, one walk answer, one service and one release per cycle.<br>
 * Faults raised: none.<br>
 * Spec references: [AXI4 A5.3], DESIGN §3 "Ordering and progress".
 */
public final class PendingTable extends Module<IommuParameters> {
    private final int limit = parameters.size(Size.PENDING_REQUESTS);
    private final int readBits = PendingPorts.halfBits(parameters);
    /** Entries of each kind; of two, one may never be used. */
    private final int each = 1 << readBits;

    private final int count = 2 * each;
    private final int ids = 1 << parameters.idWidth();

    final Flow<PendingPorts.Place> place = slave(flow(() -> new PendingPorts.Place(parameters)));
    /** The entry that {@code place} takes in this cycle. */
    final UInt placed = out(uint(PendingPorts.indexBits(parameters)));

    /** A read, a write is in the lookup stage and may need an entry. */
    final Bool readComes = in(bool());

    final Bool writeComes = in(bool());
    final Bool roomForRead = out(bool());
    final Bool roomForWrite = out(bool());

    final UInt askedId = in(uint(parameters.idWidth()));
    /** A read of the asked id waits. */
    final Bool readBefore = out(bool());

    final Bool noWrites = out(bool());

    final Flow<PendingPorts.Assignment> assign = slave(flow(() -> new PendingPorts.Assignment(parameters)));
    final Flow<PendingPorts.Answer> answer = slave(flow(() -> new PendingPorts.Answer(parameters)));
    /** The entry that takes the answer with it; valid when the answer is no retry and somebody waits for it. */
    final Flow<UInt> served = master(flow(() -> uint(PendingPorts.indexBits(parameters))));

    /** The next write to leave, the one after it when {@code headGoes}; its burst is complete. */
    final UInt head = out(uint(readBits));

    final Bool headGoes = in(bool());
    final Bool headComplete = in(bool());
    /** The write whose turn it is. */
    final UInt first = out(uint(readBits));

    final Flow<PendingPorts.Pick> pick = master(flow(() -> new PendingPorts.Pick(parameters)));
    final Bool picked = in(bool());
    /** Entries under way: not picked. */
    final Flow<UInt> service = slave(flow(() -> uint(PendingPorts.indexBits(parameters))));

    final Flow<UInt> fill = slave(flow(() -> uint(PendingPorts.indexBits(parameters))));
    /** The entry {@code fill} is a read with no other one before it. */
    final Bool fillMayDepart = out(bool());

    final Flow<PendingPorts.Move> move = slave(flow(() -> new PendingPorts.Move(parameters)));
    final Flow<PendingPorts.Release> release = slave(flow(() -> new PendingPorts.Release(parameters)));
    /** The first write leaves. */
    final Bool leave = in(bool());

    final Bool begin = in(bool());
    final Bool old = out(bool());
    final Bool none = out(bool());

    final Entries entry = new Entries();
    final Reads reads = new Reads();
    final Writes writes = new Writes();
    final Answers answers = new Answers();
    final Service chosen = new Service();

    public PendingTable(IommuParameters parameters) {
        super(parameters);
        UInt fresh = mux(place.payload().write, catUInt(on(), writes.tail), catUInt(off(), reads.free));
        set(placed, mux(place.payload().fresh, fresh, place.payload().index));
        set(old, any(vec(count, i -> and(at(entry.valid, i), at(entry.old, i)))));
        set(none, not(any(entry.valid)));
        dropAtFence();
        takeAnswer();
        takeMoves();
        takePlacement();
        takeRelease();
        claims();
    }

    /** What other parts promise, and what tests should reach. */
    private void claims() {
        Bool fresh = and(place.valid(), place.payload().fresh);
        check(not(and(fresh, at(entry.valid, placed))), "placement into an entry in use");
        check(or(not(release.valid()), at(entry.valid, release.payload().index)), "release of a free entry");
        cover("pending_merged_answer", and(served.valid(), any(vec(count, this::waitsBehind))));
        cover("pending_retry", and(any(answers.waits), answer.payload().retry));
        cover("pending_fence_drops", and(begin, any(vec(count, i -> and(at(entry.valid, i), resolved(i))))));
        cover("pending_reads_full", not(roomForRead));
        cover("pending_writes_full", not(roomForWrite));
        cover("pending_chain", any(reads.blocked));
    }

    private Bool waitsBehind(int i) {
        return and(at(answers.waits, i), ne(answers.serve, i));
    }

    private Bool resolved(int i) {
        Bool file = parameters.has(Feature.MSI_MRIF) ? holds(i, PendingState.FILE) : off();
        return or(holds(i, PendingState.READY), holds(i, PendingState.FAULT), file);
    }

    /** State of each entry, reads first. */
    final class Entries extends Group {
        final Vec<Bool> valid = vec(count, i -> regInit(off()));
        final Vec<Bits> state = vec(count, i -> regInit(b(0, 3)));
        final Vec<UInt> slot = vec(count, i -> reg(() -> uint(PendingPorts.slotBits(parameters))));
        /** Rejected before the fence began. */
        final Vec<Bool> old = vec(count, i -> regInit(off()));
    }

    /** Free entries and the chain of each id. */
    final class Reads extends Group {
        final Vec<Bool> blocked = vec(each, i -> regInit(off()));
        final Vec<UInt> before = vec(each, i -> reg(() -> uint(readBits)));
        final Vec<Bool> lastValid = vec(ids, i -> regInit(off()));
        final Vec<UInt> last = vec(ids, i -> reg(() -> uint(readBits)));
        final UInt used = regInit(u(0, readBits + 1));
        final UInt free = limit == 1 ? u(0, 1) : lowestIndex(vec(each, i -> not(at(entry.valid, i))));
        final Bool taken = and(place.valid(), place.payload().fresh, not(place.payload().write));
        final Bool released = and(release.valid(), not(isWrite(release.payload().index)));
        final UInt releasedIndex = resize(release.payload().index, readBits);

        {
            UInt coming = plus(used, toUInt(readComes, readBits + 1));
            set(roomForRead, gt(u(limit, readBits + 1), coming));
            set(readBefore, at(lastValid, askedId));
            set(used, minus(plus(used, toUInt(taken, readBits + 1)), toUInt(released, readBits + 1)));
        }
    }

    /** A ring of entries in the order of addresses. */
    final class Writes extends Group {
        final UInt tail = regInit(u(0, readBits));
        final UInt front = regInit(u(0, readBits));
        /** Writes between front and tail. */
        final UInt queued = regInit(u(0, readBits + 1));

        final Bool taken = and(place.valid(), place.payload().fresh, place.payload().write);
        final UInt candidate = mux(headGoes, after(front), front);
        final Bool someCandidate = gt(queued, toUInt(headGoes, readBits + 1));

        {
            set(noWrites, eq(queued, 0));
            set(first, front);
            set(head, candidate);
            Bool tailFree = not(validWrite(tail));
            Bool twoFree = limit == 1 ? off() : not(validWrite(after(tail)));
            set(roomForWrite, and(tailFree, or(not(writeComes), twoFree)));
            when(taken, () -> set(tail, after(tail)));
            when(leave, () -> set(front, after(front)));
            set(queued, minus(plus(queued, toUInt(taken, readBits + 1)), toUInt(leave, readBits + 1)));
        }
    }

    /** Who waits for the walk slot that answers. */
    final class Answers extends Group {
        final Vec<Bool> waits = vec(
                count,
                i -> and(
                        answer.valid(),
                        at(entry.valid, i),
                        holds(i, PendingState.WALKING),
                        eq(at(entry.slot, i), answer.payload().slot)));
        final UInt serve = lowestIndex(waits);

        {
            set(served.valid(), and(any(waits), not(answer.payload().retry)));
            set(served.payload(), serve);
        }
    }

    /** Round robin over all entries that can do something now. */
    final class Service extends Group {
        final Vec<Bool> able = vec(count, i -> and(at(entry.valid, i), can(i), not(underWay(i))));
        final Bits grant = roundRobin(able.asBits(), picked);
        final UInt index = fromOneHot(grant);

        {
            set(pick.valid(), any(able));
            set(pick.payload().index, index);
            set(pick.payload().state, at(entry.state, index));
            set(pick.payload().old, at(entry.old, index));
            UInt reading = resize(fill.payload(), readBits);
            set(fillMayDepart, and(not(isWrite(fill.payload())), not(at(reads.blocked, reading))));
        }
    }

    private Bool holds(int i, PendingState state) {
        return eq(at(entry.state, i), state.code());
    }

    static Bool isWrite(UInt index) {
        return at(index, widthOf(index) - 1);
    }

    /** The next entry of the ring of writes. */
    private UInt after(UInt write) {
        return limit == 1 ? u(0, 1) : plus(write, 1);
    }

    private Bool validWrite(UInt write) {
        return at(entry.valid, catUInt(on(), write));
    }

    private Bool underWay(int i) {
        Bool inService = and(service.valid(), eq(service.payload(), i));
        return or(inService, and(fill.valid(), eq(fill.payload(), i)));
    }

    /** A lookup and an error answer need nothing from the table; the rest waits for its turn. */
    private Bool can(int i) {
        Bool turn = i < each ? not(at(reads.blocked, i)) : headIs(i - each);
        Bool atTurn = and(turn, resolved(i));
        return or(holds(i, PendingState.LOOKUP), holds(i, PendingState.ERROR), atTurn);
    }

    private Bool headIs(int write) {
        return and(writes.someCandidate, headComplete, eq(writes.candidate, write));
    }

    /** Translations and faults from before the fence are looked up again; committed errors are waited for. */
    private void dropAtFence() {
        when(begin, () -> {
            for (int i = 0; i < count; i++) {
                Bits state = at(entry.state, i);
                when(resolved(i), () -> to(state, PendingState.LOOKUP));
                set(at(entry.old, i), holds(i, PendingState.ERROR));
            }
        });
    }

    private static void to(Bits state, PendingState next) {
        set(state, next.code());
    }

    private void takeAnswer() {
        Bits place = mux(answer.payload().file, b(PendingState.FILE.code(), 3), b(PendingState.READY.code(), 3));
        Bits outcome = mux(answer.payload().fault, b(PendingState.FAULT.code(), 3), place);
        for (int i = 0; i < count; i++) {
            Bits state = at(entry.state, i);
            Bool mine = and(eq(answers.serve, i), not(answer.payload().retry));
            when(at(answers.waits, i), () -> set(state, mux(mine, outcome, b(PendingState.LOOKUP.code(), 3))));
        }
    }

    private void takeMoves() {
        when(assign.valid(), () -> {
            to(at(entry.state, assign.payload().index), PendingState.WALKING);
            set(at(entry.slot, assign.payload().index), assign.payload().slot);
        });
        when(move.valid(), () -> set(at(entry.state, move.payload().index), move.payload().state));
    }

    private void takePlacement() {
        when(place.valid(), () -> {
            set(at(entry.valid, placed), true);
            set(at(entry.state, placed), place.payload().state);
            when(place.payload().fresh, () -> set(at(entry.old, placed), false));
        });
    }

    private void takeRelease() {
        UInt id = release.payload().id;
        Bool wasLast = and(reads.released, eq(at(reads.last, id), reads.releasedIndex));
        when(release.valid(), () -> set(at(entry.valid, release.payload().index), false));
        for (int i = 0; i < each; i++) {
            Bool freed = and(reads.released, eq(at(reads.before, i), reads.releasedIndex));
            Bool blocked = at(reads.blocked, i);
            when(freed, () -> set(blocked, false));
        }
        when(wasLast, () -> set(at(reads.lastValid, id), false));
        when(reads.taken, () -> {
            UInt asked = place.payload().id;
            UInt before = at(reads.last, asked);
            Bool gone = and(reads.released, eq(before, reads.releasedIndex));
            set(at(reads.blocked, reads.free), and(at(reads.lastValid, asked), not(gone)));
            set(at(reads.before, reads.free), before);
            set(at(reads.lastValid, asked), true);
            set(at(reads.last, asked), reads.free);
        });
    }
}
