package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * MSI page-table entries, by device and guest page: a hit saves the gathering of the index and the read. Only sound
 * entries with V=1 are kept. The device is part of the key because the entry depends on its context; GSCID follows
 * from it. [IOMMU §3.8]
 */
final class MsiCache extends Group {
    /** This pass arrives at an MSI page whose entry is known. */
    final Bool hit;

    final MsiWords entry;
    private final WalkParameters p;
    private final PointerCache cache;

    MsiCache(WalkParameters p, StepInput step, GuestTarget target) {
        this.p = p;
        entry = Packing.zeroed(new MsiWords());
        if (!p.has(Feature.MSI_FLAT) || p.size(Size.MSI_ENTRIES) == 0) {
            cache = null;
            hit = off();
            return;
        }
        Bits key = key(step, target.address);
        PointerCache.Shape shape =
                new PointerCache.Shape(p.size(Size.MSI_ENTRIES), widthOf(key), Packing.width(entry, p));
        cache = new PointerCache(shape);
        set(cache.key, key);
        Packing.unpack(entry, cache.data, p);
        hit = and(target.msi, cache.hit);
    }

    private static Bits key(StepInput step, UInt guestAddress) {
        return cat(step.request.requester.deviceId, slice(guestAddress, Long.SIZE - 1, PageTableMode.PAGE_SHIFT));
    }

    /** Keeps the entry of the walk in this pass; called once. */
    void install(Bool enable, StepInput step) {
        if (cache != null) {
            set(cache.install, enable);
            set(cache.installKey, key(step, step.state.guestAddress));
            set(cache.installData, Packing.pack(step.msi, p));
        }
    }

    /** Forgets everything; called once. */
    void flush(Bool flush) {
        if (cache != null) {
            set(cache.flush, flush);
        }
    }
}
