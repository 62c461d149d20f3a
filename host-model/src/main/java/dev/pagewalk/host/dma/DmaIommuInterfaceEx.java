package dev.pagewalk.host.dma;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.dma.IommuDmaDevice.InterfaceStateChangeCallback;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuException;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * DMA_IOMMU_INTERFACE_EX, version 2: domains, devices and identity ranges; logical ranges are in {@link LogicalRanges}.
 *
 * <p>Errors of the hardware: UNSUCCESSFUL where a status can be returned, STOP 0x1D9 where the documented interface has
 * none (section 6.5).
 */
public final class DmaIommuInterfaceEx {

    private static final int DELETE_FAILED = 0;
    private static final int UNMAP_FAILED = 1;
    private static final int LEAVE_FAILED = 2;
    private static final int PERMISSIONS = DriverListener.READ | DriverListener.WRITE;

    private final Map<Integer, IommuDmaDevice> devices = new TreeMap<>();
    private final FaultReporting faultReporting;
    private final KernelMachine machine;
    private final IommuDriver driver;
    private final LogicalRanges logical;

    /** The interface over a driver that is running. */
    public DmaIommuInterfaceEx(KernelMachine machine, IommuDriver driver) {
        this.machine = machine;
        this.driver = driver;
        this.logical = new LogicalRanges(this);
        this.faultReporting = new FaultReporting(driver, devices);
    }

    /** MapLogicalRangeEx, reservations and their relatives. */
    public LogicalRanges logical() {
        return logical;
    }

    /** The driver below. */
    public IommuDriver driver() {
        return driver;
    }

    /**
     * CreateDomainEx.
     *
     * @param flags must be 0
     * @param allocatorAddressWidth width of a buddy allocator, 0 for none
     */
    public NtStatus createDomainEx(
            IommuDmaDomainType type,
            int flags,
            int allocatorAddressWidth,
            List<IommuDmaReservedRegion> reservedRegions,
            Consumer<IommuDmaDomain> domain) {
        if (flags != 0 || allocatorAddressWidth < 0 || allocatorAddressWidth > 63) {
            return NtStatus.NOT_SUPPORTED;
        }
        try {
            IommuDomain hardware = driver.createDomain(type.kind());
            LogicalAllocator allocator =
                    allocatorAddressWidth == 0 ? null : new LogicalAllocator(allocatorAddressWidth);
            IommuDmaDomain made = new IommuDmaDomain(type, hardware, allocator, reservedRegions);
            NtStatus status = enterReserved(made);
            if (!status.isSuccess()) {
                driver.deleteDomain(hardware);
                return status;
            }
            domain.accept(made);
            return NtStatus.SUCCESS;
        } catch (IommuException failure) {
            return failure.status();
        }
    }

    /** DeleteDomain; no device may be attached and no reservation left (RESOURCE_IN_USE). */
    public NtStatus deleteDomain(IommuDmaDomain domain) {
        if (!domain.hardware.devices().isEmpty() || !domain.tokens.isEmpty()) {
            return NtStatus.RESOURCE_IN_USE;
        }
        stopOnFailure(DELETE_FAILED, domain, 0, () -> driver.deleteDomain(domain.hardware));
        return NtStatus.SUCCESS;
    }

    /** CreateDevice for a requester id; INVALID_PARAMETER if it is too wide or exists already. */
    public NtStatus createDevice(int deviceId, Consumer<IommuDmaDevice> device) {
        if (deviceId < 0 || deviceId >>> driver.settings().deviceIdBits() != 0 || devices.containsKey(deviceId)) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (!machine.gate().admit("IOMMU device")) {
            return NtStatus.INSUFFICIENT_RESOURCES;
        }
        IommuDmaDevice made = new IommuDmaDevice(deviceId);
        devices.put(deviceId, made);
        device.accept(made);
        return NtStatus.SUCCESS;
    }

    /** DeleteDevice; RESOURCE_IN_USE while attached. */
    public NtStatus deleteDevice(IommuDmaDevice device) {
        if (device.domain != null) {
            return NtStatus.RESOURCE_IN_USE;
        }
        device.deleted = true;
        devices.remove(device.deviceId);
        faultReporting.setDeviceFaultReporting(device, null);
        return NtStatus.SUCCESS;
    }

    /** AttachDeviceEx; the device sees the domain on return. */
    public NtStatus attachDeviceEx(IommuDmaDomain domain, IommuDmaDevice device) {
        if (device.domain != null || device.deleted) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (!device.types.contains(domain.type)) {
            return NtStatus.ACCESS_DENIED;
        }
        if (domain.type == IommuDmaDomainType.UNMANAGED) {
            return NtStatus.NOT_SUPPORTED;
        }
        try {
            driver.attach(domain.hardware, device.deviceId);
        } catch (IommuException failure) {
            return failure.status();
        }
        device.domain = domain;
        return NtStatus.SUCCESS;
    }

    /** DetachDeviceEx; INVALID_PARAMETER_1 if it is not attached. No access of the device succeeds on return. */
    public NtStatus detachDeviceEx(IommuDmaDevice device) {
        if (device.domain == null) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        stopOnFailure(LEAVE_FAILED, device.domain, 0, () -> driver.detach(device.deviceId));
        device.domain = null;
        return NtStatus.SUCCESS;
    }

    /**
     * MapIdentityRangeEx: every page at its own address, all or none.
     *
     * @param permissions bit 0 read, bit 1 write
     */
    public NtStatus mapIdentityRangeEx(
            IommuDmaDomain domain, int permissions, IommuMapPhysicalAddress physicalAddressToMap) {
        NtStatus refusal = refuseIdentity(domain, permissions, physicalAddressToMap);
        if (refusal != NtStatus.SUCCESS || domain.type == IommuDmaDomainType.PASS_THROUGH) {
            return refusal;
        }
        return domain.hardware.map(ranges(physicalAddressToMap, permissions));
    }

    /** UnmapIdentityRangeEx: cleared, invalidated and fenced on return. */
    public NtStatus unmapIdentityRangeEx(IommuDmaDomain domain, IommuMapPhysicalAddress physicalAddressToUnmap) {
        boolean identity =
                domain.type == IommuDmaDomainType.TRANSLATE || domain.type == IommuDmaDomainType.PASS_THROUGH;
        if (!identity) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        if (domain.allocator != null) {
            return NtStatus.NOT_SUPPORTED;
        }
        if (domain.type == IommuDmaDomainType.PASS_THROUGH) {
            return NtStatus.SUCCESS;
        }
        if (!physicalAddressToUnmap.isWholePages()) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        List<NtStatus> status = new ArrayList<>();
        List<IommuDomain.Range> ranges = ranges(physicalAddressToUnmap, PERMISSIONS);
        stopOnFailure(UNMAP_FAILED, domain, ranges.get(0).iova(), () -> status.add(domain.hardware.unmap(ranges)));
        return status.get(0);
    }

    private List<IommuDomain.Range> ranges(IommuMapPhysicalAddress memory, int permissions) {
        return memory.runs().stream()
                .map(run -> new IommuDomain.Range(
                        run.physicalAddress(),
                        run.physicalAddress(),
                        run.pages(),
                        CacheTypes.access(machine, run, permissions)))
                .toList();
    }

    /** FlushDomain, for domains whose tables the caller owns. */
    public void flushDomain(IommuDmaDomain domain) {
        requireUnmanaged(domain, "FlushDomain");
        domain.hardware.flush();
    }

    /** FlushDomainByVaList, for domains whose tables the caller owns. */
    public void flushDomainByVaList(IommuDmaDomain domain, boolean lastLevel, List<Long> vaList) {
        requireUnmanaged(domain, "FlushDomainByVaList");
        if (lastLevel) {
            domain.hardware.flush(vaList);
        } else {
            domain.hardware.flush();
        }
    }

    /** ConfigureDomain; no table format of the documented ones is this hardware's: NOT_SUPPORTED. */
    public NtStatus configureDomain(IommuDmaDomain domain) {
        return domain.type == IommuDmaDomainType.UNMANAGED ? NtStatus.NOT_SUPPORTED : NtStatus.INVALID_PARAMETER_1;
    }

    /** QueryInputMappings; ARM64 only. */
    public NtStatus queryInputMappings() {
        return NtStatus.UNSUCCESSFUL;
    }

    /** QueryAvailableDomainTypes: bits {@code 1 << type}. */
    public int queryAvailableDomainTypes(IommuDmaDevice device) {
        int bits = 0;
        for (IommuDmaDomainType type : device.types) {
            bits |= 1 << type.value();
        }
        return bits;
    }

    /** RegisterInterfaceStateChangeCallback: called at once; UNSUCCESSFUL for a second one on a device. */
    public NtStatus registerInterfaceStateChangeCallback(
            InterfaceStateChangeCallback callback, Object context, IommuDmaDevice device, int stateFields) {
        if (stateFields == 0) {
            return NtStatus.INVALID_PARAMETER_4;
        }
        if (device.stateChange != null) {
            return NtStatus.UNSUCCESSFUL;
        }
        device.stateChange = callback;
        callback.changed(context, queryAvailableDomainTypes(device));
        return NtStatus.SUCCESS;
    }

    /** UnregisterInterfaceStateChangeCallback. */
    public NtStatus unregisterInterfaceStateChangeCallback(IommuDmaDevice device) {
        device.stateChange = null;
        return NtStatus.SUCCESS;
    }

    /** Fault reporting of devices. */
    public FaultReporting faultReporting() {
        return faultReporting;
    }

    NtStatus mapRun(IommuDmaDomain domain, long logicalAddress, IommuMapPhysicalAddress.Run run, int permissions) {
        return domain.hardware.map(
                logicalAddress, run.physicalAddress(), run.pages(), CacheTypes.access(machine, run, permissions));
    }

    /** Unmaps; hardware that does not complete it is STOP 0x1D9/1. */
    void unmapRun(IommuDmaDomain domain, long logicalAddress, long pages) {
        stopOnFailure(UNMAP_FAILED, domain, logicalAddress, () -> {
            NtStatus status = domain.hardware.unmap(logicalAddress, pages);
            if (!status.isSuccess()) {
                throw new IommuException(status, "unmap refused: logical=0x%x".formatted(logicalAddress));
            }
        });
    }

    boolean hasRights(int permissions) {
        return permissions != 0 && (permissions & ~PERMISSIONS) == 0;
    }

    private NtStatus refuseIdentity(IommuDmaDomain domain, int permissions, IommuMapPhysicalAddress memory) {
        boolean identity =
                domain.type == IommuDmaDomainType.TRANSLATE || domain.type == IommuDmaDomainType.PASS_THROUGH;
        if (!identity) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        if (!hasRights(permissions)) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        if (domain.allocator != null) {
            return NtStatus.NOT_SUPPORTED;
        }
        if (!memory.isWholePages()) {
            return NtStatus.INVALID_PARAMETER_3;
        }
        boolean reserved =
                memory.runs().stream().anyMatch(run -> domain.isReserved(run.physicalAddress(), run.pages()));
        return reserved ? NtStatus.RESOURCE_IN_USE : NtStatus.SUCCESS;
    }

    private NtStatus enterReserved(IommuDmaDomain domain) {
        for (IommuDmaReservedRegion region : domain.reserved) {
            if (domain.allocator != null) {
                domain.allocator.reserve(region.base(), region.numberOfPages() << 12);
            }
            if (region.shouldMap() && domain.hardware.table() != null) {
                IommuMapPhysicalAddress.Run run =
                        new IommuMapPhysicalAddress.Run(region.base(), region.numberOfPages());
                NtStatus status = mapRun(domain, region.base(), run, PERMISSIONS);
                if (!status.isSuccess()) {
                    return status;
                }
            }
        }
        return NtStatus.SUCCESS;
    }

    private void stopOnFailure(int operation, IommuDmaDomain domain, long address, Runnable body) {
        try {
            body.run();
        } catch (IommuException failure) {
            throw machine.bugCheck(
                    BugCheckCode.HAL_IOMMU_INTERNAL_ERROR,
                    operation,
                    failure.status().code(),
                    domain.hardware.id(),
                    address,
                    failure.getMessage());
        }
    }

    private static void requireUnmanaged(IommuDmaDomain domain, String routine) {
        if (domain.type != IommuDmaDomainType.UNMANAGED) {
            throw new ContractViolation("S-IFX-1", routine + " of a domain whose tables the system owns");
        }
    }
}
