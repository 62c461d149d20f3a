/**
 * The second question to the golden model: the set of results that the architecture permits for a request, given the
 * history of the tables, of invalidations and of fences [IOMMU §12].
 */
package dev.pagewalk.testbench.golden.history;
