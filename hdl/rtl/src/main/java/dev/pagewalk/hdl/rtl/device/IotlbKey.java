package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.OneHots.all;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.Requester;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** What the first-level IOTLB compares: the requester, the kind of address and the page. */
public final class IotlbKey extends Bundle {
    public final Requester requester = new Requester();
    public final Bool translated = bool();
    /** IOVA[top-1:12]. */
    public final UInt page;
    /** IOVA[63]. */
    public final Bool upper = bool();

    IotlbKey(IotlbShape shape) {
        page = uint(shape.pageBits());
    }

    /** The key of a request. */
    static IotlbKey of(IotlbShape shape, DeviceRequest request) {
        IotlbKey key = new IotlbKey(shape);
        set(key.requester, request.requester);
        set(key.translated, request.translated());
        set(key.page, slice(request.iova, shape.top() - 1, 12));
        set(key.upper, at(request.iova, 63));
        return key;
    }

    /** All IOVA bits that the tag leaves out are equal: only such an address can be translated by tables. */
    static Bool uniform(IotlbShape shape, UInt iova) {
        Bits left = toBits(slice(iova, 63, shape.top()));
        return or(all(left), not(any(left)));
    }

    /** A bit for each segment, its lowest bit first, that a page of some size covers. */
    static Bits covered(IotlbShape shape, UInt sizeLog2) {
        Bits covered = bits(shape.segments() - 1);
        for (int k = 0; k + 1 < shape.segments(); k++) {
            set(at(covered, k), gt(sizeLog2, shape.end(k)));
        }
        return covered;
    }
}
