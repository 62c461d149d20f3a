package dev.pagewalk.host.facade;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.mdl.Mdl;

/** A locked MDL with a system mapping. */
public final class MappedMdl extends Token {

    private final WindowsKernel kernel;
    private final Mdl mdl;
    private final long address;

    MappedMdl(WindowsKernel kernel, Mdl mdl, long address) {
        this.kernel = kernel;
        this.mdl = mdl;
        this.address = address;
    }

    /** System address of the buffer's first byte. */
    public long address() {
        requireCurrent();
        return address;
    }

    /** Copies bytes into the buffer. */
    public MappedMdl write(long offset, byte[] data) {
        requireInside(offset, data.length);
        kernel.machine().cpu().write(address + offset, data);
        return this;
    }

    /** Copies bytes out of the buffer. */
    public byte[] read(long offset, int count) {
        requireInside(offset, count);
        return kernel.machine().cpu().read(address + offset, count);
    }

    /** Removes the mapping; this object becomes the result. */
    public LockedMdl unmap() {
        spend();
        kernel.mmUnmapLockedPages(address, mdl);
        return new LockedMdl(kernel, mdl);
    }

    private void requireInside(long offset, long count) {
        requireCurrent();
        if (offset < 0 || count > mdl.byteCount() - offset) {
            throw new IndexOutOfBoundsException(
                    "outside the buffer: offset=%d, count=%d, bytes=%d".formatted(offset, count, mdl.byteCount()));
        }
    }
}
