package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Checks.check;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ge;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;

/**
 * Bursts on the memory port that wait for their response, counted for each id, in one direction.
 *
 * <p>Purpose: orders error responses behind earlier bursts of their id, and tells when a fence has drained.<br>
 * Contract: responses of one id come in order, so the first to return after {@code begin} are the old ones. The owner
 * departs nothing while {@code full}.<br>
 * Latency/throughput: counts change in the next cycle; one departure and one return per cycle.<br>
 * Faults raised: none.<br>
 * Spec references: [IOMMU §4.1 IOFENCE.C].
 */
public final class OutstandingBursts extends Module<IommuParameters> {
    private final int limit = parameters.size(Size.OUTSTANDING_BURSTS);
    private final int countBits = log2Up(limit + 1L);
    private final int ids = 1 << parameters.idWidth();

    public final Flow<UInt> depart = slave(flow(() -> uint(parameters.idWidth())));
    public final Flow<UInt> arrive = slave(flow(() -> uint(parameters.idWidth())));
    /** A fence begins: everything counted from this cycle on, and before, is old. */
    public final Bool begin = in(bool());

    public final UInt askedId = in(uint(parameters.idWidth()));
    /** Nothing of the asked id waits. */
    public final Bool idle = out(bool());

    public final Bool full = out(bool());
    public final Bool none = out(bool());
    /** A burst from before the fence waits. */
    public final Bool old = out(bool());

    final PerId each = new PerId();
    final Total total = new Total();

    public OutstandingBursts(IommuParameters parameters) {
        super(parameters);
        set(idle, eq(at(each.count, askedId), 0));
        set(full, ge(total.count, u(limit, countBits)));
        set(none, eq(total.count, 0));
        set(old, any(each.waitsForOld));
        check(not(and(depart.valid(), full)), "departure beyond the limit of outstanding bursts");
        Bool known = ne(at(each.count, arrive.payload()), 0);
        check(or(not(arrive.valid()), known), "response without a burst outstanding");
    }

    /** Counters of one id each. */
    final class PerId extends Group {
        final Vec<UInt> count = vec(ids, i -> regInit(u(0, countBits)));
        final Vec<UInt> oldCount = vec(ids, i -> regInit(u(0, countBits)));
        final Vec<Bool> waitsForOld = vec(ids, i -> ne(at(oldCount, i), 0));

        {
            for (int i = 0; i < ids; i++) {
                UInt counter = at(count, i);
                UInt share = at(oldCount, i);
                Bool up = and(depart.valid(), eq(depart.payload(), i));
                Bool down = and(arrive.valid(), eq(arrive.payload(), i));
                UInt next = next(counter, up, down);
                set(counter, next);
                when(and(down, at(waitsForOld, i)), () -> set(share, minus(share, 1)));
                when(begin, () -> set(share, next));
            }
        }
    }

    /** Counter over all ids. */
    final class Total extends Group {
        final UInt count = regInit(u(0, countBits));

        {
            set(count, next(count, depart.valid(), arrive.valid()));
        }
    }

    private UInt next(UInt counter, Bool up, Bool down) {
        return minus(plus(counter, toUInt(up, countBits)), toUInt(down, countBits));
    }
}
