package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.rtl.common.MessageWords.field;
import static dev.pagewalk.hdl.rtl.common.MessageWords.flag;
import static dev.pagewalk.hdl.rtl.common.MessageWords.number;
import static dev.pagewalk.hdl.spinal.Checks.check;
import static dev.pagewalk.hdl.spinal.Checks.cover;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.fromOneHot;
import static dev.pagewalk.hdl.spinal.OneHots.lowest;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ge;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Signals.attribute;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.hdl.rtl.common.AtsMessage;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.lib.Stream;

/**
 * The ATS.INVAL commands that wait for completions from devices.
 *
 * <p>Purpose: gives tags to invalidation requests and takes them back.<br>
 * Contract: a tag is busy from its request until the device it went to has sent as many completions as each of them
 * says, or until it timed out; completions of other devices and of free tags change nothing. A time-out is remembered
 * until a fence has noticed it.<br>
 * Latency/throughput: one tag of a completion per cycle.<br>
 * Faults raised: none; {@code timedOut} becomes cmd_to.<br>
 * Spec references: [IOMMU §4.1 ATS.INVAL, IOFENCE.C], [PCIe ATS 4.2].
 */
public final class InvalidationTags extends Module<IommuParameters> {
    /** Where a request went, and how many completions came. */
    static final class Target extends Bundle {
        public final Bits device = bits(24);
        public final Bool segmentValid = bool();
        public final UInt received = uint(3);
    }

    private static final int VECTOR = 32;

    private final int tags = parameters.size(Size.INVALIDATION_TAGS);
    private final int tagBits = Math.max(1, log2Up(tags));

    /** A request leaves in this cycle. */
    public final Bool sent = in(bool());

    public final Bits device = in(bits(24));
    public final Bool segmentValid = in(bool());
    /** The tag that the next request takes, while {@code available}. */
    public final UInt tag = out(uint(8));

    public final Bool available = out(bool());
    /** No request waits. */
    public final Bool none = out(bool());
    /** Some request timed out. */
    public final Bool timedOut = out(bool());
    /** The time-out has been reported. */
    public final Bool reported = in(bool());
    /** Completions and time-outs. */
    public final Stream<AtsMessage> incoming = slave(stream(AtsMessage::new));

    private final Bits busy = regInit(zeros(tags));
    private final Mem<Target> targets = attribute(mem(Target::new, 1 << tagBits), "ram_style", "distributed");
    private final Bool late = regInit(off());

    final Allocate allocate = new Allocate();
    final Complete complete = new Complete();
    final Age age = new Age();

    public InvalidationTags(IommuParameters parameters) {
        super(parameters);
        Bits taken = mux(sent, allocate.chosen, zeros(tags));
        Bits gone = or(mux(complete.frees, complete.chosen, zeros(tags)), age.expired);
        set(busy, and(or(busy, taken), not(gone)));
        set(none, Canaries.force(Canary.FENCE_WITHOUT_DEVICES, eq(busy, 0)));
        when(reported, () -> set(late, false));
        when(or(and(complete.frees, complete.isTimeout), any(age.expired)), () -> set(late, true));
        set(timedOut, Canaries.lose(Canary.TIMEOUT_FORGOTTEN, late));
        set(tag, resize(allocate.index, 8));
        set(available, any(not(busy)));
        Bool counts = and(complete.matches, not(complete.last), not(sent));
        Target word = new Target();
        set(word.device, mux(sent, device, complete.target.device));
        set(word.segmentValid, mux(sent, segmentValid, complete.target.segmentValid));
        set(word.received, mux(sent, u(0, 3), plus(complete.target.received, 1)));
        write(targets, mux(sent, allocate.index, complete.index), word, or(sent, counts));
        check(or(not(sent), available), "a request without a tag");
        cover("tags_exhausted", not(available));
    }

    /** The lowest free tag. */
    final class Allocate extends Group {
        final Bits chosen = lowest(not(busy));
        final UInt index = resize(fromOneHot(chosen), tagBits);
    }

    /** The message under way, one tag after the other. */
    final class Complete extends Group {
        final Bits left = regInit(zeros(VECTOR));
        final Bool active = any(left);
        final Bits first = lowest(left);
        final Bits chosen = resize(first, tags);
        final UInt index = resize(fromOneHot(first), tagBits);
        final Target target = readAsync(targets, index);
        final Bool isTimeout = reg(() -> bool());
        final Bool segments = reg(() -> bool());
        final Bits from = reg(() -> bits(24));
        final UInt count = reg(() -> uint(3));
        final Bool sameSegment = or(not(segments), eq(slice(from, 23, 16), slice(target.device, 23, 16)));
        final Bool sameDevice = Canaries.force(
                Canary.COMPLETION_OF_ANYBODY,
                and(
                        eq(slice(from, 15, 0), slice(target.device, 15, 0)),
                        eq(segments, target.segmentValid),
                        sameSegment));
        final Bool known = any(and(chosen, busy));
        final Bool matches = and(active, known, not(isTimeout), sameDevice);
        final UInt wanted = minus(count, 1);
        final Bool last = Canaries.force(Canary.COMPLETIONS_MISCOUNTED, ge(target.received, wanted));
        /** The write port of the targets is free. */
        final Bool turn = not(sent);

        final Bool frees = and(turn, or(and(matches, last), and(active, known, isTimeout)));

        {
            set(incoming.ready(), not(active));
            when(fire(incoming), () -> {
                AtsMessage message = incoming.payload();
                Bits type = field(message.tuser, MessageUser.TYPE);
                set(isTimeout, eq(type, MessageUser.INVALIDATION_TIMEOUT));
                set(segments, flag(message.tuser, MessageUser.SEGMENT_VALID));
                set(from, field(message.tuser, MessageUser.DEVICE_ID));
                set(count, number(message.tdata, MessageUser.COMPLETION_COUNT));
                set(left, field(incoming.payload().tdata, MessageUser.INVALIDATION_TAGS));
            });
            when(and(active, turn), () -> set(left, and(left, not(first))));
        }
    }

    /** A tag that two ticks have seen has waited too long. */
    final class Age extends Group {
        final UInt clock = regInit(u(0, parameters.size(Size.INVALIDATION_TIMEOUT_BITS)));
        final Bool tick = not(any(toBits(clock)));
        final Bits seen = regInit(zeros(tags));
        final Bits expired = mux(tick, and(seen, busy), zeros(tags));

        {
            set(clock, plus(clock, 1));
            Bits old = mux(tick, busy, seen);
            set(seen, and(old, not(mux(sent, allocate.chosen, zeros(tags)))));
        }
    }
}
