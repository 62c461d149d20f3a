package dev.pagewalk.host.facade;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.DxgkArgCbUnmapMdlFromIoMmu;
import dev.pagewalk.host.dxgk.DxgkrnlInterface;
import dev.pagewalk.host.dxgk.Handle;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;

/** A locked MDL that devices can reach; the only way on is {@link #unmap}. */
public final class DeviceMdl extends Token {

    private final WindowsKernel kernel;
    private final Mdl mdl;
    private final DxgkrnlInterface dxgkrnl;
    private final Handle adapter;
    private final Handle mapping;

    DeviceMdl(WindowsKernel kernel, Mdl mdl, DxgkrnlInterface dxgkrnl, Handle adapter, Handle mapping) {
        this.kernel = kernel;
        this.mdl = mdl;
        this.dxgkrnl = dxgkrnl;
        this.adapter = adapter;
        this.mapping = mapping;
    }

    /** The MDL, for looking at. */
    public Mdl mdl() {
        return mdl;
    }

    /** Device address of a byte of the buffer. */
    public long deviceAddress(long offset) {
        requireCurrent();
        long inPages = mdl.byteOffset() + offset;
        return Pages.addressOf(mdl.pfn((int) Pages.pageOf(inPages))) | Pages.byteOffset(inPages);
    }

    /** Ends the mapping: cleared, invalidated and fenced on return; this object becomes the result. */
    public FencedMdl unmap() {
        spend();
        dxgkrnl.dxgkCbUnmapMdlFromIoMmu(adapter, new DxgkArgCbUnmapMdlFromIoMmu(mapping));
        return new FencedMdl(kernel, mdl);
    }
}
