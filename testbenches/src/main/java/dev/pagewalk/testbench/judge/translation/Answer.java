package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.TranslationResult;

/**
 * How a request for a 4-KiB page may end, as far as pins show it. The page offset plays no part in it.
 *
 * @param kind whether it leaves, is refused, or ends in an interrupt file
 * @param page physical page of a request that leaves, or address of the interrupt file
 * @param pbmt memory type that goes with it
 * @param rcid resource control id that goes with it
 * @param mcid monitoring counter id that goes with it
 * @param cause of a refusal
 * @param iotval2 of its record, without page offset unless the access was implicit
 * @param recorded whether a record is due
 * @param file the interrupt file that it ends in, or null
 */
record Answer(
        Kind kind,
        long page,
        int pbmt,
        int rcid,
        int mcid,
        int cause,
        long iotval2,
        boolean recorded,
        TranslationResult.Mrif file) {
    /** What pins show. */
    enum Kind {
        LEAVES,
        REFUSED,
        FILE
    }

    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_OFFSET = 0xfff;
    private static final long IMPLICIT = 1;

    static Answer of(TranslationResult result) {
        if (result.status() != TranslationResult.Status.OK) {
            long second = result.iotval2();
            long shown = (second & IMPLICIT) != 0 ? second : second & ~PAGE_OFFSET;
            return new Answer(Kind.REFUSED, 0, 0, 0, 0, result.cause().code(), shown, result.recorded(), null);
        }
        if (result.mrif() != null) {
            return new Answer(
                    Kind.FILE, result.mrif().address(), 0, result.rcid(), result.mcid(), 0, 0, false, result.mrif());
        }
        return new Answer(
                Kind.LEAVES,
                result.spa() >>> PAGE_SHIFT,
                result.pbmt(),
                result.rcid(),
                result.mcid(),
                0,
                0,
                false,
                null);
    }

    /** A refusal for this cause without a second value. */
    static Answer refused(int cause, boolean recorded) {
        return new Answer(Kind.REFUSED, 0, 0, 0, 0, cause, 0, recorded, null);
    }

    /** AxUSER of the memory port: PBMT 1:0, RCID 13:2, MCID 25:14. */
    long user() {
        return pbmt | (long) rcid << 2 | (long) mcid << 14;
    }

    /** True if the page of a request at this address leaves as this burst address and AxUSER. */
    boolean leavesAs(long iova, long address, long user) {
        return kind == Kind.LEAVES && address == ((page << PAGE_SHIFT) | (iova & PAGE_OFFSET)) && user == user();
    }

    /** In words. */
    String describe() {
        return switch (kind) {
            case LEAVES -> "page 0x" + Long.toHexString(page) + ", PBMT " + pbmt + ", RCID " + rcid + ", MCID " + mcid;
            case REFUSED -> "refused with cause " + cause + (recorded ? "" : " and no record");
            case FILE -> "the interrupt file at 0x" + Long.toHexString(page);
        };
    }
}
