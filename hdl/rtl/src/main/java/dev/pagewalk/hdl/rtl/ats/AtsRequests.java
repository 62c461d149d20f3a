package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.rtl.common.MessageWords.blank;
import static dev.pagewalk.hdl.rtl.common.MessageWords.put;
import static dev.pagewalk.hdl.spinal.Checks.cover;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.lowestIndex;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Registers.regNext;
import static dev.pagewalk.hdl.spinal.Registers.regNextWhen;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Signals.attribute;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.architecture.HpmEvent;
import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.architecture.TransactionType;
import dev.pagewalk.hdl.rtl.common.AtsMessage;
import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.common.Retirement;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Translation requests of devices.
 *
 * <p>Purpose: asks the walk engine for each and sends its completion.<br>
 * Contract: as many at once as there are entries, answered in any order, told apart by their tags. An answer that has
 * not begun to leave when an invalidation arrives is asked for again, so that no completion follows an invalidation
 * request that concerns it. A fault is recorded before its completion leaves.<br>
 * Latency/throughput: three cycles and the walk; one completion every second cycle.<br>
 * Faults raised: those of the walk engine, as TTYP 8.<br>
 * Spec references: [IOMMU §3.6]; docs/rtl/ats-unit.md.
 */
public final class AtsRequests extends Module<IommuParameters> {
    private final int entries = parameters.size(Size.ATS_REQUESTS);
    private final int indexBits = Math.max(1, log2Up(entries));
    private final int slotBits = Math.max(1, log2Up(parameters.walks()));

    public final Stream<AtsMessage> incoming = slave(stream(AtsMessage::new));
    public final Stream<TranslationRequest> request = master(stream(TranslationRequest::new));
    /** The walk slot that takes {@code request} in the cycle of its transfer. */
    public final UInt slot = in(uint(slotBits));

    public final Flow<WalkResult> result = slave(flow(() -> new WalkResult(slotBits)));
    /** An invalidation reaches the device port; the walk engine has it by then. */
    public final Bool forget = in(bool());

    public final Stream<FaultReport> fault = master(stream(FaultReport::new));
    public final Stream<AtsMessage> message = master(stream(AtsMessage::new));
    /** Null without observation. */
    public final Stream<Retirement> retire =
            parameters.observation() ? master(stream(() -> new Retirement(parameters.idWidth()))) : null;

    /** For the performance counters; null without them. */
    public final Flow<CountedEvent> counted = parameters.has(Feature.HPM) ? master(flow(CountedEvent::new)) : null;

    private final Vec<Bits> state = vec(entries, i -> regInit(b(AtsState.FREE.code(), 3)));
    private final Vec<UInt> slots = vec(entries, i -> reg(() -> uint(slotBits)));
    private final Mem<AtsQuestion> questions =
            attribute(mem(AtsQuestion::new, 1 << indexBits), "ram_style", "distributed");
    private final Mem<AtsReply> replies =
            attribute(mem(() -> new AtsReply(parameters), 1 << indexBits), "ram_style", "distributed");
    private final Mem<UInt> causes = attribute(mem(() -> uint(12), 1 << indexBits), "ram_style", "distributed");

    final Accept accept = new Accept();
    final Ask ask = new Ask();
    final Answer answer = new Answer();
    final Settle settle = new Settle();
    final Report report = new Report();
    final Send send = new Send();

    public AtsRequests(IommuParameters parameters) {
        super(parameters);
        when(forget, () -> {
            for (int i = 0; i < entries; i++) {
                become(i, or(holds(i, AtsState.GRANTED), holds(i, AtsState.SETTLING)), AtsState.ASKING);
            }
        });
        accept.act();
        ask.act();
        answer.act();
        settle.act();
        report.act();
        send.act();
        cover("ats_taken_back", and(forget, any(all(AtsState.GRANTED))));
        cover("ats_full", not(any(all(AtsState.FREE))));
        if (retire != null) {
            observe();
        }
        if (counted != null) {
            Requester from = AtsQuestion.of(incoming.payload()).requester;
            set(counted.valid(), fire(incoming));
            set(counted.payload(), CountedEvent.of(HpmEvent.ATS_REQUEST, from));
        }
    }

    private Bool holds(int i, AtsState wanted) {
        return eq(at(state, i), wanted.code());
    }

    private Vec<Bool> all(AtsState wanted) {
        return vec(entries, i -> holds(i, wanted));
    }

    private void become(int i, Bool condition, AtsState next) {
        when(condition, () -> set(at(state, i), next.code()));
    }

    /** The entry at an index goes to a state. */
    private void move(UInt index, Bool condition, AtsState next) {
        for (int i = 0; i < entries; i++) {
            become(i, and(condition, eq(index, i)), next);
        }
    }

    /** A new request takes a free entry. */
    final class Accept extends Group {
        final Vec<Bool> free = all(AtsState.FREE);
        final UInt index = resize(lowestIndex(free), indexBits);

        void act() {
            set(incoming.ready(), any(free));
            write(questions, index, AtsQuestion.of(incoming.payload()), fire(incoming));
            move(index, fire(incoming), AtsState.ASKING);
        }
    }

    /** One question at a time is offered to the walk engine. */
    final class Ask extends Group {
        final Bool offered = regInit(off());
        final UInt index = reg(() -> uint(indexBits));
        final Vec<Bool> waiting = all(AtsState.ASKING);

        void act() {
            when(and(not(offered), any(waiting)), () -> {
                set(offered, true);
                set(index, resize(lowestIndex(waiting), indexBits));
            });
            when(fire(request), () -> set(offered, false));
            set(request.valid(), offered);
            set(request.payload(), readAsync(questions, index).forWalk());
            move(index, fire(request), AtsState.WALKING);
            for (int i = 0; i < entries; i++) {
                UInt kept = at(slots, i);
                when(and(fire(request), eq(index, i)), () -> set(kept, slot));
            }
        }
    }

    /** An answer of a walk: the first entry that waits takes it, the others ask again. */
    final class Answer extends Group {
        final Vec<Bool> waits = vec(
                entries, i -> and(result.valid(), holds(i, AtsState.WALKING), eq(at(slots, i), result.payload().slot)));
        final UInt index = resize(lowestIndex(waits), indexBits);
        final Bool taken = and(any(waits), not(result.payload().retry), not(forget));

        void act() {
            for (int i = 0; i < entries; i++) {
                become(i, at(waits, i), AtsState.ASKING);
            }
            move(index, taken, AtsState.SETTLING);
        }
    }

    /** The answer is judged one cycle later. */
    final class Settle extends Group {
        final Bool valid = regNext(answer.taken, off());
        final UInt index = regNextWhen(answer.index, answer.taken);
        final WalkResult found = regNextWhen(result.payload(), answer.taken);
        final AtsVerdict verdict = new AtsVerdict(parameters, readAsync(questions, index), found);
        final Bool keeps = and(valid, not(forget));

        void act() {
            write(replies, index, verdict.reply, keeps);
            write(causes, index, verdict.cause, keeps);
            move(index, and(keeps, verdict.granted), AtsState.GRANTED);
            move(index, and(keeps, not(verdict.granted), not(verdict.record)), AtsState.ENDED);
            move(index, and(keeps, verdict.record), AtsState.REPORTING);
        }
    }

    /** One fault at a time. */
    final class Report extends Group {
        final Bool valid = regInit(off());
        final UInt index = reg(() -> uint(indexBits));
        final Vec<Bool> waiting = all(AtsState.REPORTING);

        void act() {
            when(and(not(valid), any(waiting)), () -> {
                set(valid, true);
                set(index, resize(lowestIndex(waiting), indexBits));
            });
            when(fire(fault), () -> set(valid, false));
            AtsQuestion from = readAsync(questions, index);
            set(fault.valid(), valid);
            set(fault.payload().cause, readAsync(causes, index));
            set(fault.payload().ttyp, TransactionType.ATS_REQUEST.code());
            set(fault.payload().requester, from.requester);
            set(fault.payload().iotval, from.iova);
            set(fault.payload().iotval2, 0);
            move(index, fire(fault), AtsState.ENDED);
        }
    }

    /** One completion at a time, from a register that nothing takes back. */
    final class Send extends Group {
        final Bool valid = regInit(off());
        final AtsMessage completion = reg(AtsMessage::new);
        final Vec<Bool> ready = vec(entries, i -> or(holds(i, AtsState.GRANTED), holds(i, AtsState.ENDED)));
        final UInt index = resize(lowestIndex(ready), indexBits);
        final Bool room = retire == null ? on() : retire.ready();
        final Bool load = and(not(valid), any(ready), not(forget), room);
        final AtsQuestion question = readAsync(questions, index);
        final AtsReply reply = readAsync(replies, index);

        void act() {
            when(fire(message), () -> set(valid, false));
            when(load, () -> {
                set(valid, true);
                set(completion.tdata, reply.body);
                set(completion.tuser, head());
            });
            move(index, load, AtsState.FREE);
            set(message.valid(), valid);
            set(message.payload(), completion);
        }

        private Bits head() {
            Bits head = blank();
            put(head, MessageUser.DEVICE_ID, question.device);
            put(head, MessageUser.PROCESS_ID, toBits(question.requester.processId));
            put(head, MessageUser.PROCESS_VALID, question.requester.processValid);
            put(head, MessageUser.TYPE, MessageUser.TRANSLATION_COMPLETION);
            put(head, MessageUser.SEGMENT_VALID, question.segmentValid);
            put(head, MessageUser.TAG, question.tag);
            put(head, MessageUser.STATUS, reply.status);
            put(head, MessageUser.PBMT, reply.pbmt);
            return head;
        }
    }

    private void observe() {
        set(retire.valid(), and(not(send.valid), any(send.ready), not(forget)));
        Retirement to = retire.payload();
        set(to.write, false);
        set(to.execute, send.question.execute);
        set(to.type, TranslationRequest.ATS);
        set(to.axiId, 0);
        set(to.device, send.question.requester.deviceId);
        set(to.pv, send.question.requester.processValid);
        set(to.process, send.question.requester.processId);
        set(to.priv, send.question.requester.privileged);
        set(to.iova, send.question.iova);
        set(to.fault, send.reply.fault);
        set(to.cause, mux(send.reply.fault, readAsync(causes, send.index), u(0, 12)));
        set(to.spa, toUInt(cat(slice(send.reply.body, 63, 12), zeros(12))));
        set(to.source, mux(send.reply.fault, b(Retirement.SOURCE_NONE, 4), b(WalkResult.SOURCE_WALK, 4)));
        set(to.levels, 0);
        set(to.start, 0);
        set(to.end, 0);
    }
}
