package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/**
 * An IOTINVAL or IODIR command, decoded [IOMMU §9]. Operands whose valid bit is 0 keep their raw value and mean
 * nothing.
 *
 * <pre>
 *   IOTINVAL: AV 10, PSCID 31:12, PSCV 32, GV 33, NL 34, GSCID 59:44 | S 73, ADDR[63:12] 125:74
 *   IODIR:    PID 31:12, DV 33, DID 63:40
 * </pre>
 *
 * @param scope which command
 * @param addressValid AV
 * @param pscidValid PSCV
 * @param gscidValid GV
 * @param nonLeaf NL: every level, not only leaves
 * @param range S: the address codes a NAPOT range
 * @param pscid PSCID
 * @param gscid GSCID
 * @param address ADDR, a byte address
 * @param deviceValid DV
 * @param deviceId DID
 * @param processId PID
 */
public record Invalidation(
        Scope scope,
        boolean addressValid,
        boolean pscidValid,
        boolean gscidValid,
        boolean nonLeaf,
        boolean range,
        int pscid,
        int gscid,
        long address,
        boolean deviceValid,
        int deviceId,
        int processId) {
    /** The four commands. */
    public enum Scope {
        VMA,
        GVMA,
        DDT,
        PDT
    }

    /** An IOTINVAL command. */
    public static Invalidation translation(Scope scope, long first, long second) {
        return new Invalidation(
                scope,
                bit(first, 10),
                bit(first, 32),
                bit(first, 33),
                bit(first, 34),
                bit(second, 9),
                (int) field(first, 31, 12),
                (int) field(first, 59, 44),
                field(second, 61, 10) << 12,
                false,
                0,
                0);
    }

    /** An IODIR command. */
    public static Invalidation directory(Scope scope, long first) {
        return new Invalidation(
                scope, false, false, false, false, false, 0, 0, 0, bit(first, 33), (int) field(first, 63, 40), (int)
                        field(first, 31, 12));
    }

    /**
     * Whether the invalidated addresses overlap the page of {@code 2^pageShift} bytes that holds {@code other}
     * [IOMMU §9 S]. Without AV every address does.
     */
    public boolean overlaps(long other, int pageShift) {
        if (!addressValid) {
            return true;
        }
        int shift = 12;
        if (range) {
            // lowest 0 at X of ADDR[63:12]: 2^(X+1) pages
            shift += Long.numberOfTrailingZeros(~(address >>> 12)) + 1;
        }
        int widest = Math.max(shift, pageShift);
        return widest >= Long.SIZE - 1 || ((address ^ other) >>> widest) == 0;
    }
}
