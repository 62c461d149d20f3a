package dev.pagewalk.testbench.golden;

/**
 * Where table entries come from: memory as it is now, or a cache in front of it [IOMMU §12].
 *
 * <p>The access carries the tags of the structure (device, process, GSCID, PSCID, address, level), so that a cache can
 * look up and fill by tag. Entries that are read for an atomic update are marked {@link ImplicitAccess#fresh()}.
 */
public interface TableReader {
    /** Fills {@code access.words} with raw little-endian doublewords and returns the worst outcome among them. */
    AccessOutcome read(ImplicitAccess access);
}
