package dev.pagewalk.testbench.platform;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.dxgk.DxgkCallbacks;
import dev.pagewalk.host.dxgk.DxgkrnlInterface;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.KernelSettings;

/**
 * The host software on a platform: kernel, IOMMU driver, IOMMU interface and DXGK callbacks, started and heard by the
 * judges.
 */
public final class HostStack {
    private static final long GUEST_MEMORY = 0x1_0000_0000L;
    private static final long GUEST_BYTES = 0x100_0000L;

    private final CosimPlatform platform;
    private final WindowsKernel kernel;
    private final IommuDriver driver;
    private final DmaIommuInterfaceEx iommu;
    private final DxgkCallbacks dxgk;
    private final DxgkrnlInterface interfaceTable;
    private int guests;

    /** Boots with default settings; the scatter of pages follows from the platform's seed. */
    public HostStack(CosimPlatform platform) {
        this(platform, new IommuDriverSettings());
    }

    /** Boots with these settings of the driver. */
    public HostStack(CosimPlatform platform, IommuDriverSettings settings) {
        this(platform, settings, new KernelSettings());
    }

    /** Boots with these settings of the driver and of the machine; the seed of the pages is the platform's. */
    public HostStack(CosimPlatform platform, IommuDriverSettings settings, KernelSettings machine) {
        this.platform = platform;
        kernel = boot(machine, "host.pages");
        driver = IommuDriver.start(kernel.machine(), settings);
        iommu = new DmaIommuInterfaceEx(kernel.machine(), driver);
        dxgk = new DxgkCallbacks(kernel, iommu);
        interfaceTable = new DxgkrnlInterface(dxgk);
    }

    private HostStack(HostStack owner, KernelSettings machine, String name) {
        platform = owner.platform;
        kernel = boot(machine, name);
        driver = owner.driver;
        iommu = new DmaIommuInterfaceEx(kernel.machine(), driver);
        dxgk = new DxgkCallbacks(kernel, iommu);
        interfaceTable = new DxgkrnlInterface(dxgk);
    }

    private WindowsKernel boot(KernelSettings machine, String name) {
        machine.seed(platform.seeds().of(name)).canary(platform.context().hostCanary());
        WindowsKernel booted = new WindowsKernel(platform.bus(), machine);
        booted.machine().addListener(platform.intents());
        return booted;
    }

    /**
     * Boots a guest: a machine of its own with its settings and its part of DRAM, whose devices are behind the IOMMU that this
     * host drives. What stops the guest does not stop the host.
     */
    public HostStack guest(KernelSettings machine) {
        long base = GUEST_MEMORY + guests * GUEST_BYTES;
        guests++;
        return new HostStack(this, machine.ram(base, GUEST_BYTES), "guest.pages." + guests);
    }

    /** The kernel with its routines. */
    public WindowsKernel kernel() {
        return kernel;
    }

    /** The driver of the IOMMU. */
    public IommuDriver driver() {
        return driver;
    }

    /** The IOMMU interface of wdm.h. */
    public DmaIommuInterfaceEx iommu() {
        return iommu;
    }

    /** The implementation of the DXGK callbacks. */
    public DxgkCallbacks dxgk() {
        return dxgk;
    }

    /** The table of callbacks that a display driver gets. */
    public DxgkrnlInterface interfaceTable() {
        return interfaceTable;
    }
}
