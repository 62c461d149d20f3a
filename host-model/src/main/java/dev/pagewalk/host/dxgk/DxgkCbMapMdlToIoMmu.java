package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.outcome.NtStatus;

/** DXGKCB_MAPMDLTOIOMMU. */
@FunctionalInterface
public interface DxgkCbMapMdlToIoMmu {

    /**
     * Maps the MDL's pages for the adapter's devices.
     *
     * @param hAdapter handle of the lead adapter of the LDA chain
     * @param pArgs MDL in, handle out
     */
    NtStatus call(Handle hAdapter, DxgkArgCbMapMdlToIoMmu pArgs);
}
