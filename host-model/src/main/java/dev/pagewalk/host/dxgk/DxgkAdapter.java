package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.dma.IommuDmaDevice;
import dev.pagewalk.host.dma.IommuDmaDomain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A logical adapter: the physical adapters of one LDA chain, which share one domain (S-DX-15). */
public final class DxgkAdapter {

    final Map<Handle, IoMmuMapping> mappings = new LinkedHashMap<>();
    /** How many mappings hold a page, by page frame number (D13). */
    final Map<Long, Integer> references = new TreeMap<>();

    final List<IommuDmaDevice> devices = new ArrayList<>();
    final IommuDmaDomain domain;
    private final Set<Long> writablePages = new TreeSet<>();
    private final List<Handle> handles;
    private boolean enabled;

    DxgkAdapter(List<Handle> handles, List<IommuDmaDevice> devices, IommuDmaDomain domain) {
        this.handles = List.copyOf(handles);
        this.devices.addAll(devices);
        this.domain = domain;
    }

    /** Handle of the lead adapter. */
    public Handle lead() {
        return handles.get(0);
    }

    /** Handle of a physical adapter of the chain; 0 is the lead. */
    public Handle handle(int index) {
        return handles.get(index);
    }

    /** True once the devices are behind the IOMMU. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Live mappings, oldest first. */
    public Collection<IoMmuMapping> mappings() {
        return mappings.values();
    }

    /** The mapping of a handle, null if it is not live here. */
    public IoMmuMapping mapping(Handle handle) {
        return mappings.get(handle);
    }

    /** The domain that the devices share. */
    public IommuDmaDomain domain() {
        return domain;
    }

    boolean isWritable(long pfn) {
        return writablePages.contains(pfn);
    }

    void writable(long pfn, boolean on) {
        if (on) {
            writablePages.add(pfn);
        } else {
            writablePages.remove(pfn);
        }
    }

    void enable() {
        enabled = true;
    }
}
