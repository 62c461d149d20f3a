/** DXGKCB_MAPMDLTOIOMMU and family (section 5): what Dxgkrnl gives a display miniport driver. */
package dev.pagewalk.host.dxgk;
