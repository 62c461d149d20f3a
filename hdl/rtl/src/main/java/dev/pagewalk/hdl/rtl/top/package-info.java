/** The IOMMU as a whole, and the test system around it. */
package dev.pagewalk.hdl.rtl.top;
