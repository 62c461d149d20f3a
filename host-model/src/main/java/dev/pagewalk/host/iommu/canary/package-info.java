/** Wrong behaviour on purpose, for showing that judges and tests catch it. Nothing in the normal path uses this. */
package dev.pagewalk.host.iommu.canary;
