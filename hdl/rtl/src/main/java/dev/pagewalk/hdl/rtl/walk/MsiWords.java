package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.hdl.rtl.config.Feature;
import spinal.core.Bits;
import spinal.core.Bundle;
import spinal.core.Data;

import java.util.List;

/** An MSI page-table entry. [AIA, IOMMU support for MSIs to virtual machines] */
final class MsiWords extends Bundle implements Packed {
    final Bits low = bits(64);
    final Bits high = bits(64);

    @Override
    public List<Data> stored(WalkParameters p) {
        if (!p.has(Feature.MSI_FLAT)) {
            return List.of();
        }
        return p.has(Feature.MSI_MRIF) ? List.of(low, high) : List.of(low);
    }

    /** The stored fields of one doubleword. */
    List<Data> word(int index, WalkParameters p) {
        List<Data> all = stored(p);
        return index < all.size() ? all.subList(index, index + 1) : List.of();
    }
}
