package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.dma.IommuDmaDevice;
import dev.pagewalk.host.dma.IommuDmaDomain;
import dev.pagewalk.host.dma.IommuDmaDomainType;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings.Reading;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Dxgkrnl's side of DXGKCB_MAPMDLTOIOMMU and DXGKCB_UNMAPMDLFROMIOMMU (section 5.4).
 *
 * <p>A page appears at the device address that equals its physical address. A page in several mappings is counted and
 * leaves with the last one. Locks are not raised: keeping the MDL and its locks until the unmap returns is the driver's
 * duty.
 */
public final class DxgkCallbacks {

    private static final int DESCRIBES_PAGES =
            MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL | MdlFlag.MDL_PARTIAL | MdlFlag.MDL_IO_SPACE;

    private final List<DxgkAdapter> adapters = new ArrayList<>();
    private final HandleSource handles = new HandleSource();
    private final WindowsKernel kernel;
    private final DmaIommuInterfaceEx iommu;
    private final DxgkSettings settings;
    private final DomainPages pages;
    private final LifetimeWatch watch;

    /** Callbacks with default readings. */
    public DxgkCallbacks(WindowsKernel kernel, DmaIommuInterfaceEx iommu) {
        this(kernel, iommu, new DxgkSettings());
    }

    /** Callbacks with these readings. */
    public DxgkCallbacks(WindowsKernel kernel, DmaIommuInterfaceEx iommu, DxgkSettings settings) {
        this.kernel = kernel;
        this.iommu = iommu;
        this.settings = settings;
        this.pages = new DomainPages(kernel.machine(), iommu);
        this.watch = new LifetimeWatch(() -> adapters, kernel.machine().events());
        kernel.machine().addListener(watch);
    }

    /**
     * Adds a logical adapter; its devices are not behind the IOMMU before {@link #enableIommu}.
     *
     * @param deviceIds requester ids of the physical adapters, the lead first
     */
    public DxgkAdapter addAdapter(int... deviceIds) {
        List<IommuDmaDomain> domain = new ArrayList<>();
        require(iommu.createDomainEx(IommuDmaDomainType.TRANSLATE, 0, 0, List.of(), domain::add), "domain");
        List<IommuDmaDevice> devices = new ArrayList<>();
        List<Handle> chain = new ArrayList<>();
        for (int deviceId : deviceIds) {
            require(iommu.createDevice(deviceId, devices::add), "device");
            chain.add(handles.next());
        }
        DxgkAdapter adapter = new DxgkAdapter(chain, devices, domain.get(0));
        adapters.add(adapter);
        return adapter;
    }

    /**
     * Puts the adapter's devices behind the IOMMU; what was mapped before becomes effective (S-DX-8).
     *
     * @param exclusiveAccess runs between DxgkDdiBeginExclusiveAccess and DxgkDdiEndExclusiveAccess of the driver
     */
    public NtStatus enableIommu(DxgkAdapter adapter, ExclusiveAccess exclusiveAccess) {
        return kernel.machine().call("enable IOMMU", () -> {
            exclusiveAccess.begin();
            try {
                NtStatus status = pages.mapRecorded(adapter);
                for (IommuDmaDevice device : adapter.devices) {
                    status = status.isSuccess() ? iommu.attachDeviceEx(adapter.domain(), device) : status;
                }
                if (status.isSuccess()) {
                    adapter.enable();
                }
                return status;
            } finally {
                exclusiveAccess.end();
            }
        });
    }

    /** DXGKCB_MAPMDLTOIOMMU; at or below APC_LEVEL (S-DX-1 to S-DX-8). */
    public NtStatus dxgkCbMapMdlToIoMmu(Handle hAdapter, DxgkArgCbMapMdlToIoMmu pArgs) {
        return kernel.machine().call("DXGKCB_MAPMDLTOIOMMU", () -> {
            kernel.machine().requireVersion(WindowsVersion.WINDOWS_10_1803, "DXGKCB_MAPMDLTOIOMMU");
            if (pArgs != null) {
                pArgs.hMemoryHandle(Handle.NULL);
            }
            DxgkAdapter adapter = adapterOfLead(hAdapter);
            if (adapter == null) {
                return NtStatus.INVALID_PARAMETER_1;
            }
            requireIrql("DXGKCB_MAPMDLTOIOMMU");
            NtStatus refusal = refuse(adapter, pArgs);
            return refusal.isSuccess() ? map(adapter, pArgs) : refusal;
        });
    }

    /** DXGKCB_UNMAPMDLFROMIOMMU; at or below APC_LEVEL (S-DX-9 to S-DX-12). */
    public void dxgkCbUnmapMdlFromIoMmu(Handle hAdapter, DxgkArgCbUnmapMdlFromIoMmu pArgs) {
        kernel.machine().run("DXGKCB_UNMAPMDLFROMIOMMU", () -> {
            kernel.machine().requireVersion(WindowsVersion.WINDOWS_10_1803, "DXGKCB_UNMAPMDLFROMIOMMU");
            requireIrql("DXGKCB_UNMAPMDLFROMIOMMU");
            DxgkAdapter adapter = adapterOfLead(hAdapter);
            IoMmuMapping mapping = adapter == null || pArgs == null ? null : adapter.mapping(pArgs.hMemoryHandle());
            if (mapping == null) {
                throw new ContractViolation(
                        "S-DX-12",
                        "unmap of a handle that is not live here: adapter=%s, args=%s".formatted(hAdapter, pArgs));
            }
            unmap(adapter, mapping);
        });
    }

    /** Removes an adapter: live handles are reported as leaks (S-DX-13), then everything is unmapped and detached. */
    public List<String> removeAdapter(DxgkAdapter adapter) {
        return kernel.machine().call("remove adapter", () -> {
            List<String> leaks = leaks(adapter);
            leaks.forEach(leak -> kernel.machine().events().diagnostic("S-DX-13", leak));
            List.copyOf(adapter.mappings()).forEach(mapping -> unmap(adapter, mapping));
            for (IommuDmaDevice device : adapter.devices) {
                if (device.domain() != null) {
                    iommu.detachDeviceEx(device);
                }
                iommu.deleteDevice(device);
            }
            iommu.deleteDomain(adapter.domain());
            adapters.remove(adapter);
            return leaks;
        });
    }

    /** One line per live handle of an adapter. */
    public List<String> leaks(DxgkAdapter adapter) {
        return adapter.mappings().stream()
                .map(mapping -> "leak: %s, pages=%d, first pfn=0x%x"
                        .formatted(mapping.handle(), mapping.pfns().length, mapping.pfns()[0]))
                .toList();
    }

    /** Lifetime hazards found so far, in words (S-DX-11). */
    public List<String> hazards() {
        return watch.hazards().stream().map(LifetimeWatch.Hazard::text).toList();
    }

    /** The interface below. */
    public DmaIommuInterfaceEx iommu() {
        return iommu;
    }

    private NtStatus refuse(DxgkAdapter adapter, DxgkArgCbMapMdlToIoMmu args) {
        if (args == null) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        if (settings.logicalRemapping()) {
            return NtStatus.NOT_SUPPORTED;
        }
        Mdl mdl = args.pMdl();
        if (mdl == null || mdl.byteCount() == 0 || !mdl.has(DESCRIBES_PAGES) || !mdl.describesPages()) {
            return NtStatus.INVALID_PARAMETER;
        }
        long highest = adapter.domain().highestVisibleAddress() >>> 12;
        for (long pfn : mdl.pfns()) {
            if (pfn < 0 || pfn > highest) {
                return NtStatus.INVALID_PARAMETER;
            }
            if (settings.strictOverlap() && adapter.references.containsKey(pfn)) {
                return NtStatus.RESOURCE_IN_USE;
            }
        }
        return NtStatus.SUCCESS;
    }

    private NtStatus map(DxgkAdapter adapter, DxgkArgCbMapMdlToIoMmu args) {
        Mdl mdl = args.pMdl();
        if (!kernel.machine().gate().admit("IOMMU mapping handle")) {
            return NtStatus.INSUFFICIENT_RESOURCES;
        }
        OptionalLong kernelVa = literalMapping(mdl);
        if (kernelVa.isEmpty()) {
            return NtStatus.INSUFFICIENT_RESOURCES;
        }
        IoMmuMapping mapping = new IoMmuMapping(handles.next(), mdl, permissions(mdl), kernelVa.getAsLong());
        NtStatus status = pages.map(adapter, mapping);
        if (!status.isSuccess()) {
            undoLiteralMapping(mapping);
            return status;
        }
        adapter.mappings.put(mapping.handle(), mapping);
        args.hMemoryHandle(mapping.handle());
        reportExposure(mapping);
        return NtStatus.SUCCESS;
    }

    private void unmap(DxgkAdapter adapter, IoMmuMapping mapping) {
        if (mapping.isChanged()) {
            watch.changed(mapping);
        }
        pages.unmap(adapter, mapping);
        adapter.mappings.remove(mapping.handle());
        undoLiteralMapping(mapping);
    }

    /** The literal reading also maps the MDL for the CPU: 0 if it has a mapping, empty if that fails (S-DX-17). */
    private OptionalLong literalMapping(Mdl mdl) {
        boolean mapped = mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL);
        if (kernel.machine().settings().reading() != Reading.LITERAL || mapped) {
            return OptionalLong.of(0);
        }
        long va = kernel.mmGetSystemAddressForMdlSafe(mdl, PagePriority.NORMAL_PAGE_PRIORITY);
        return va == 0 ? OptionalLong.empty() : OptionalLong.of(va);
    }

    private void undoLiteralMapping(IoMmuMapping mapping) {
        Mdl mdl = mapping.mdl();
        boolean own = mapping.ownKernelMapping() != 0 && mdl.isAlive() && mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA);
        if (own && mdl.mappedSystemVa() == mapping.ownKernelMapping()) {
            kernel.mmUnmapLockedPages(mapping.ownKernelMapping(), mdl);
        }
    }

    private int permissions(Mdl mdl) {
        boolean readLock = mdl.has(MdlFlag.MDL_PAGES_LOCKED)
                && !mdl.has(MdlFlag.MDL_WRITE_OPERATION | MdlFlag.MDL_IO_SPACE)
                && !mdl.isPageAllocation();
        boolean readOnly = settings.readOnlyFromLock() && readLock;
        return readOnly ? DriverListener.READ : DriverListener.READ | DriverListener.WRITE;
    }

    private void reportExposure(IoMmuMapping mapping) {
        long exposed = mapping.exposedBytesOutsideMdl();
        if (exposed != 0) {
            kernel.machine()
                    .events()
                    .diagnostic(
                            "exposed-bytes",
                            "%s exposes %d bytes beyond its buffer".formatted(mapping.handle(), exposed));
        }
    }

    private void requireIrql(String routine) {
        if (kernel.machine().irql().above(Irql.APC_LEVEL)) {
            throw new ContractViolation(
                    "S-DX-1",
                    "IRQL too high (D7): routine=%s, irql=%s"
                            .formatted(routine, kernel.machine().irql()));
        }
    }

    /** The adapter that this handle leads, null for unknown handles and those of linked adapters (S-DX-14). */
    private DxgkAdapter adapterOfLead(Handle handle) {
        return adapters.stream()
                .filter(adapter -> adapter.lead().equals(handle))
                .findFirst()
                .orElse(null);
    }

    private static void require(NtStatus status, String what) {
        if (!status.isSuccess()) {
            throw new IllegalStateException("adapter not added: what=%s, status=%s".formatted(what, status.text()));
        }
    }
}
