package dev.pagewalk.host.dma;

import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;

import java.util.ArrayList;
import java.util.List;

/** IOMMU_MAP_PHYSICAL_ADDRESS: which physical pages to map. */
public sealed interface IommuMapPhysicalAddress {

    /** A run of physical pages. */
    record Run(long physicalAddress, long pages) {}

    /** MapTypeMdl: the pages of an MDL, read once, at the call. */
    record OfMdl(Mdl mdl) implements IommuMapPhysicalAddress {
        @Override
        public List<Run> runs() {
            return IommuMapPhysicalAddress.merge(mdl.pfns());
        }

        @Override
        public boolean isWholePages() {
            return mdl.byteOffset() == 0 && Pages.byteOffset(mdl.byteCount()) == 0 && mdl.byteCount() != 0;
        }
    }

    /** MapTypeContiguousRange. */
    record ContiguousRange(long base, long size) implements IommuMapPhysicalAddress {
        @Override
        public List<Run> runs() {
            return List.of(new Run(base, Pages.bytesToPages(size)));
        }

        @Override
        public boolean isWholePages() {
            return Pages.byteOffset(base | size) == 0 && size > 0;
        }
    }

    /** MapTypePfn: page frame numbers in order. */
    record OfPfns(List<Long> pageFrames) implements IommuMapPhysicalAddress {

        /** Takes a copy. */
        public OfPfns(List<Long> pageFrames) {
            this.pageFrames = List.copyOf(pageFrames);
        }

        @Override
        public List<Run> runs() {
            return IommuMapPhysicalAddress.merge(
                    pageFrames.stream().mapToLong(Long::longValue).toArray());
        }

        @Override
        public boolean isWholePages() {
            return !pageFrames.isEmpty();
        }
    }

    /** The pages in order, neighbours merged. */
    List<Run> runs();

    /** True if it describes whole, aligned pages, and at least one. */
    boolean isWholePages();

    /** Number of pages. */
    default long pages() {
        return runs().stream().mapToLong(Run::pages).sum();
    }

    private static List<Run> merge(long[] pfns) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= pfns.length; i++) {
            if (i == pfns.length || pfns[i] != pfns[i - 1] + 1) {
                runs.add(new Run(Pages.addressOf(pfns[start]), i - start));
                start = i;
            }
        }
        return runs;
    }
}
