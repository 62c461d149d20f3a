package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;

import java.util.Arrays;

/**
 * A live mapping: snapshot of the MDL at the map call, by which it is unmapped (S-DX-2, S-DX-9).
 *
 * <p>The MDL itself is never read again, so that a driver bug cannot change what is unmapped.
 */
public final class IoMmuMapping {

    private final Handle handle;
    private final Mdl mdl;
    private final long[] pfns;
    private final long byteCount;
    private final int byteOffset;
    private final int permissions;
    private final long ownKernelMapping;
    private boolean reported;

    IoMmuMapping(Handle handle, Mdl mdl, int permissions, long ownKernelMapping) {
        this.handle = handle;
        this.mdl = mdl;
        this.pfns = mdl.pfns();
        this.byteCount = mdl.byteCount();
        this.byteOffset = mdl.byteOffset();
        this.permissions = permissions;
        this.ownKernelMapping = ownKernelMapping;
    }

    /** Handle that the driver holds. */
    public Handle handle() {
        return handle;
    }

    /** The MDL as it was given. */
    public Mdl mdl() {
        return mdl;
    }

    /** Page frame numbers at the time of the map, in the MDL's order. */
    public long[] pfns() {
        return pfns.clone();
    }

    /** Rights of the device. */
    public int permissions() {
        return permissions;
    }

    /** Device address of a byte of the buffer: its physical address (S-DX-3). */
    public long deviceAddress(long offset) {
        long inPages = byteOffset + offset;
        return Pages.addressOf(pfns[(int) Pages.pageOf(inPages)]) | Pages.byteOffset(inPages);
    }

    /** Length of the buffer. */
    public long byteCount() {
        return byteCount;
    }

    /** Bytes beyond the buffer that the device can reach, because pages are mapped whole (A13, D11). */
    public long exposedBytesOutsideMdl() {
        return Pages.addressOf(pfns.length) - byteCount;
    }

    /** True if the device may write. */
    public boolean writes() {
        return (permissions & DriverListener.WRITE) != 0;
    }

    /** System address that the literal reading made, 0 if none (S-DX-17). */
    long ownKernelMapping() {
        return ownKernelMapping;
    }

    boolean covers(long pfn) {
        return Arrays.stream(pfns).anyMatch(own -> own == pfn);
    }

    /** True if the MDL's PFN array is no longer what it was (E5). */
    boolean isChanged() {
        return !mdl.isAlive() || !mdl.describesPages() || !Arrays.equals(pfns, mdl.pfns());
    }

    /** Marks the hazard as told; true the first time. */
    boolean reportOnce() {
        boolean first = !reported;
        reported = true;
        return first;
    }
}
