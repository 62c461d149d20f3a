package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.WalkResult;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** What IOTINVAL has to know of an entry. */
public final class IotlbScope extends Bundle {
    public final UInt gscid = uint(IotlbRemoval.FOLDED);
    public final UInt pscid = uint(IotlbRemoval.FOLDED);
    /** The second stage translated. */
    public final Bool guest = bool();
    /** The first stage translated. */
    public final Bool firstStage = bool();

    public final Bool global = bool();
    /** A piece of a larger leaf, which any address may mean. */
    public final Bool piece = bool();

    /** The scope of what a walk found. */
    static IotlbScope of(WalkResult result) {
        IotlbScope scope = new IotlbScope();
        set(scope.gscid, IotlbRemoval.foldGscid(result.gscid));
        set(scope.pscid, IotlbRemoval.foldPscid(result.pscid));
        set(scope.guest, result.gscidValid);
        set(scope.firstStage, result.pscidValid);
        set(scope.global, result.global);
        set(scope.piece, result.piece);
        return scope;
    }
}
