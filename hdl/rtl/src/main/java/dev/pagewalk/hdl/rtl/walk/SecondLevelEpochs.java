package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.all;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.vec;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.core.Vec;

/**
 * Epochs: counters that an invalidation moves on, so that all entries written before are over at once. An entry counts
 * while its four epochs are the present ones.
 *
 * <pre>
 *                          moves on                       removes
 *  VMA   GV=0, PSCV=1      hosts[PSCID]                   first stage only, of that process
 *        GV=0, PSCV=0      everything
 *        GV=1              nested[GSCID]                  both stages, of that guest
 *        one address       pieces                         pieces of larger leaves; pages: by their sets
 *  GVMA  GV=0              everything
 *        GV=1              nested[GSCID], guests[GSCID]   both stages; second stage only
 *        one address       nested[GSCID], pieces          and pages of the second stage: by their sets
 *  DDT   DV=0              everything
 *        DV=1, and PDT     devices[DID]
 * </pre>
 *
 * Ids are folded into eight buckets, and ranges (S=1) count as no address: removing more is always permitted. When a
 * counter starts again, old stamps would look new: {@link #wrapped} asks for all entries to be cleared.
 */
final class SecondLevelEpochs extends Group {
    private static final int BUCKETS = 8;
    private static final int BUCKET_BITS = 3;

    /** The invalidation of this cycle names an address: pages of all sizes around it go by their sets. */
    final Bool byAddress;
    /** A counter starts again. */
    final Bool wrapped;

    final UInt everything = regInit(u(0, SecondLevelStamp.BITS));
    final UInt pieces = regInit(u(0, SecondLevelStamp.BITS));
    final Vec<UInt> devices = vec(BUCKETS, i -> regInit(u(0, SecondLevelStamp.BITS)));
    final Vec<UInt> hosts = vec(BUCKETS, i -> regInit(u(0, SecondLevelStamp.BITS)));
    final Vec<UInt> guests = vec(BUCKETS, i -> regInit(u(0, SecondLevelStamp.BITS)));
    final Vec<UInt> nested = vec(BUCKETS, i -> regInit(u(0, SecondLevelStamp.BITS)));

    /** A piece of a larger leaf was written in the present epoch of pieces. */
    private final Bool held = regInit(off());

    private Bool restarts = off();

    SecondLevelEpochs(Bool now, Invalidation i) {
        Bool vma = and(now, i.is(InvalidationKind.VMA));
        Bool gvma = and(now, i.is(InvalidationKind.GVMA));
        Bool ddt = and(now, i.is(InvalidationKind.DDT));
        Bool pdt = and(now, i.is(InvalidationKind.PDT));
        Bool address = and(i.av, not(i.s));
        byAddress = and(address, or(vma, and(gvma, i.gv)));
        Bool spaces = and(vma, not(address));
        move(everything, or(and(spaces, not(i.gv), not(i.pscv)), and(gvma, not(i.gv)), and(ddt, not(i.dv))));
        move(pieces, and(byAddress, held));
        when(byAddress, () -> set(held, false));
        move(devices, i.deviceId, or(and(ddt, i.dv), pdt));
        move(hosts, i.pscid, and(spaces, not(i.gv), i.pscv));
        move(guests, i.gscid, and(gvma, i.gv, not(address)));
        move(nested, i.gscid, and(i.gv, or(spaces, gvma)));
        wrapped = restarts;
    }

    private void move(Vec<UInt> epochs, UInt id, Bool when) {
        for (int i = 0; i < BUCKETS; i++) {
            move(at(epochs, i), and(when, eq(bucket(id), i)));
        }
    }

    private void move(UInt epoch, Bool now) {
        when(now, () -> set(epoch, plus(epoch, 1)));
        restarts = or(restarts, and(now, all(toBits(epoch))));
    }

    private static UInt bucket(UInt id) {
        UInt folded = slice(id, BUCKET_BITS - 1, 0);
        for (int low = BUCKET_BITS; low + BUCKET_BITS <= widthOf(id); low += BUCKET_BITS) {
            folded = xor(folded, slice(id, low + BUCKET_BITS - 1, low));
        }
        return folded;
    }

    private UInt device(SecondLevelEntry entry) {
        return at(devices, bucket(entry.requester.deviceId));
    }

    private UInt space(SecondLevelEntry entry) {
        UInt guest = mux(entry.firstStage, at(nested, bucket(entry.gscid)), at(guests, bucket(entry.gscid)));
        return mux(entry.guest, guest, at(hosts, bucket(entry.pscid)));
    }

    /** Stamps an entry that is written now. */
    void stamp(SecondLevelEntry entry) {
        set(entry.stamp.everything, everything);
        set(entry.stamp.device, device(entry));
        set(entry.stamp.space, space(entry));
        set(entry.stamp.pieces, pieces);
    }

    /** An entry is written in this cycle, without an invalidation. */
    void written(Bool now, SecondLevelEntry entry) {
        when(and(now, entry.piece), () -> set(held, true));
    }

    /** Nothing that concerns the entry has been removed since it was written. */
    Bool current(SecondLevelEntry entry) {
        return Canaries.force(
                Canary.SECOND_LEVEL_SURVIVES,
                and(
                        eq(entry.stamp.everything, everything),
                        eq(entry.stamp.device, device(entry)),
                        eq(entry.stamp.space, space(entry)),
                        or(not(entry.piece), eq(entry.stamp.pieces, pieces))));
    }
}
