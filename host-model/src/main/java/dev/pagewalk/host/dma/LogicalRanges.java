package dev.pagewalk.host.dma;

import dev.pagewalk.host.dma.IommuDmaLogicalAddressToken.MappedSegment;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Logical ranges of DMA_IOMMU_INTERFACE_EX: mapped at once, or reserved first and mapped in segments. */
public final class LogicalRanges {

    /**
     * Where a logical range may go.
     *
     * @param explicit the address itself, for domains without an allocator
     * @param min lowest address, for the allocator
     * @param max highest address, for the allocator
     */
    public record Placement(OptionalLong explicit, OptionalLong min, OptionalLong max) {

        /** Anywhere. */
        public static final Placement ANY =
                new Placement(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

        /** At this address. */
        public static Placement at(long address) {
            return new Placement(OptionalLong.of(address), OptionalLong.empty(), OptionalLong.empty());
        }

        /** Between these addresses. */
        public static Placement between(long min, long max) {
            return new Placement(OptionalLong.empty(), OptionalLong.of(min), OptionalLong.of(max));
        }

        private boolean isMixed() {
            boolean window = min.isPresent() || max.isPresent();
            return (explicit.isPresent() && window) || min.orElse(0) > max.orElse(Long.MAX_VALUE);
        }
    }

    private final DmaIommuInterfaceEx owner;

    LogicalRanges(DmaIommuInterfaceEx owner) {
        this.owner = owner;
    }

    /** MapLogicalRangeEx: maps the pages one behind the other; all or none. */
    public NtStatus mapLogicalRangeEx(
            IommuDmaDomain domain,
            int permissions,
            IommuMapPhysicalAddress memory,
            Placement placement,
            LongConsumer logicalAddress) {
        if (!translates(domain)) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        if (!owner.hasRights(permissions)) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        if (!memory.isWholePages()) {
            return NtStatus.INVALID_PARAMETER_3;
        }
        Place place = place(domain, memory.pages(), placement, NtStatus.INVALID_PARAMETER_4);
        if (!place.status.isSuccess()) {
            return place.status;
        }
        NtStatus status = mapAll(domain, place.base, memory.runs(), permissions);
        if (!status.isSuccess()) {
            release(domain, place.base);
            return status;
        }
        logicalAddress.accept(place.base);
        return NtStatus.SUCCESS;
    }

    /** UnmapLogicalRange; INVALID_PARAMETER_2 if part of it is not mapped. */
    public NtStatus unmapLogicalRange(IommuDmaDomain domain, long logicalAddress, long numberOfPages) {
        if (!translates(domain)) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        boolean aligned = Pages.byteOffset(logicalAddress) == 0 && numberOfPages > 0;
        if (!aligned || !domain.hardware.isMapped(logicalAddress, numberOfPages)) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        owner.unmapRun(domain, logicalAddress, numberOfPages);
        release(domain, logicalAddress);
        return NtStatus.SUCCESS;
    }

    /** ReserveLogicalAddressRange. */
    public NtStatus reserveLogicalAddressRange(
            IommuDmaDomain domain, long size, Placement placement, Consumer<IommuDmaLogicalAddressToken> token) {
        if (!translates(domain)) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        if (size <= 0 || Pages.byteOffset(size) != 0) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        Place place = place(domain, Pages.pageOf(size), placement, NtStatus.INVALID_PARAMETER_3);
        if (!place.status.isSuccess()) {
            return place.status;
        }
        IommuDmaLogicalAddressToken made = new IommuDmaLogicalAddressToken(domain, place.base, size);
        domain.tokens.add(made);
        token.accept(made);
        return NtStatus.SUCCESS;
    }

    /** FreeReservedLogicalAddressRange; RESOURCE_IN_USE while a segment is mapped. */
    public NtStatus freeReservedLogicalAddressRange(IommuDmaLogicalAddressToken token) {
        if (!token.segments.isEmpty()) {
            return NtStatus.RESOURCE_IN_USE;
        }
        token.freed = true;
        token.domain.tokens.remove(token);
        release(token.domain, token.logicalAddressBase());
        return NtStatus.SUCCESS;
    }

    /** MapReservedLogicalRange: maps pages at an offset of the reservation. */
    public NtStatus mapReservedLogicalRange(
            IommuDmaLogicalAddressToken token,
            long offset,
            int permissions,
            IommuMapPhysicalAddress memory,
            Consumer<MappedSegment> mappedSegment) {
        if (token.freed) {
            return NtStatus.UNSUCCESSFUL;
        }
        if (offset < 0 || offset >= token.size() || Pages.byteOffset(offset) != 0) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        long bytes = Pages.addressOf(memory.pages());
        if (!memory.isWholePages() || bytes > token.size() - offset) {
            return NtStatus.INVALID_PARAMETER_4;
        }
        if (token.segments.stream().anyMatch(segment -> segment.overlaps(offset, bytes))) {
            return NtStatus.RESOURCE_IN_USE;
        }
        NtStatus status = mapAll(token.domain, token.logicalAddressBase() + offset, memory.runs(), permissions);
        if (status.isSuccess()) {
            MappedSegment segment = new MappedSegment(token, offset, bytes);
            token.segments.add(segment);
            mappedSegment.accept(segment);
        }
        return status;
    }

    /** UnmapReservedLogicalRange; INVALID_PARAMETER if the segment is not mapped. */
    public NtStatus unmapReservedLogicalRange(MappedSegment segment) {
        IommuDmaLogicalAddressToken token = segment.owningToken();
        if (!token.segments.remove(segment)) {
            return NtStatus.INVALID_PARAMETER;
        }
        owner.unmapRun(token.domain, token.logicalAddressBase() + segment.offset(), Pages.pageOf(segment.size()));
        return NtStatus.SUCCESS;
    }

    private record Place(NtStatus status, long base) {}

    private static boolean translates(IommuDmaDomain domain) {
        return domain.type == IommuDmaDomainType.TRANSLATE || domain.type == IommuDmaDomainType.TRANSLATE_S1;
    }

    private Place place(IommuDmaDomain domain, long pages, Placement placement, NtStatus misaligned) {
        if (placement.isMixed()) {
            return new Place(NtStatus.INVALID_PARAMETER_MIX, 0);
        }
        boolean explicit = placement.explicit().isPresent();
        if (explicit == (domain.allocator != null)) {
            return new Place(NtStatus.NOT_SUPPORTED, 0);
        }
        if (!explicit) {
            long max = placement.max().orElse(domain.highestVisibleAddress());
            long base = domain.allocator.allocate(
                    Pages.addressOf(pages), placement.min().orElse(0), max);
            return new Place(base < 0 ? NtStatus.INSUFFICIENT_RESOURCES : NtStatus.SUCCESS, base);
        }
        long base = placement.explicit().getAsLong();
        if (Pages.byteOffset(base) != 0) {
            return new Place(misaligned, 0);
        }
        boolean taken = domain.isReserved(base, pages) || overlapsToken(domain, base, pages);
        return new Place(taken ? NtStatus.RESOURCE_IN_USE : NtStatus.SUCCESS, base);
    }

    private static boolean overlapsToken(IommuDmaDomain domain, long base, long pages) {
        return domain.tokens.stream()
                .anyMatch(token -> token.logicalAddressBase() < base + Pages.addressOf(pages)
                        && base < token.logicalAddressBase() + token.size());
    }

    private NtStatus mapAll(IommuDmaDomain domain, long base, List<IommuMapPhysicalAddress.Run> runs, int permissions) {
        long at = base;
        for (IommuMapPhysicalAddress.Run run : runs) {
            NtStatus status = owner.mapRun(domain, at, run, permissions);
            if (!status.isSuccess()) {
                if (at > base) {
                    owner.unmapRun(domain, base, Pages.pageOf(at - base));
                }
                return status;
            }
            at += Pages.addressOf(run.pages());
        }
        return NtStatus.SUCCESS;
    }

    private static void release(IommuDmaDomain domain, long base) {
        if (domain.allocator != null) {
            domain.allocator.free(base);
        }
    }
}
