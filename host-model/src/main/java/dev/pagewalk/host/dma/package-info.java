/** The IOMMU interface of {@code wdm.h} (section 6), filled with the RISC-V IOMMU's driver (section 8b). */
package dev.pagewalk.host.dma;
