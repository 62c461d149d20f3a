package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.OneHots.*;
import static dev.pagewalk.hdl.spinal.Shapes.*;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.core.Vec;

import java.util.List;

/** Reductions, one-hot codes, priorities, counts and a round-robin grant. */
public final class OneHotSample extends Module<Void> {
    public final Bits requests = in(bits(5));
    public final Bits mostUrgent = in(bits(5));
    public final UInt number = in(uint(3));
    public final Bool taken = in(bool());
    public final Vec<UInt> values = in(vec(5, i -> uint(4)));
    public final Bits reductions = out(bits(7));
    public final Bits oneHot = out(bits(5));
    public final UInt binary = out(uint(3));
    public final UInt binaryOfVec = out(uint(3));
    public final UInt chosen = out(uint(4));
    public final UInt chosenOfVec = out(uint(4));
    public final Bits first = out(bits(5));
    public final UInt firstNumber = out(uint(3));
    public final UInt firstOfVec = out(uint(3));
    public final Bits fromPriority = out(bits(5));
    public final Bits granted = out(bits(5));
    public final Bits grantedOfVec = out(bits(5));
    public final UInt ones = out(uint(3));
    public final UInt leading = out(uint(3));
    public final UInt trailing = out(uint(3));
    public final UInt onesBelow = out(uint(3));

    final Vec<Bool> lines = toBools(requests);
    final Bits vecGrant = roundRobin(lines, taken);
    final Bits grant = roundRobin(requests, taken);

    public OneHotSample() {
        set(
                reductions,
                cat(
                        any(requests),
                        any(lines),
                        any(List.of(taken, at(requests, 0))),
                        all(requests),
                        all(lines),
                        all(List.of(taken, at(requests, 0))),
                        parity(requests)));
        set(oneHot, toOneHot(number, 5));
        set(binary, fromOneHot(requests));
        set(binaryOfVec, fromOneHot(lines));
        set(chosen, muxOneHot(requests, values));
        set(chosenOfVec, muxOneHot(lines, values));
        set(first, lowest(requests));
        set(firstNumber, lowestIndex(requests));
        set(firstOfVec, lowestIndex(lines));
        set(fromPriority, cyclic(requests, mostUrgent));
        set(granted, grant);
        set(grantedOfVec, vecGrant);
        set(ones, countOnes(requests));
        set(leading, leadingZeros(requests));
        set(trailing, trailingZeros(requests));
        set(onesBelow, trailingOnes(requests));
    }
}
