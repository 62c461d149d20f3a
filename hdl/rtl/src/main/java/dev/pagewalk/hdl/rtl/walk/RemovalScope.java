package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.config.Canary;
import spinal.core.Bool;

/**
 * What an invalidation removes inside the walk engine. [IOMMU §3.8, §4.1]
 *
 * <pre>
 *                          first-stage  second-stage  nested  device    process   MSI
 *                          pointers     pointers      pages   contexts  contexts  entries
 *  VMA  one address            -             -          -        -         -       (pointers are non-leaf entries)
 *  VMA  all, or NL             x             -          -        -         -
 *  GVMA one address            x             -          x        -         -       (first-stage pointers are
 *  GVMA all, or NL             x             x          x        -         -        physical: both stages)
 *  DDT                         -             -          -        x         x
 *  PDT                         -             -          -        -         x
 * </pre>
 *
 * <p>Address spaces are not told apart: removing more than asked is always permitted.
 */
final class RemovalScope {
    final Bool firstPointers;
    final Bool secondPointers;
    final Bool nestedPages;
    final Bool messageEntries;
    final Bool deviceContexts;
    final Bool processContexts;

    RemovalScope(Bool now, Invalidation invalidation) {
        Bool vma = and(now, invalidation.is(InvalidationKind.VMA));
        Bool gvma = and(now, invalidation.is(InvalidationKind.GVMA));
        Bool leafOnly = and(invalidation.av, not(invalidation.nl));
        Bool guestLeafOnly = and(leafOnly, invalidation.gv);
        firstPointers = or(and(vma, not(leafOnly)), gvma);
        secondPointers = and(gvma, not(guestLeafOnly));
        nestedPages = Canaries.lose(Canary.NESTED_PAGE_SURVIVES, gvma);
        deviceContexts = and(now, invalidation.is(InvalidationKind.DDT));
        messageEntries = or(Canaries.lose(Canary.MESSAGE_ENTRY_SURVIVES, gvma), deviceContexts);
        processContexts = or(
                Canaries.lose(Canary.PROCESS_TABLE_SURVIVES, deviceContexts),
                and(now, invalidation.is(InvalidationKind.PDT)));
    }
}
