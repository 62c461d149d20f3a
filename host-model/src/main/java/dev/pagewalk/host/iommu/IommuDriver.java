package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.architecture.DeviceContext;
import dev.pagewalk.architecture.DeviceContextFormat;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.FeatureControl;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.InterruptSupport;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.machine.KernelMachine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Driver of one IOMMU: brings it up, owns directory and queues, creates domains, attaches devices.
 *
 * <p>Start-up order: feature control, queues, directory, then {@code ddtp}. [IOMMU §7 initialisation]
 */
public final class IommuDriver {

    private static final int FIRST_TAG = 1;
    private static final int GSCIDS = 1 << 16;
    private static final int PSCIDS = 1 << 20;

    private final Map<Integer, IommuDomain> attached = new TreeMap<>();
    private final IdPool gscids = new IdPool(FIRST_TAG, GSCIDS);
    private final IdPool pscids = new IdPool(FIRST_TAG, PSCIDS);
    private final KernelMachine machine;
    private final IommuDriverSettings settings;
    private final IommuRegisters registers;
    private final TableMemory memory;
    private final CommandQueue queue;
    private final FaultQueue faults;
    private final DeviceDirectory directory;
    private final long capabilities;
    private int domains;

    private IommuDriver(KernelMachine machine, IommuDriverSettings settings) {
        this.machine = machine;
        this.settings = settings;
        this.registers = new IommuRegisters(machine.bus(), settings.cycleLimit());
        this.capabilities = readCapabilities();
        quiesce();
        boolean wires = setFeatureControl();
        this.memory = new TableMemory(machine, FeatureControl.BE.isSet(registers.read(Register.FCTL)));
        this.queue = new CommandQueue(registers, memory, settings, wires);
        this.faults = new FaultQueue(registers, memory, settings);
        DeviceContextFormat format = DeviceContextFormat.of(capabilities);
        this.directory = new DeviceDirectory(memory, settings.protocol(), format, settings.deviceIdBits());
    }

    /**
     * Brings the IOMMU up; it is Off before and in a directory mode afterwards.
     *
     * @throws IommuException if it is no version 1.0, lacks the directory mode, or does not answer in time
     */
    public static IommuDriver start(KernelMachine machine, IommuDriverSettings settings) {
        IommuDriver driver = new IommuDriver(machine, settings);
        driver.queue.start();
        driver.faults.start();
        driver.enableTranslation();
        return driver;
    }

    /** Turns the IOMMU off and frees everything; domains must be deleted. */
    public void stop() {
        long ddtp = registers.read(Register.DDTP);
        registers.write(Register.DDTP, DirectoryPointer.MODE.insert(ddtp, DirectoryMode.OFF.encoding()));
        registers.waitFor(Register.DDTP, DirectoryPointer.BUSY, 0);
        queue.stop();
        faults.stop();
        directory.free();
    }

    /** The {@code capabilities} register. */
    public long capabilities() {
        return capabilities;
    }

    /** The register window. */
    public IommuRegisters registers() {
        return registers;
    }

    /** The fault queue. */
    public FaultQueue faults() {
        return faults;
    }

    /** Choices of this driver. */
    public IommuDriverSettings settings() {
        return settings;
    }

    /** The domain that a device is attached to, null if none. */
    public IommuDomain domainOf(int deviceId) {
        return attached.get(deviceId);
    }

    /** True if the memory types of mappings reach the hardware. */
    public boolean codesMemoryTypes() {
        return Capabilities.SVPBMT.isSet(capabilities);
    }

    /**
     * Creates an empty domain.
     *
     * @throws IommuException INSUFFICIENT_RESOURCES without memory or ids, NOT_SUPPORTED without a fitting mode
     */
    public synchronized IommuDomain createDomain(DomainKind kind) {
        boolean first = kind == DomainKind.FIRST_STAGE;
        TableFormat format = hasTable(kind) ? format(first ? Stage.FIRST : Stage.SECOND) : null;
        IdPool tags = first ? pscids : gscids;
        int tag = machine.gate().admit("IOMMU domain") ? tags.take() : -1;
        if (tag < 0) {
            throw IommuException.noMemory("domain id");
        }
        PageTable table = null;
        MsiTable msi;
        try {
            table = format == null ? null : newTable(format, first);
            msi = newMsiTable(kind);
        } catch (IommuException noMemory) {
            tags.give(tag);
            if (table != null) {
                table.freeAll();
            }
            throw noMemory;
        }
        domains++;
        IommuDomain domain = new IommuDomain(this, kind, domains, tag, table, msi);
        String mode = format == null ? "Bare" : format.mode().name();
        listener().domainCreated(domain.id(), mode, tag, table == null ? 0 : table.rootAddress());
        return domain;
    }

    /** Deletes a domain without devices: invalidated, fenced, then its tables freed and its tag given back. */
    public synchronized void deleteDomain(IommuDomain domain) {
        domain.markDeleted();
        domain.flush();
        if (domain.table() != null) {
            domain.table().freeAll();
        }
        if (domain.msi() != null) {
            domain.msi().free();
        }
        (domain.kind() == DomainKind.FIRST_STAGE ? pscids : gscids).give(domain.tag());
        listener().domainDeleted(domain.id());
    }

    /** Attaches a device that is attached to nothing; visible to it on return. */
    public synchronized void attach(IommuDomain domain, int deviceId) {
        if (deviceId >>> directory.deviceIdBits() != 0) {
            throw new IllegalArgumentException("device id too wide: device=" + deviceId);
        }
        listener().deviceAttached(domain.id(), deviceId);
        directory.publish(deviceId, contextOf(domain));
        bus().barrier();
        attached.put(deviceId, domain);
        domain.devices().add(deviceId);
    }

    /** Detaches a device: context cleared, directory and translations invalidated, fence complete on return. */
    public synchronized void detach(int deviceId) {
        IommuDomain domain = attached.remove(deviceId);
        settings.protocol().removeContext(new TranslationRemoval(queue) {
            @Override
            public void clear() {
                directory.clear(deviceId);
            }

            @Override
            public void invalidate() {
                queue.submit(Command.invalidateDevice(deviceId));
                queue.submit(domain.wholeDomain());
            }
        });
        domain.devices().remove(deviceId);
        listener().deviceDetached(domain.id(), deviceId);
    }

    HostBus bus() {
        return machine.bus();
    }

    DriverListener listener() {
        return machine.events();
    }

    CommandQueue queue() {
        return queue;
    }

    boolean isPhysical(PageTable table, long address, long bytes) {
        return address >= 0 && address <= physicalLimit(table) - bytes;
    }

    long highestAddress(PageTable table) {
        if (table == null) {
            return (1L << Capabilities.PAS.get(capabilities)) - 1;
        }
        return Math.min(physicalLimit(table), 1L << table.format().mode().addressBits()) - 1;
    }

    private long physicalLimit(PageTable table) {
        int bits = (int)
                Math.min(Capabilities.PAS.get(capabilities), table.format().physicalBits());
        return 1L << bits;
    }

    private PageTable newTable(TableFormat format, boolean first) {
        TableKind kind = first ? TableKind.FIRST_STAGE : TableKind.SECOND_STAGE;
        return new PageTable(memory, format, settings.protocol(), kind);
    }

    /** Only the extended context format has room for an MSI table. */
    private MsiTable newMsiTable(DomainKind kind) {
        boolean wanted = settings.msiWindow() != null && kind == DomainKind.SECOND_STAGE;
        boolean possible = Capabilities.MSI_FLAT.isSet(capabilities);
        return wanted && possible ? new MsiTable(memory, settings.msiWindow()) : null;
    }

    private static boolean hasTable(DomainKind kind) {
        return kind == DomainKind.SECOND_STAGE || kind == DomainKind.FIRST_STAGE;
    }

    private TableFormat format(Stage stage) {
        PageTableMode preferred = stage == Stage.FIRST ? settings.firstStage() : settings.secondStage();
        PageTableMode mode = PageTableModes.choose(stage, preferred, capabilities);
        boolean hardware = settings.hardwareAccessedDirty() && Capabilities.AMO_HWAD.isSet(capabilities);
        boolean memoryTypes = codesMemoryTypes() && !mode.isRv32();
        return new RiscvTableFormat(mode, hardware, memoryTypes, settings.napot() && !mode.isRv32());
    }

    private long[] contextOf(IommuDomain domain) {
        long[] words = new long[DeviceContextFormat.EXTENDED.bytes() / Long.BYTES];
        DeviceContext.V.insert(words, 1);
        if (domain.kind() == DomainKind.SECOND_STAGE) {
            DeviceContext.IOHGATP_MODE.insert(
                    words, domain.table().format().mode().encoding());
            DeviceContext.IOHGATP_GSCID.insert(words, domain.tag());
            DeviceContext.IOHGATP_PPN.insert(words, domain.table().rootAddress() >>> 12);
        } else if (domain.kind() == DomainKind.FIRST_STAGE) {
            DeviceContext.FSC_MODE.insert(words, domain.table().format().mode().encoding());
            DeviceContext.FSC_PPN.insert(words, domain.table().rootAddress() >>> 12);
            DeviceContext.TA_PSCID.insert(words, domain.tag());
        }
        contextFlags(domain, words);
        if (domain.msi() != null) {
            domain.msi().describe(words);
        }
        return words;
    }

    private void contextFlags(IommuDomain domain, long[] words) {
        boolean hardware = settings.hardwareAccessedDirty() && Capabilities.AMO_HWAD.isSet(capabilities);
        DeviceContext.GADE.insert(words, hardware && domain.kind() == DomainKind.SECOND_STAGE ? 1 : 0);
        DeviceContext.SADE.insert(words, hardware && domain.kind() == DomainKind.FIRST_STAGE ? 1 : 0);
        long fctl = registers.read(Register.FCTL);
        DeviceContext.SBE.insert(words, FeatureControl.BE.get(fctl));
        boolean rv32 = FeatureControl.GXL.isSet(fctl)
                || (domain.table() != null && domain.table().format().mode().isRv32());
        DeviceContext.SXL.insert(words, rv32 ? 1 : 0);
    }

    private long readCapabilities() {
        long value = registers.read(Register.CAPABILITIES);
        if (Capabilities.VERSION.get(value) != Capabilities.VERSION_1_0) {
            throw IommuException.hardware("unknown version: capabilities=0x%x".formatted(value));
        }
        return value;
    }

    /** Whatever ran before: feature control and queue bases may change only while everything is off. [IOMMU §6 fctl] */
    private void quiesce() {
        long ddtp = registers.read(Register.DDTP);
        if (DirectoryPointer.MODE.get(ddtp) != DirectoryMode.OFF.encoding()) {
            registers.write(Register.DDTP, DirectoryPointer.MODE.insert(ddtp, DirectoryMode.OFF.encoding()));
            registers.waitFor(Register.DDTP, DirectoryPointer.BUSY, 0);
        }
        for (Register control : List.of(Register.CQCSR, Register.FQCSR)) {
            if (QueueRegisters.ON.isSet(registers.read(control))) {
                registers.write(control, 0);
                registers.waitFor(control, QueueRegisters.ON, 0);
            }
        }
    }

    /** Returns true if interrupts come by wire. */
    private boolean setFeatureControl() {
        boolean wires = Capabilities.IGS.get(capabilities) != InterruptSupport.MSI.encoding();
        boolean order = settings.bigEndian() && Capabilities.END.isSet(capabilities);
        boolean rv32 = PageTableModes.needsRv32(capabilities);
        long value = registers.read(Register.FCTL);
        value = FeatureControl.WSI.insert(value, wires ? 1 : 0);
        value = Capabilities.END.isSet(capabilities) ? FeatureControl.BE.insert(value, order ? 1 : 0) : value;
        registers.write(Register.FCTL, FeatureControl.GXL.insert(value, rv32 ? 1 : 0));
        long vectors =
                InterruptRegisters.CIV.of(settings.commandVector()) | InterruptRegisters.FIV.of(settings.faultVector());
        registers.write(Register.ICVEC, vectors);
        return wires;
    }

    private void enableTranslation() {
        bus().barrier();
        long value = DirectoryPointer.MODE.of(directory.mode().encoding())
                | DirectoryPointer.PPN.of(directory.root() >>> 12);
        registers.write(Register.DDTP, value);
        long seen = registers.waitFor(Register.DDTP, DirectoryPointer.BUSY, 0);
        if (DirectoryPointer.MODE.get(seen) != directory.mode().encoding()) {
            throw IommuException.hardware(
                    "directory mode not taken: asked=%s, ddtp=0x%x".formatted(directory.mode(), seen));
        }
        queue.submit(Command.invalidateAllDevices());
        queue.submit(Command.invalidateAllGuests());
        if (Capabilities.SV39.isSet(capabilities) || Capabilities.SV32.isSet(capabilities)) {
            queue.submit(Command.invalidateAllProcesses());
        }
        queue.fence();
    }
}
