/**
 * The golden model: a functional model of the RISC-V IOMMU architecture, the second opinion beside the RTL.
 *
 * <p>Every file restates one section of {@code docs/iommu-architecture.md}; clause tags such as
 * {@code [IOMMU §2 check 5]} use that document's chapter numbers. Nothing here shares code or constants with the RTL
 * or with the architecture artefact that the RTL and the driver read.
 */
package dev.pagewalk.testbench.golden;
