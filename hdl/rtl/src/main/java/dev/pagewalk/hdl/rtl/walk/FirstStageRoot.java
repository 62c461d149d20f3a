package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.UInt;

import java.util.List;

/** Where the first stage starts: from a process context, or from a device context without one. [IOMMU §3.2] */
final class FirstStageRoot extends Bundle implements Packed {
    public final Bool valid = bool();
    public final Bool ens = bool();
    public final Bool sum = bool();
    public final UInt pscid = uint(20);
    public final UInt mode = uint(4);
    public final UInt root = uint(44);

    @Override
    public List<Data> stored(WalkParameters parameters) {
        return List.of(valid, ens, sum, pscid, mode, root);
    }

    /** The stored fields of one doubleword of a process context. */
    List<Data> word(int index) {
        return index == 0 ? List.of(valid, ens, sum, pscid) : List.of(mode, root);
    }
}
