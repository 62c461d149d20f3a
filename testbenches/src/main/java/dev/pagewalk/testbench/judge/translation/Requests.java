package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.Access;
import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.Origin;

/**
 * AxUSER of the device port in the words of the golden model.
 *
 * <pre>
 *  63   50  49  48 47  46   45  44 43        24 23       0
 * +-------+---+------+----+----+--+------------+----------+
 * |   0   |CXL| type |EXEC|PRIV|PV| process_id | device_id|
 * +-------+---+------+----+----+--+------------+----------+
 * </pre>
 */
final class Requests {
    private static final int PROCESS_SHIFT = 24;
    private static final int PROCESS_MASK = 0xf_ffff;
    private static final int DEVICE_MASK = 0xff_ffff;
    private static final int VALID = 44;
    private static final int PRIVILEGED = 45;
    private static final int EXECUTE = 46;
    private static final int TYPE = 47;
    private static final int CXL = 49;
    private static final int NO_WRITE = 50;
    private static final int TRANSLATED = 1;
    /** A translation request of the message port, which has no such AxUSER. */
    private static final int ATS = 2;

    private static final int ATS_TTYP = 8;
    private static final int TRANSLATED_TTYP = 4;

    private Requests() {}

    /** Type of the request: 0 untranslated, 1 translated, 2 for translation requests; on AXI others are refused. */
    static int type(long user) {
        return (int) (user >>> TYPE) & 3;
    }

    /** AxUSER of a request on the device port, where types other than 0 and 1 are refused and recorded as untranslated. */
    static long onDevicePort(long user) {
        return type(user) > TRANSLATED ? user & ~(3L << TYPE) : user;
    }

    static InboundRequest of(long user, boolean write, long iova) {
        return new InboundRequest(
                device(user),
                type(user) == ATS ? Origin.ATS : type(user) == TRANSLATED ? Origin.TRANSLATED : Origin.UNTRANSLATED,
                write ? Access.WRITE : bit(user, EXECUTE) ? Access.EXECUTE : Access.READ,
                iova,
                bit(user, VALID),
                process(user),
                bit(user, PRIVILEGED),
                type(user) == ATS && bit(user, NO_WRITE),
                type(user) == ATS && bit(user, EXECUTE),
                bit(user, CXL));
    }

    /** AxUSER as the design takes it: without PV there is neither a process nor a privilege. */
    static long normalised(long user) {
        return bit(user, VALID) ? user : user & ~((long) PROCESS_MASK << PROCESS_SHIFT | 1L << PRIVILEGED);
    }

    static int device(long user) {
        return (int) user & DEVICE_MASK;
    }

    private static int process(long user) {
        return (int) (user >>> PROCESS_SHIFT) & PROCESS_MASK;
    }

    private static boolean bit(long value, int bit) {
        return (value >>> bit & 1) != 0;
    }

    /** First doubleword of a fault record of this request, CAUSE left out [IOMMU §8]. */
    static long record(long user, boolean write) {
        boolean valid = bit(user, VALID);
        boolean translated = type(user) == TRANSLATED;
        boolean execute = bit(user, EXECUTE) && !write && (valid || !translated);
        int ttyp = type(user) == ATS ? ATS_TTYP : (write ? 3 : execute ? 1 : 2) + (translated ? TRANSLATED_TTYP : 0);
        return (valid ? (long) process(user) << 12 | 1L << 32 | (bit(user, PRIVILEGED) ? 1L << 33 : 0) : 0)
                | (long) ttyp << 34
                | (long) device(user) << 40;
    }
}
