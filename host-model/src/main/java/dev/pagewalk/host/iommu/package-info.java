/**
 * The driver of the RISC-V IOMMU: tables, queues, fences, faults. Written from the architecture, not from the RTL.
 *
 * <p>{@link dev.pagewalk.host.iommu.IommuDriver} owns the device, {@link dev.pagewalk.host.iommu.IommuDomain} is one
 * address space of devices. The order of reclaim (clear, invalidate, fence, then free) is built in; see
 * {@link dev.pagewalk.host.iommu.UpdateProtocol}.
 */
package dev.pagewalk.host.iommu;
