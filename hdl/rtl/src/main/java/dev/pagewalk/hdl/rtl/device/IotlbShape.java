package dev.pagewalk.hdl.rtl.device;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;

import java.util.ArrayList;
import java.util.List;

/**
 * How the tag of a first-level IOTLB entry divides an IOVA. A segment is compared unless the entry's page covers it.
 *
 * <pre>
 *  Sv39 and Sv39x4:   63     41 40    30 29    21 20    16 15    12 11   0
 *                    +---------+--------+--------+--------+--------+------+
 *                    | all one | always | 2 MiB  | 64 KiB | 4 KiB  |offset|
 *                    | or zero |compared| or less| or less| page   |      |
 *                    +---------+--------+--------+--------+--------+------+
 * </pre>
 *
 * @param top IOVA bits from here on are equal in every translatable address, so that one of them is the tag
 * @param starts lowest bit of each segment, ascending, the first 12
 */
record IotlbShape(int top, List<Integer> starts) {
    static IotlbShape of(IommuParameters parameters) {
        List<Integer> starts = new ArrayList<>(List.of(12));
        boolean wide = parameters.has(Feature.SV39) || parameters.has(Feature.SV39X4);
        boolean narrow = parameters.has(Feature.SV32) || parameters.has(Feature.SV32X4);
        addIf(starts, wide, 16);
        addIf(starts, wide, 21);
        addIf(starts, narrow, 22);
        addIf(starts, true, 30);
        addIf(starts, parameters.has(Feature.SV48) || parameters.has(Feature.SV48X4), 39);
        addIf(starts, parameters.has(Feature.SV57) || parameters.has(Feature.SV57X4), 48);
        return new IotlbShape(widestAddress(parameters), List.copyOf(starts));
    }

    private static void addIf(List<Integer> starts, boolean present, int start) {
        if (present) {
            starts.add(start);
        }
    }

    private static int widestAddress(IommuParameters parameters) {
        if (parameters.has(Feature.SV57X4)) {
            return 59;
        }
        if (parameters.has(Feature.SV57)) {
            return 57;
        }
        if (parameters.has(Feature.SV48X4)) {
            return 50;
        }
        if (parameters.has(Feature.SV48)) {
            return 48;
        }
        if (parameters.has(Feature.SV39X4)) {
            return 41;
        }
        return parameters.has(Feature.SV39) ? 39 : 34;
    }

    int segments() {
        return starts.size();
    }

    /** Lowest bit of segment {@code k}. */
    int start(int k) {
        return starts.get(k);
    }

    /** Highest bit of segment {@code k}. */
    int end(int k) {
        return (k + 1 < starts.size() ? starts.get(k + 1) : top) - 1;
    }

    /** Bits of the page number that are kept as a tag. */
    int pageBits() {
        return top - 12;
    }
}
