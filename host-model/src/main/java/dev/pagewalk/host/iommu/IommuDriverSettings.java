package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableMode;

/** Choices of an {@link IommuDriver}; fluent, every property with its default. */
public final class IommuDriverSettings {

    private UpdateProtocol protocol = UpdateProtocol.STANDARD;
    private PageTableMode secondStage = PageTableMode.SV48X4;
    private PageTableMode firstStage = PageTableMode.SV48;
    private int deviceIdBits = 6;
    private int commandQueueLog2 = 8;
    private int faultQueueLog2 = 7;
    private int commandVector;
    private int faultVector = 1;
    private long cycleLimit = 200_000;
    private int pagewiseLimit = 16;
    private MsiWindow msiWindow;
    private boolean superpages = true;
    private boolean napot;
    private boolean promotion;
    private boolean reclaimTables = true;
    private boolean hardwareAccessedDirty;
    private boolean waitByInterrupt;
    private boolean bigEndian;

    /** Order of updates; the standard one. Tests put canaries here. */
    public IommuDriverSettings protocol(UpdateProtocol value) {
        protocol = value;
        return this;
    }

    /** Order of updates. */
    public UpdateProtocol protocol() {
        return protocol;
    }

    /** Preferred second-stage mode; Sv48x4, else the widest that the hardware has. */
    public IommuDriverSettings secondStage(PageTableMode mode) {
        secondStage = mode;
        return this;
    }

    /** Preferred second-stage mode. */
    public PageTableMode secondStage() {
        return secondStage;
    }

    /** Preferred first-stage mode; Sv48, else the widest that the hardware has. */
    public IommuDriverSettings firstStage(PageTableMode mode) {
        firstStage = mode;
        return this;
    }

    /** Preferred first-stage mode. */
    public PageTableMode firstStage() {
        return firstStage;
    }

    /** Width of device ids, which decides the levels of the device directory; 6. */
    public IommuDriverSettings deviceIdBits(int bits) {
        deviceIdBits = bits;
        return this;
    }

    /** Width of device ids. */
    public int deviceIdBits() {
        return deviceIdBits;
    }

    /** log2 of the entries of command and fault queue; 8 and 7. */
    public IommuDriverSettings queueSizes(int commandLog2, int faultLog2) {
        commandQueueLog2 = commandLog2;
        faultQueueLog2 = faultLog2;
        return this;
    }

    /** log2 of the command queue's entries. */
    public int commandQueueLog2() {
        return commandQueueLog2;
    }

    /** log2 of the fault queue's entries. */
    public int faultQueueLog2() {
        return faultQueueLog2;
    }

    /** Interrupt wires of command and fault queue; 0 and 1. */
    public IommuDriverSettings vectors(int command, int fault) {
        commandVector = command;
        faultVector = fault;
        return this;
    }

    /** Wire of the command queue. */
    public int commandVector() {
        return commandVector;
    }

    /** Wire of the fault queue. */
    public int faultVector() {
        return faultVector;
    }

    /** Cycles after which waiting for hardware is a failure; 200000. */
    public IommuDriverSettings cycleLimit(long cycles) {
        cycleLimit = cycles;
        return this;
    }

    /** Cycles after which waiting for hardware is a failure. */
    public long cycleLimit() {
        return cycleLimit;
    }

    /** Most leaves that are invalidated one by one before the whole domain is; 16. */
    public IommuDriverSettings pagewiseLimit(int pages) {
        pagewiseLimit = pages;
        return this;
    }

    /** Most leaves that are invalidated one by one. */
    public int pagewiseLimit() {
        return pagewiseLimit;
    }

    /** Where devices send interrupts; every second-stage domain translates it through an MSI table. None. */
    public IommuDriverSettings msiWindow(MsiWindow window) {
        msiWindow = window;
        return this;
    }

    /** Where devices send interrupts, null if nowhere. */
    public MsiWindow msiWindow() {
        return msiWindow;
    }

    /** Aligned runs become superpages; on. */
    public IommuDriverSettings superpages(boolean on) {
        superpages = on;
        return this;
    }

    /** Superpages. */
    public boolean superpages() {
        return superpages;
    }

    /** Aligned runs of 16 pages become 64-KiB pages; off. */
    public IommuDriverSettings napot(boolean on) {
        napot = on;
        return this;
    }

    /** 64-KiB pages. */
    public boolean napot() {
        return napot;
    }

    /** A leaf table that fills up with one aligned run becomes a superpage; off. */
    public IommuDriverSettings promotion(boolean on) {
        promotion = on;
        return this;
    }

    /** Promotion of full tables. */
    public boolean promotion() {
        return promotion;
    }

    /** Tables that an unmap empties are unlinked and, after the fence, freed; on. */
    public IommuDriverSettings reclaimTables(boolean on) {
        reclaimTables = on;
        return this;
    }

    /** Reclaim of empty tables. */
    public boolean reclaimTables() {
        return reclaimTables;
    }

    /** Hardware sets A and D, if it can; off. */
    public IommuDriverSettings hardwareAccessedDirty(boolean on) {
        hardwareAccessedDirty = on;
        return this;
    }

    /** Hardware A/D. */
    public boolean hardwareAccessedDirty() {
        return hardwareAccessedDirty;
    }

    /** Fences wait for the interrupt wire instead of polling alone; off. */
    public IommuDriverSettings waitByInterrupt(boolean on) {
        waitByInterrupt = on;
        return this;
    }

    /** Fences wait for the interrupt wire. */
    public boolean waitByInterrupt() {
        return waitByInterrupt;
    }

    /** Tables and queues are big-endian, if the hardware can; off. */
    public IommuDriverSettings bigEndian(boolean on) {
        bigEndian = on;
        return this;
    }

    /** Big-endian tables. */
    public boolean bigEndian() {
        return bigEndian;
    }
}
