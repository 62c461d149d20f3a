package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.outcome.NtStatus;

/**
 * DXGKRNL_INTERFACE: the table through which a driver reaches Dxgkrnl's callbacks.
 *
 * <p>A driver may put an implementation of its own into a member (S-DX-16); ours is the default.
 */
public final class DxgkrnlInterface {

    private DxgkCbMapMdlToIoMmu mapMdlToIoMmu;
    private DxgkCbUnmapMdlFromIoMmu unmapMdlFromIoMmu;

    /** The table with Dxgkrnl's own callbacks. */
    public DxgkrnlInterface(DxgkCallbacks callbacks) {
        this.mapMdlToIoMmu = callbacks::dxgkCbMapMdlToIoMmu;
        this.unmapMdlFromIoMmu = callbacks::dxgkCbUnmapMdlFromIoMmu;
    }

    /** Replaces DxgkCbMapMdlToIoMmu. */
    public void setDxgkCbMapMdlToIoMmu(DxgkCbMapMdlToIoMmu implementation) {
        mapMdlToIoMmu = implementation;
    }

    /** Replaces DxgkCbUnmapMdlFromIoMmu. */
    public void setDxgkCbUnmapMdlFromIoMmu(DxgkCbUnmapMdlFromIoMmu implementation) {
        unmapMdlFromIoMmu = implementation;
    }

    /** Calls member DxgkCbMapMdlToIoMmu. */
    public NtStatus dxgkCbMapMdlToIoMmu(Handle hAdapter, DxgkArgCbMapMdlToIoMmu pArgs) {
        return mapMdlToIoMmu.call(hAdapter, pArgs);
    }

    /** Calls member DxgkCbUnmapMdlFromIoMmu. */
    public void dxgkCbUnmapMdlFromIoMmu(Handle hAdapter, DxgkArgCbUnmapMdlFromIoMmu pArgs) {
        unmapMdlFromIoMmu.call(hAdapter, pArgs);
    }
}
