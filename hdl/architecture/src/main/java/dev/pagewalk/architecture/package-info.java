/**
 * What the RISC-V IOMMU architecture fixes: register map, table and queue layouts, commands, causes.
 *
 * <p>RTL, driver and documentation read these constants from here; the package depends on nothing. Clause tags such as
 * {@code [IOMMU §6 ddtp]} name chapter and section of the RISC-V IOMMU Architecture Specification (20260222),
 * {@code [Priv]} the privileged architecture, {@code [AIA]} the advanced interrupt architecture.
 */
package dev.pagewalk.architecture;
