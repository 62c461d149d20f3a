package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.bus.DriverListener;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sees when an MDL or a page changes while a device can reach it, and says so at that moment (S-DX-11).
 *
 * <p>The mapping itself stays: Windows does not stop the driver either.
 */
final class LifetimeWatch implements DriverListener {

    /** One hazard as it was found. */
    record Hazard(String rule, long pfn, String text) {}

    private final List<Hazard> hazards = new ArrayList<>();
    private final Supplier<List<DxgkAdapter>> adapters;
    private final DriverListener events;

    LifetimeWatch(Supplier<List<DxgkAdapter>> adapters, DriverListener events) {
        this.adapters = adapters;
        this.events = events;
    }

    List<Hazard> hazards() {
        return Collections.unmodifiableList(hazards);
    }

    @Override
    public void mdlChanged(long mdl, String how) {
        for (DxgkAdapter adapter : adapters.get()) {
            for (IoMmuMapping mapping : adapter.mappings()) {
                if (mapping.mdl().address() == mdl && mapping.reportOnce()) {
                    tell(mapping, mapping.pfns()[0], "MDL " + how);
                }
            }
        }
    }

    @Override
    public void pageUnlocked(long pfn, long mdl, int locks) {
        if (locks == 0) {
            tellPage(pfn, "page lost its last lock, by MDL 0x%x".formatted(mdl));
        }
    }

    @Override
    public void pageFreed(long pfn) {
        tellPage(pfn, "page freed");
    }

    @Override
    public void pageOwned(long pfn, String owner) {
        tellPage(pfn, "page handed to " + owner);
    }

    /** Reports a mapping whose MDL is found changed at unmap. */
    void changed(IoMmuMapping mapping) {
        if (mapping.reportOnce()) {
            tell(mapping, mapping.pfns()[0], "PFN array differs from the one mapped");
        }
    }

    private void tellPage(long pfn, String what) {
        for (DxgkAdapter adapter : adapters.get()) {
            if (!adapter.references.containsKey(pfn)) {
                continue;
            }
            for (IoMmuMapping mapping : adapter.mappings()) {
                if (mapping.covers(pfn)) {
                    tell(mapping, pfn, what);
                }
            }
        }
    }

    private void tell(IoMmuMapping mapping, long pfn, String what) {
        String text = "lifetime: %s while mapped to the IOMMU: pfn=0x%x, mdl=0x%x, %s, at %s"
                .formatted(what, pfn, mapping.mdl().address(), mapping.handle(), CallSite.ofDriver());
        hazards.add(new Hazard("S-DX-11", pfn, text));
        events.hazard("S-DX-11", pfn, text);
    }
}
