package dev.pagewalk.host.dxgk;

/**
 * DXGKARGCB_UNMAPMDLFROMIOMMU, 8 bytes on x64.
 *
 * @param hMemoryHandle [in] what the map callback returned, at offset 0
 */
public record DxgkArgCbUnmapMdlFromIoMmu(Handle hMemoryHandle) {}
