package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.PageRequest;

/**
 * Heads and bodies of messages [docs/interfaces.md, message port].
 *
 * <pre>
 *  head from devices  |  0  | TAG  |DSV|NW |CXL| TYPE  |EXEC|PRIV| PV | process | device |
 *                     63 60 59  52  51  50  49  48  47  46   45   44  43     24 23      0
 *  head to devices    |PBMT |STATUS| TAG  |DSV|  0  | TYPE  |  0   | PV |process| device |
 *                     63 62 61  60 59  52  51  50 49 48 47  46 45   44  43   24 23      0
 *  completion         |   address    | S | N |CXL|AMA|G|Priv|X|U|W|R|
 *                     63          12 11  10   9  8:6 5  4   3 2 1 0
 * </pre>
 */
final class Messages {
    static final int TRANSLATION = 0;
    static final int PAGE_REQUEST = 1;
    static final int PAGE_RESPONSE = 1;
    static final int INVALIDATION = 2;
    static final int TIMEOUT = 3;

    static final int SUCCESS = 0;
    static final int UNSUPPORTED_REQUEST = 1;
    static final int COMPLETER_ABORT = 2;

    static final int READ = 0;
    static final int WRITE = 1;
    static final int UNTRANSLATED_ONLY = 2;
    static final int EXECUTE = 3;
    static final int PRIVILEGED = 4;
    static final int GLOBAL = 5;
    static final int CXL_IO = 9;
    static final int SIZE = 11;

    private static final int SEGMENT_VALID = 51;
    private static final int PROCESS_VALID = 44;
    private static final int PRIVILEGE = 45;
    private static final int EXECUTION = 46;
    private static final long PROCESS = 0xf_ffffL << 24;
    private static final long TRANSLATION_FIELDS = (1L << 47) - 1 | 3L << 49;
    private static final long ATS_TYPE = 2L << 47;
    private static final long REQUESTER = (1L << 45) - 1 | 1L << SEGMENT_VALID | 0xffL << 52;

    private Messages() {}

    static int type(long head) {
        return (int) (head >>> 47) & 3;
    }

    static int tag(long head) {
        return (int) (head >>> 52) & 0xff;
    }

    static int status(long head) {
        return (int) (head >>> 60) & 3;
    }

    static int pbmt(long head) {
        return (int) (head >>> 62);
    }

    static boolean flag(long word, int bit) {
        return (word >>> bit & 1) != 0;
    }

    static boolean segmentValid(long head) {
        return flag(head, SEGMENT_VALID);
    }

    static boolean processValid(long head) {
        return flag(head, PROCESS_VALID);
    }

    static int process(long head) {
        return (int) ((head & PROCESS) >>> 24);
    }

    /** Requester id 15:0 and, where it counts, segment 23:16. */
    static int device(long head) {
        return (int) (head & (segmentValid(head) ? 0xff_ffff : 0xffff));
    }

    /** True if both heads name the same requester id, and the same segment or none. */
    static boolean sameDevice(long one, long other) {
        return segmentValid(one) == segmentValid(other) && device(one) == device(other);
    }

    /** A translation request in the form of AxUSER, with type 2. */
    static long translationUser(long head) {
        return (head & TRANSLATION_FIELDS) | ATS_TYPE;
    }

    /** A page request or stop marker. */
    static PageRequest pageRequest(long head, long body) {
        boolean segment = segmentValid(head);
        return new PageRequest(
                (int) head & 0xffff,
                segment,
                segment ? (int) head >>> 16 & 0xff : 0,
                processValid(head),
                process(head),
                flag(head, PRIVILEGE),
                flag(head, EXECUTION),
                body);
    }

    /** What a completion repeats of its request: device, process, segment, tag. */
    static long requester(long head) {
        return processValid(head) ? head & REQUESTER : head & REQUESTER & ~PROCESS;
    }

    /** Log2 of the range that a completion names. */
    static int log2Size(long body) {
        return flag(body, SIZE) ? Long.numberOfTrailingZeros(~(body >>> 12)) + 13 : 12;
    }
}
