package dev.pagewalk.host.dma;

import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.MemoryType;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.Pages;

/** Memory type of a device mapping from the pages' cache type (section 8b). */
final class CacheTypes {

    private CacheTypes() {}

    static Access access(KernelMachine machine, IommuMapPhysicalAddress.Run run, int permissions) {
        long pfn = Pages.pageOf(run.physicalAddress());
        if (!machine.pfns().isRam(pfn)) {
            return new Access(permissions, MemoryType.IO);
        }
        MemoryCachingType cache = machine.pfns().frame(pfn).cacheType();
        return new Access(permissions, cache == null ? MemoryType.PMA : MemoryType.of(cache));
    }
}
