package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** Where a request goes, and the attributes of the page. Fields of features that are off are null. */
public final class Translation extends Bundle {
    private static final int PPN_BITS = 44;
    private static final int TRANSLATED_BITS = 56;
    private static final int TOP = Long.SIZE - 1;

    public final UInt ppn = uint(PPN_BITS);
    /** Bits 63:56 of the address are those of the request; otherwise 0. */
    public final Bool unchanged = bool();

    public final Bits pbmt;
    public final UInt rcid;
    public final UInt mcid;
    /** For the retirement record. */
    public final UInt levels;

    public final Bits source;

    public Translation(IommuParameters parameters) {
        boolean qos = parameters.has(Feature.QOSID);
        pbmt = parameters.has(Feature.SVPBMT) ? bits(2) : null;
        rcid = qos ? uint(12) : null;
        mcid = qos ? uint(12) : null;
        levels = parameters.observation() ? uint(5) : null;
        source = parameters.observation() ? bits(4) : null;
    }

    /** What a walk found. */
    static Translation of(IommuParameters parameters, WalkResult result) {
        Translation to = new Translation(parameters);
        set(to.ppn, result.ppn);
        set(to.unchanged, result.unchanged);
        if (to.pbmt != null) {
            set(to.pbmt, result.pbmt);
        }
        to.setQos(result.rcid, result.mcid);
        to.setOrigin(result.levels, zeroExtend(result.source, 4));
        return to;
    }

    /** Takes all but the origin from another one. */
    void setPlace(Translation from) {
        set(ppn, from.ppn);
        set(unchanged, from.unchanged);
        if (pbmt != null) {
            set(pbmt, from.pbmt);
        }
        setQos(from.rcid, from.mcid);
    }

    void setQos(UInt rcidValue, UInt mcidValue) {
        if (rcid != null) {
            set(rcid, rcidValue);
            set(mcid, mcidValue);
        }
    }

    void setOrigin(UInt levelsValue, Bits sourceValue) {
        if (levels != null) {
            set(levels, levelsValue);
            set(source, sourceValue);
        }
    }

    /** AxUSER of the memory port: PBMT [1:0], RCID [13:2], MCID [25:14]. */
    Bits user() {
        UInt zero = u(0, 12);
        return cat(b(0, 6), mcid == null ? zero : mcid, rcid == null ? zero : rcid, pbmt == null ? b(0, 2) : pbmt);
    }

    /** The physical address of a request, of 64 bits. */
    UInt address(UInt iova) {
        UInt page = Canaries.instead(Canary.WRONG_PPN_BIT, ppn, () -> xor(ppn, u(1, PPN_BITS)));
        Bool whole = Canaries.lose(Canary.ADDRESS_CUT, unchanged);
        return catUInt(
                mux(whole, slice(iova, TOP, TRANSLATED_BITS), u(0, TOP - TRANSLATED_BITS + 1)),
                page,
                slice(iova, 11, 0));
    }
}
