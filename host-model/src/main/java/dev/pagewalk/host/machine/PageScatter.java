package dev.pagewalk.host.machine;

import dev.pagewalk.host.machine.KernelSettings.PhysicalRange;

import java.util.List;
import java.util.function.LongPredicate;

/**
 * Seeded order in which physical pages are handed out: consecutive requests get pages that are far apart.
 *
 * <p>A window of n pages is walked with a stride that has no common factor with n, so that each page comes up once.
 */
final class PageScatter {

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final List<PhysicalRange> ranges;
    private final long seed;
    private final long pages;
    private long cursor;

    PageScatter(List<PhysicalRange> ranges, long seed) {
        this.ranges = ranges;
        this.seed = seed;
        long sum = 0;
        for (PhysicalRange range : ranges) {
            sum += Pages.pageOf(range.bytes());
        }
        this.pages = sum;
    }

    long pages() {
        return pages;
    }

    /** Next free page over all of memory; continues where the last call stopped. */
    long next(LongPredicate free) {
        long stride = stride(pages);
        for (long tried = 0; tried < pages; tried++) {
            long pfn = pfnAt(Long.remainderUnsigned(start(pages) + cursor * stride, pages));
            cursor++;
            if (free.test(pfn)) {
                return pfn;
            }
        }
        return Pages.NO_PFN;
    }

    /** A free page with {@code low <= pfn <= high}. */
    long nextIn(long low, long high, LongPredicate free) {
        for (PhysicalRange range : ranges) {
            long first = Math.max(low, Pages.pageOf(range.base()));
            long last = Math.min(high, Pages.pageOf(range.base() + range.bytes()) - 1);
            long found = first > last ? Pages.NO_PFN : scan(first, last - first + 1, free);
            if (found != Pages.NO_PFN) {
                return found;
            }
        }
        return Pages.NO_PFN;
    }

    /** First page of a free run of {@code count} pages in the window, aligned to {@code align} pages. */
    long run(long low, long high, long count, long align, LongPredicate free) {
        for (PhysicalRange range : ranges) {
            long first = Math.max(low, Pages.pageOf(range.base()));
            long last = Math.min(high, Pages.pageOf(range.base() + range.bytes()) - 1);
            long found = runIn(roundUp(first, align), last, count, align, free);
            if (found != Pages.NO_PFN) {
                return found;
            }
        }
        return Pages.NO_PFN;
    }

    private static long runIn(long first, long last, long count, long align, LongPredicate free) {
        long base = first;
        while (base + count - 1 <= last) {
            long blocked = lastBlocked(base, count, free);
            if (blocked == Pages.NO_PFN) {
                return base;
            }
            base = roundUp(blocked + 1, align);
        }
        return Pages.NO_PFN;
    }

    private static long lastBlocked(long base, long count, LongPredicate free) {
        for (long pfn = base + count - 1; pfn >= base; pfn--) {
            if (!free.test(pfn)) {
                return pfn;
            }
        }
        return Pages.NO_PFN;
    }

    private long scan(long first, long count, LongPredicate free) {
        long stride = stride(count);
        for (long i = 0; i < count; i++) {
            long pfn = first + Long.remainderUnsigned(start(count) + i * stride, count);
            if (free.test(pfn)) {
                return pfn;
            }
        }
        return Pages.NO_PFN;
    }

    private long pfnAt(long index) {
        long rest = index;
        for (PhysicalRange range : ranges) {
            long count = Pages.pageOf(range.bytes());
            if (rest < count) {
                return Pages.pageOf(range.base()) + rest;
            }
            rest -= count;
        }
        throw new IllegalStateException("page index outside memory: index=" + index + ", pages=" + pages);
    }

    private long start(long count) {
        return Long.remainderUnsigned((seed * MULTIPLIER) >>> 7, count);
    }

    private long stride(long count) {
        long stride = Long.remainderUnsigned(((seed + 1) * MULTIPLIER) >>> 11, count) | 1;
        while (gcd(stride, count) != 1) {
            stride += 2;
        }
        return Long.remainderUnsigned(stride, count);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static long roundUp(long value, long align) {
        return Math.floorDiv(value + align - 1, align) * align;
    }
}
