package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Cpu;
import dev.pagewalk.host.machine.HostCanary;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.ContractViolation;

/**
 * A PMDL: flyweight over an MDL in simulated memory.
 *
 * <p>A driver may touch {@link #next} and {@link #mdlFlags} directly; everything else is read through the macros
 * (section 1.4). Reading a field that nobody has written yet is reported (S-INI-1), as is any use after the free.
 */
public final class Mdl {

    private static final int USHORT_MASK = 0xFFFF;
    private static final long POISON = 0xDEDE_DEDE_DEDE_DEDEL;

    private final MdlBook book;
    private final long address;
    private final MdlRecord record;

    Mdl(MdlBook book, long address, MdlRecord record) {
        this.book = book;
        this.address = address;
        this.record = record;
    }

    /** The pointer value. */
    public long address() {
        return address;
    }

    /** True until the MDL is freed. */
    public boolean isAlive() {
        return record.alive;
    }

    /** Next MDL of the chain, null at its end. */
    public Mdl next() {
        long next = read(MdlDescriptor.NEXT, Long.BYTES);
        return next == 0 ? null : book.at(next);
    }

    /** Links another MDL behind this one; null ends the chain. */
    public void next(Mdl mdl) {
        write(MdlDescriptor.NEXT, Long.BYTES, mdl == null ? 0 : mdl.address());
    }

    /** MdlFlags as an unsigned 16-bit value. */
    public int mdlFlags() {
        return (int) read(MdlDescriptor.MDL_FLAGS, Short.BYTES);
    }

    /** Writes MdlFlags. */
    public void mdlFlags(int flags) {
        write(MdlDescriptor.MDL_FLAGS, Short.BYTES, flags & USHORT_MASK);
    }

    /** True if any of the flag bits is set. */
    public boolean has(int flags) {
        return (mdlFlags() & flags) != 0;
    }

    /** Size: bytes of header and PFN array, low 16 bits. */
    public int size() {
        return (int) read(MdlDescriptor.SIZE, Short.BYTES);
    }

    /** PEPROCESS that owns the locked pages, 0 if none. */
    public long process() {
        requireKnown(record.processKnown, "Process");
        return read(MdlDescriptor.PROCESS, Long.BYTES);
    }

    /** MappedSystemVa; meaningful while mapped or built over nonpaged pool. */
    public long mappedSystemVa() {
        requireKnown(record.mappedVaKnown, "MappedSystemVa");
        return read(MdlDescriptor.MAPPED_SYSTEM_VA, Long.BYTES);
    }

    /** Page-aligned address of the first page. */
    public long startVa() {
        return read(MdlDescriptor.START_VA, Long.BYTES);
    }

    /** Length of the buffer. */
    public long byteCount() {
        return read(MdlDescriptor.BYTE_COUNT, Integer.BYTES);
    }

    /** Offset of the buffer in its first page. */
    public int byteOffset() {
        return (int) read(MdlDescriptor.BYTE_OFFSET, Integer.BYTES);
    }

    /** A slot of the PFN array. */
    public long pfn(int index) {
        requireKnown(record.pfnsKnown, "PFN array");
        if (index < 0 || index >= record.capacity) {
            throw new ContractViolation(
                    "S-INI-1",
                    "PFN slot outside the MDL: mdl=0x%x, index=%d, capacity=%d"
                            .formatted(address, index, record.capacity));
        }
        return read(MdlDescriptor.pfnOffset(index), Long.BYTES);
    }

    /** Address of the described buffer: StartVa + ByteOffset. */
    public long virtualAddress() {
        return startVa() + byteOffset();
    }

    /** Pages that the buffer touches. */
    public int spanPages() {
        return Pages.spanPages(virtualAddress(), byteCount());
    }

    /** The page frame numbers of the buffer, in order. */
    public long[] pfns() {
        long[] pfns = new long[spanPages()];
        for (int i = 0; i < pfns.length; i++) {
            pfns[i] = pfn(i);
        }
        return pfns;
    }

    /** Slots of the PFN array. */
    public int capacity() {
        return record.capacity;
    }

    /** True if the PFN array has been filled and is still valid. */
    public boolean describesPages() {
        return record.pfnsKnown;
    }

    /** True if MmAllocatePagesForMdl(Ex) made the MDL. */
    public boolean isPageAllocation() {
        return record.origin == MdlRecord.Origin.PAGE_ALLOCATION;
    }

    MdlRecord record() {
        return record;
    }

    void addFlags(int flags) {
        mdlFlags(mdlFlags() | flags);
    }

    void clearFlags(int flags) {
        mdlFlags(mdlFlags() & ~flags);
    }

    void size(long bytes) {
        write(MdlDescriptor.SIZE, Short.BYTES, bytes & USHORT_MASK);
    }

    void process(long process) {
        write(MdlDescriptor.PROCESS, Long.BYTES, process);
        record.processKnown = true;
    }

    void mappedSystemVa(long va) {
        write(MdlDescriptor.MAPPED_SYSTEM_VA, Long.BYTES, va);
        record.mappedVaKnown = true;
    }

    void poisonMappedSystemVa() {
        write(MdlDescriptor.MAPPED_SYSTEM_VA, Long.BYTES, POISON);
        record.mappedVaKnown = false;
    }

    /** Describes another buffer: StartVa, ByteOffset and ByteCount. */
    void range(long va, long length) {
        write(MdlDescriptor.START_VA, Long.BYTES, Pages.pageAlign(va));
        boolean lost = book.machine().settings().has(HostCanary.BYTE_OFFSET_LOST);
        write(MdlDescriptor.BYTE_OFFSET, Integer.BYTES, lost ? 0 : Pages.byteOffset(va));
        write(MdlDescriptor.BYTE_COUNT, Integer.BYTES, length);
    }

    /** Writes a slot without declaring the whole array valid. */
    void pfn(int index, long pfn) {
        write(MdlDescriptor.pfnOffset(index), Long.BYTES, pfn);
    }

    /** Reads a slot whatever the array's state. */
    long rawPfn(int index) {
        return read(MdlDescriptor.pfnOffset(index), Long.BYTES);
    }

    /** Fills the PFN array. */
    void pfns(long[] pfns) {
        for (int i = 0; i < pfns.length; i++) {
            pfn(i, pfns[i]);
        }
        record.pfnsKnown = true;
    }

    void poisonPfns(int count) {
        for (int i = 0; i < count; i++) {
            pfn(i, POISON);
        }
        record.pfnsKnown = false;
    }

    private long read(int offset, int bytes) {
        requireAlive();
        return cpu().load(address + offset, bytes);
    }

    private void write(int offset, int bytes, long value) {
        requireAlive();
        cpu().store(address + offset, bytes, value);
    }

    private Cpu cpu() {
        return book.machine().cpu();
    }

    void requireAlive() {
        book.machine().requireRunning("MDL access");
        if (!record.alive) {
            throw new ContractViolation("S-IOF-7", "use of a freed MDL: mdl=0x%x".formatted(address));
        }
    }

    private void requireKnown(boolean known, String field) {
        requireAlive();
        if (!known) {
            throw new ContractViolation(
                    "S-INI-1", "read of a field that is not set: mdl=0x%x, field=%s".formatted(address, field));
        }
    }

    @Override
    public String toString() {
        if (!record.alive) {
            return "MDL 0x%x (freed)".formatted(address);
        }
        return "MDL 0x%x va=0x%x bytes=0x%x flags=%s"
                .formatted(address, virtualAddress(), byteCount(), MdlFlag.text(mdlFlags()));
    }
}
