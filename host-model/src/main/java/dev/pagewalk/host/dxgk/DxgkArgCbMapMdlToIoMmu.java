package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.mdl.Mdl;

/**
 * DXGKARGCB_MAPMDLTOIOMMU.
 *
 * <pre>
 * 0x00  [in]  pMdl
 * 0x08  [out] hMemoryHandle
 * </pre>
 */
public final class DxgkArgCbMapMdlToIoMmu {

    /** Bytes of the structure on x64. */
    public static final int BYTES = 0x10;

    private Mdl pMdl;
    private Handle hMemoryHandle = Handle.NULL;

    /** Arguments for an MDL. */
    public DxgkArgCbMapMdlToIoMmu(Mdl mdl) {
        this.pMdl = mdl;
    }

    /** [in] The MDL to map. */
    public Mdl pMdl() {
        return pMdl;
    }

    /** [in] The MDL to map. */
    public DxgkArgCbMapMdlToIoMmu pMdl(Mdl mdl) {
        pMdl = mdl;
        return this;
    }

    /** [out] Tracking handle for the unmap callback; null after a failure. */
    public Handle hMemoryHandle() {
        return hMemoryHandle;
    }

    /** Set by the implementation of the callback. */
    public void hMemoryHandle(Handle handle) {
        hMemoryHandle = handle;
    }
}
