package dev.pagewalk.host.dxgk;

/** DXGKCB_UNMAPMDLFROMIOMMU; has no result. */
@FunctionalInterface
public interface DxgkCbUnmapMdlFromIoMmu {

    /** Ends a mapping; on return no device access through it succeeds any more. */
    void call(Handle hAdapter, DxgkArgCbUnmapMdlFromIoMmu pArgs);
}
