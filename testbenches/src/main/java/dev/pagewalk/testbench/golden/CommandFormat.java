package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;
import static dev.pagewalk.testbench.golden.Bits.mask;

/** Which commands exist, and which of their bits are reserved [IOMMU §9]. */
final class CommandFormat {
    /** The commands; {@code null} stands for an illegal one. */
    enum Kind {
        IOTINVAL_VMA,
        IOTINVAL_GVMA,
        IOFENCE_C,
        IODIR_INVAL_DDT,
        IODIR_INVAL_PDT,
        ATS_INVAL,
        ATS_PRGR
    }

    private static final int IOTINVAL = 1;
    private static final int IOFENCE = 2;
    private static final int IODIR = 3;
    private static final int ATS = 4;

    private static final long IOTINVAL_RESERVED_0 = mask(11, 11) | mask(43, 35) | mask(63, 60);
    private static final long IOTINVAL_RESERVED_1 = mask(8, 0) | mask(63, 62);
    private static final int IOTINVAL_PSCV = 32;
    private static final int IOTINVAL_NL = 34;
    private static final int IOTINVAL_S = 9;
    private static final long IOFENCE_RESERVED_0 = mask(31, 14);
    private static final long IOFENCE_RESERVED_1 = mask(63, 62);
    private static final int IOFENCE_WSI = 11;
    private static final long IODIR_RESERVED_0 = mask(11, 10) | mask(32, 32) | mask(39, 34);
    private static final long IODIR_PID = mask(31, 12);
    private static final int IODIR_DV = 33;
    private static final long ATS_RESERVED_0 = mask(11, 10) | mask(39, 34);

    private final Capabilities capabilities;

    CommandFormat(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** The command, or {@code null} when it is illegal. */
    Kind decode(long first, long second, boolean wireSignaled) {
        int func3 = (int) field(first, 9, 7);
        return switch ((int) field(first, 6, 0)) {
            case IOTINVAL -> iotinval(func3, first, second);
            case IOFENCE -> iofence(func3, first, second, wireSignaled);
            case IODIR -> iodir(func3, first, second);
            case ATS -> ats(func3, first);
            default -> null;
        };
    }

    private Kind iotinval(int func3, long first, long second) {
        if ((first & IOTINVAL_RESERVED_0) != 0 || (second & IOTINVAL_RESERVED_1) != 0) {
            return null;
        }
        if ((!capabilities.nl && bit(first, IOTINVAL_NL)) || (!capabilities.s && bit(second, IOTINVAL_S))) {
            return null;
        }
        if (func3 == 0) {
            return Kind.IOTINVAL_VMA;
        }
        return func3 == 1 && !bit(first, IOTINVAL_PSCV) ? Kind.IOTINVAL_GVMA : null;
    }

    private static Kind iofence(int func3, long first, long second, boolean wireSignaled) {
        boolean reserved = (first & IOFENCE_RESERVED_0) != 0 || (second & IOFENCE_RESERVED_1) != 0;
        if (func3 != 0 || reserved || (bit(first, IOFENCE_WSI) && !wireSignaled)) {
            return null;
        }
        return Kind.IOFENCE_C;
    }

    private Kind iodir(int func3, long first, long second) {
        if ((first & IODIR_RESERVED_0) != 0 || second != 0) {
            return null;
        }
        if (func3 == 0) {
            return (first & IODIR_PID) == 0 ? Kind.IODIR_INVAL_DDT : null;
        }
        boolean process = func3 == 1 && bit(first, IODIR_DV) && !Bits.wider(field(first, 31, 12), processIdBits());
        return process ? Kind.IODIR_INVAL_PDT : null;
    }

    /** Width of the process ids that any supported directory mode accepts. */
    private int processIdBits() {
        if (capabilities.pd20) {
            return ProcessDirectoryMode.processIdBits(ProcessDirectoryMode.PD20);
        }
        if (capabilities.pd17) {
            return ProcessDirectoryMode.processIdBits(ProcessDirectoryMode.PD17);
        }
        return capabilities.pd8 ? ProcessDirectoryMode.processIdBits(ProcessDirectoryMode.PD8) : 0;
    }

    private Kind ats(int func3, long first) {
        if (!capabilities.ats || (first & ATS_RESERVED_0) != 0) {
            return null;
        }
        return switch (func3) {
            case 0 -> Kind.ATS_INVAL;
            case 1 -> Kind.ATS_PRGR;
            default -> null;
        };
    }
}
