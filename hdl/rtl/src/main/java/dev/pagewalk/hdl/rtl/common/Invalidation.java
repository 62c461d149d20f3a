package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/**
 * A removal from caches: the operands of IOTINVAL and IODIR, already checked. Ready means removed. The walk engine gets
 * an invalidation before, or in the same cycle as, the device port: what it answers afterwards is not stale.
 */
public final class Invalidation extends Bundle {
    /** Code of {@link InvalidationKind}. */
    public final Bits kind = bits(2);

    /** The page is given. */
    public final Bool av = bool();

    public final Bool gv = bool();
    public final Bool pscv = bool();
    /** Non-leaf entries, too. */
    public final Bool nl = bool();
    /** {@code page} holds a NAPOT range. */
    public final Bool s = bool();

    public final UInt pscid = uint(20);
    public final UInt gscid = uint(16);
    /** ADDR[63:12]. */
    public final UInt page = uint(52);

    /** The device is given. */
    public final Bool dv = bool();

    public final UInt deviceId = uint(24);
    public final UInt processId = uint(20);

    /** Whether it is of a kind. */
    public Bool is(InvalidationKind wanted) {
        return eq(kind, wanted.code());
    }
}
