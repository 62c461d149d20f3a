package dev.pagewalk.host.machine;

import java.util.ArrayList;
import java.util.List;

/** Switches and sizes of a {@link KernelMachine}; fluent, every property with its default. */
public final class KernelSettings {

    /** How a loose sentence of the DXGK seed is read (S-DX-17). */
    public enum Reading {
        RECONCILED,
        LITERAL
    }

    /** What happens to a page that loses its last owner while a device can reach it (S-DX-18). */
    public enum Lifetime {
        WINDOWS,
        STRICT
    }

    /** A range of physical memory. */
    public record PhysicalRange(long base, long bytes) {
        /** True if the address lies in the range. */
        public boolean contains(long address) {
            return Long.compareUnsigned(address - base, bytes) < 0;
        }
    }

    /** First byte of DRAM unless {@link #ram} says otherwise. */
    public static final long DEFAULT_RAM_BASE = 0x8000_0000L;
    /** Bytes of DRAM unless {@link #ram} says otherwise. */
    public static final long DEFAULT_RAM_BYTES = 0x1000_0000L;
    /** Default size of the system PTE region. */
    public static final int DEFAULT_SYSTEM_PTES = 65_536;
    /** Default budget of the structure pool. */
    public static final long DEFAULT_STRUCTURE_POOL_BYTES = 64L << 20;
    /** First address that user probes refuse, by default. */
    public static final long DEFAULT_USER_PROBE_LIMIT = 0x0000_7FFF_FFFF_0000L;

    private final List<PhysicalRange> ram = new ArrayList<>();
    private long seed = 1;
    private WindowsVersion version = WindowsVersion.WINDOWS_10_2004;
    private boolean verifier;
    private boolean trackLockedPages;
    private boolean trackPtes;
    private boolean strictCacheType;
    private boolean codeIntegrity;
    private boolean reservedMapsNonpaged;
    private boolean structuresInDram;
    private Reading reading = Reading.RECONCILED;
    private Lifetime lifetime = Lifetime.WINDOWS;
    private int systemPtes = DEFAULT_SYSTEM_PTES;
    private int lowPriorityReserve = 256;
    private int normalPriorityReserve = 64;
    private long structurePoolBytes = DEFAULT_STRUCTURE_POOL_BYTES;
    private long userProbeLimit = DEFAULT_USER_PROBE_LIMIT;
    private HostCanary canary;

    /** Adds a DRAM range; without any, one of 256 MiB at 2 GiB. */
    public KernelSettings ram(long base, long bytes) {
        ram.add(new PhysicalRange(base, bytes));
        return this;
    }

    /** DRAM ranges. */
    public List<PhysicalRange> ram() {
        return ram.isEmpty() ? List.of(new PhysicalRange(DEFAULT_RAM_BASE, DEFAULT_RAM_BYTES)) : List.copyOf(ram);
    }

    /** Plants a bug, for tests of judges; none with null, which is the default. */
    public KernelSettings canary(HostCanary value) {
        canary = value;
        return this;
    }

    /** Whether this bug is planted. */
    public boolean has(HostCanary bug) {
        return canary == bug;
    }

    /** Seed of the page scatter; 1. */
    public KernelSettings seed(long value) {
        seed = value;
        return this;
    }

    /** Seed of the page scatter. */
    public long seed() {
        return seed;
    }

    /** Version profile; Windows 10 2004. */
    public KernelSettings version(WindowsVersion value) {
        version = value;
        return this;
    }

    /** Version profile. */
    public WindowsVersion version() {
        return version;
    }

    /** Driver Verifier; off. */
    public KernelSettings verifier(boolean on) {
        verifier = on;
        return this;
    }

    /** Driver Verifier. */
    public boolean verifier() {
        return verifier;
    }

    /** TrackLockedPages; off. */
    public KernelSettings trackLockedPages(boolean on) {
        trackLockedPages = on;
        return this;
    }

    /** TrackLockedPages. */
    public boolean trackLockedPages() {
        return trackLockedPages;
    }

    /** TrackPtes; off. */
    public KernelSettings trackPtes(boolean on) {
        trackPtes = on;
        return this;
    }

    /** TrackPtes. */
    public boolean trackPtes() {
        return trackPtes;
    }

    /** Mapping a cached page with another type and BugCheckOnFailure stops the machine (S-MLP-16); off. */
    public KernelSettings strictCacheType(boolean on) {
        strictCacheType = on;
        return this;
    }

    /** Strict cache types. */
    public boolean strictCacheType() {
        return strictCacheType;
    }

    /** Verifier's code-integrity option: executable system mappings stop the machine (S-MLP-6); off. */
    public KernelSettings codeIntegrity(boolean on) {
        codeIntegrity = on;
        return this;
    }

    /** Verifier's code-integrity option. */
    public boolean codeIntegrity() {
        return codeIntegrity;
    }

    /** A nonpaged-pool MDL may be mapped with a reserved mapping (S-BLD-6); off. */
    public KernelSettings reservedMapsNonpaged(boolean on) {
        reservedMapsNonpaged = on;
        return this;
    }

    /** Reserved mapping of nonpaged-pool MDLs. */
    public boolean reservedMapsNonpaged() {
        return reservedMapsNonpaged;
    }

    /** MDLs live in DRAM behind the bus instead of in CPU-private memory; off. */
    public KernelSettings structuresInDram(boolean on) {
        structuresInDram = on;
        return this;
    }

    /** Where MDLs live. */
    public boolean structuresInDram() {
        return structuresInDram;
    }

    /** Reading of the DXGK seed; reconciled. */
    public KernelSettings reading(Reading value) {
        reading = value;
        return this;
    }

    /** Reading of the DXGK seed. */
    public Reading reading() {
        return reading;
    }

    /** Lifetime mode; windows. */
    public KernelSettings lifetime(Lifetime value) {
        lifetime = value;
        return this;
    }

    /** Lifetime mode. */
    public Lifetime lifetime() {
        return lifetime;
    }

    /** System PTEs; 65536. */
    public KernelSettings systemPtes(int count) {
        systemPtes = count;
        return this;
    }

    /** System PTEs. */
    public int systemPtes() {
        return systemPtes;
    }

    /** Free PTEs below which LowPagePriority and NormalPagePriority fail (S-MLP-5); 256 and 64. */
    public KernelSettings priorityReserves(int low, int normal) {
        lowPriorityReserve = low;
        normalPriorityReserve = normal;
        return this;
    }

    /** Free PTEs below which LowPagePriority fails. */
    public int lowPriorityReserve() {
        return lowPriorityReserve;
    }

    /** Free PTEs below which NormalPagePriority fails. */
    public int normalPriorityReserve() {
        return normalPriorityReserve;
    }

    /** Budget of the pool that holds MDLs and IRPs; 64 MiB. */
    public KernelSettings structurePoolBytes(long bytes) {
        structurePoolBytes = bytes;
        return this;
    }

    /** Budget of the structure pool. */
    public long structurePoolBytes() {
        return structurePoolBytes;
    }

    /** First address that user-mode probes refuse; 0x7FFFFFFF0000. */
    public KernelSettings userProbeLimit(long address) {
        userProbeLimit = address;
        return this;
    }

    /** First address that user-mode probes refuse. */
    public long userProbeLimit() {
        return userProbeLimit;
    }
}
