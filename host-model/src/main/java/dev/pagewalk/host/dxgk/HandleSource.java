package dev.pagewalk.host.dxgk;

/** Makes handles: non-zero, unique, no pointers, not used again (S-DX-6). */
final class HandleSource {

    private static final long MARK = 0x0D96_0000_0000_0000L;
    private static final long SCRAMBLE = 0x2545_F491_4F6C_DD1DL;
    private static final long MASK = 0x0000_FFFF_FFFF_FFFFL;

    private long count;

    /** The multiplier is odd, so that the first 2^48 handles differ. */
    Handle next() {
        count++;
        return new Handle(MARK | ((count * SCRAMBLE) & MASK));
    }
}
