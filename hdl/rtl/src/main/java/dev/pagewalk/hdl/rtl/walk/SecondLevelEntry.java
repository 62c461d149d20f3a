package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Feature;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.List;

/** A word of the second-level IOTLB: the page of a requester, what it may do there, and the epochs of the entry. */
final class SecondLevelEntry extends Bundle implements Packed {
    private static final int PAGE_SHIFT = 12;

    public final Bool valid = bool();
    public final UInt pageClass = uint(PageClass.BITS);
    public final Requester requester = new Requester();
    public final UInt page = uint(PageClass.PAGE_BITS);
    public final UInt ppn = uint(44);
    public final Bool readable = bool();
    public final Bool writable = bool();
    public final Bool executable = bool();
    public final UInt pbmt = uint(2);
    public final UInt rcid = uint(12);
    public final UInt mcid = uint(12);
    public final UInt gscid = uint(16);
    public final Bool guest = bool();
    public final UInt pscid = uint(20);
    public final Bool firstStage = bool();
    public final Bool global = bool();
    public final Bool piece = bool();
    public final SecondLevelStamp stamp = new SecondLevelStamp();

    @Override
    public List<Data> stored(WalkParameters p) {
        List<Data> fields = new ArrayList<>(List.of(valid, pageClass, requester.deviceId, page, ppn));
        if (p.hasProcesses()) {
            fields.addAll(List.of(requester.processValid, requester.processId, requester.privileged));
        }
        fields.addAll(List.of(readable, writable, executable, gscid, guest, pscid, firstStage, global, piece));
        if (p.has(Feature.SVPBMT)) {
            fields.add(pbmt);
        }
        if (p.has(Feature.QOSID)) {
            fields.addAll(List.of(rcid, mcid));
        }
        fields.addAll(List.of(stamp.everything, stamp.device, stamp.space, stamp.pieces));
        return fields;
    }

    /** The entry of what a walk found; the stamp is the caller's. */
    static SecondLevelEntry of(TranslationRequest request, WalkResult result) {
        SecondLevelEntry entry = new SecondLevelEntry();
        set(entry.valid, true);
        set(entry.pageClass, PageClass.of(result.sizeLog2));
        set(entry.requester, request.requester);
        set(entry.page, pageOf(request));
        set(entry.ppn, result.ppn);
        set(entry.readable, result.readable);
        set(entry.writable, result.writable);
        set(entry.executable, result.executable);
        set(entry.pbmt, toUInt(result.pbmt));
        set(entry.rcid, result.rcid);
        set(entry.mcid, result.mcid);
        set(entry.gscid, result.gscid);
        set(entry.guest, result.gscidValid);
        set(entry.pscid, result.pscid);
        set(entry.firstStage, result.pscidValid);
        set(entry.global, result.global);
        set(entry.piece, or(result.piece, PageClass.between(result.sizeLog2)));
        return entry;
    }

    /** The page that a request asks for. */
    static UInt pageOf(TranslationRequest request) {
        return slice(request.iova, Long.SIZE - 1, PAGE_SHIFT);
    }

    /** It answers a request, if its epochs are the present ones. */
    Bool answers(WalkParameters p, TranslationRequest request, UInt wantedClass) {
        Bool same = and(
                valid,
                eq(pageClass, wantedClass),
                eq(requester.deviceId, request.requester.deviceId),
                PageClass.same(page, pageOf(request), wantedClass));
        Bool process = p.hasProcesses() ? eq(requester, request.requester) : not(request.requester.processValid);
        Bool load = and(not(request.write), not(request.execute));
        Bool permitted =
                and(or(not(load), readable), or(not(request.write), writable), or(not(request.execute), executable));
        return and(same, process, permitted);
    }

    /** Fills a result with what the entry says about a request. */
    void fill(WalkResult result, TranslationRequest request) {
        Packing.zeroed(result);
        set(result.install, on());
        set(result.ppn, PageClass.inside(ppn, pageOf(request), pageClass));
        set(result.sizeLog2, PageClass.sizeLog2(pageClass));
        set(result.piece, piece);
        set(result.readable, readable);
        set(result.writable, writable);
        set(result.executable, executable);
        set(result.pbmt, toBits(pbmt));
        set(result.rcid, rcid);
        set(result.mcid, mcid);
        set(result.gscid, gscid);
        set(result.gscidValid, guest);
        set(result.pscid, pscid);
        set(result.pscidValid, firstStage);
        set(result.global, global);
        set(result.source, WalkResult.SOURCE_SECOND_LEVEL);
    }
}
