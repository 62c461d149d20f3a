package dev.pagewalk.testbench.golden;

/** The register map: decoding of offsets, halves and side effects [IOMMU §1]. */
final class RegisterFile {
    /** Offsets of the map. */
    static final class Offset {
        static final int CAPABILITIES = 0;
        static final int FCTL = 8;
        static final int DDTP = 16;
        static final int CQB = 24;
        static final int CQH = 32;
        static final int CQT = 36;
        static final int FQB = 40;
        static final int FQH = 48;
        static final int FQT = 52;
        static final int PQB = 56;
        static final int PQH = 64;
        static final int PQT = 68;
        static final int CQCSR = 72;
        static final int FQCSR = 76;
        static final int PQCSR = 80;
        static final int IPSR = 84;
        static final int IOCOUNTOVF = 88;
        static final int IOCOUNTINH = 92;
        static final int IOHPMCYCLES = 96;
        static final int IOHPMCTR = 104;
        static final int IOHPMEVT = 352;
        static final int TR_REQ_IOVA = 600;
        static final int TR_REQ_CTL = 608;
        static final int TR_RESPONSE = 616;
        static final int IOMMU_QOSID = 624;
        static final int AFTER_QOSID = 628;
        static final int ICVEC = 760;
        static final int MSI_TABLE = 768;
        static final int MSI_TABLE_END = 1024;

        private Offset() {}
    }

    private static final long LOW = 0xffff_ffffL;

    private final Capabilities capabilities;
    private final RegisterState state;
    private final CommandQueue commands;
    private final RecordQueue faults;
    private final RecordQueue pageRequests;
    private final Interrupts interrupts;
    private final HpmCounters hpm;
    private final DebugInterface debug;

    RegisterFile(
            Capabilities capabilities,
            RegisterState state,
            CommandQueue commands,
            RecordQueue faults,
            RecordQueue pageRequests,
            Interrupts interrupts,
            HpmCounters hpm,
            DebugInterface debug) {
        this.capabilities = capabilities;
        this.state = state;
        this.commands = commands;
        this.faults = faults;
        this.pageRequests = pageRequests;
        this.interrupts = interrupts;
        this.hpm = hpm;
        this.debug = debug;
    }

    long read(int offset, int size) {
        if (size == Integer.BYTES) {
            return read4(offset);
        }
        return (read4(offset + 4) << 32) | read4(offset);
    }

    /** An 8-byte write takes effect as two halves, the high one first [IOMMU §1]. */
    void write(int offset, int size, long value) {
        if (size == Long.BYTES) {
            write4(offset + 4, value >>> 32);
        }
        write4(offset, value & LOW);
    }

    private long read4(int offset) {
        if (offset >= Offset.MSI_TABLE) {
            return offset < Offset.MSI_TABLE_END ? interrupts.readTable(offset - Offset.MSI_TABLE) : 0;
        }
        if (offset < Offset.PQB) {
            return readCore(offset);
        }
        if (offset < Offset.CQCSR || offset == Offset.PQCSR) {
            return capabilities.ats ? readPageRequests(offset) : 0;
        }
        if (offset >= Offset.IOCOUNTOVF && offset < Offset.TR_REQ_IOVA) {
            return readHpm(offset);
        }
        return readStatusAndDebug(offset);
    }

    private static long half(long register, int offset) {
        return (offset & 4) == 0 ? register & LOW : register >>> 32;
    }

    private static long withHalf(long register, int offset, long value) {
        return (offset & 4) == 0 ? (register & ~LOW) | value : (register & LOW) | (value << 32);
    }

    private static boolean lowHalf(int offset) {
        return (offset & 4) == 0;
    }

    private long readCore(int offset) {
        return switch (offset & ~4) {
            case Offset.CAPABILITIES -> half(capabilities.raw, offset);
            case Offset.FCTL -> lowHalf(offset) ? state.fctl() : 0;
            case Offset.DDTP -> half(state.ddtp(), offset);
            case Offset.CQB -> half(commands.base(), offset);
            case Offset.CQH -> lowHalf(offset) ? commands.head() : commands.tail();
            case Offset.FQB -> half(faults.base(), offset);
            default -> lowHalf(offset) ? faults.head() : faults.tail();
        };
    }

    private long readPageRequests(int offset) {
        return switch (offset) {
            case Offset.PQH -> pageRequests.head();
            case Offset.PQT -> pageRequests.tail();
            case Offset.PQCSR -> pageRequests.status();
            default -> half(pageRequests.base(), offset);
        };
    }

    private long readHpm(int offset) {
        if (offset >= Offset.IOHPMEVT) {
            return half(hpm.selector((offset - Offset.IOHPMEVT) / Long.BYTES), offset);
        }
        if (offset >= Offset.IOHPMCTR) {
            return half(hpm.counter((offset - Offset.IOHPMCTR) / Long.BYTES), offset);
        }
        return switch (offset) {
            case Offset.IOCOUNTOVF -> hpm.overflows();
            case Offset.IOCOUNTINH -> hpm.inhibit();
            default -> half(hpm.cycles(), offset);
        };
    }

    private long readStatusAndDebug(int offset) {
        return switch (offset & ~4) {
            case Offset.CQCSR -> lowHalf(offset) ? commands.status() : faults.status();
            case Offset.PQCSR -> interrupts.pending();
            case Offset.TR_REQ_IOVA -> half(debug.iova(), offset);
            case Offset.TR_REQ_CTL -> half(debug.control(), offset);
            case Offset.TR_RESPONSE -> half(debug.response(), offset);
            case Offset.IOMMU_QOSID -> lowHalf(offset) ? state.qosid() : 0;
            case Offset.ICVEC -> half(interrupts.causeVectors(), offset);
            default -> 0;
        };
    }

    private void write4(int offset, long value) {
        if (offset >= Offset.MSI_TABLE) {
            if (offset < Offset.MSI_TABLE_END) {
                interrupts.writeTable(offset - Offset.MSI_TABLE, value);
            }
        } else if (offset < Offset.PQB) {
            writeCore(offset, value);
        } else if (offset < Offset.CQCSR || offset == Offset.PQCSR) {
            if (capabilities.ats) {
                writePageRequests(offset, value);
            }
        } else if (offset > Offset.IPSR && offset < Offset.TR_REQ_IOVA) {
            writeHpm(offset, value);
        } else {
            writeStatusAndDebug(offset, value);
        }
    }

    private void writeCore(int offset, long value) {
        switch (offset) {
            case Offset.FCTL -> state.writeFctl(value);
            case Offset.DDTP, Offset.DDTP + 4 -> state.writeDdtp(withHalf(state.ddtp(), offset, value));
            case Offset.CQB, Offset.CQB + 4 -> commands.writeBase(withHalf(commands.base(), offset, value));
            case Offset.CQT -> {
                commands.writeTail(value);
                commands.run();
            }
            case Offset.FQB, Offset.FQB + 4 -> faults.writeBase(withHalf(faults.base(), offset, value));
            case Offset.FQH -> faults.writeHead(value);
            default -> {
                // read-only
            }
        }
    }

    private void writePageRequests(int offset, long value) {
        switch (offset) {
            case Offset.PQB, Offset.PQB + 4 -> pageRequests.writeBase(withHalf(pageRequests.base(), offset, value));
            case Offset.PQH -> pageRequests.writeHead(value);
            case Offset.PQCSR -> pageRequests.writeStatus(value);
            default -> {
                // read-only
            }
        }
    }

    private void writeHpm(int offset, long value) {
        if (offset >= Offset.IOHPMEVT) {
            int index = (offset - Offset.IOHPMEVT) / Long.BYTES;
            hpm.writeSelector(index, withHalf(hpm.selector(index), offset, value));
        } else if (offset >= Offset.IOHPMCTR) {
            int index = (offset - Offset.IOHPMCTR) / Long.BYTES;
            hpm.writeCounter(index, withHalf(hpm.counter(index), offset, value));
        } else if (offset >= Offset.IOHPMCYCLES) {
            hpm.writeCycles(withHalf(hpm.cycles(), offset, value));
        } else if (offset == Offset.IOCOUNTINH) {
            hpm.writeInhibit(value);
        }
    }

    private void writeStatusAndDebug(int offset, long value) {
        switch (offset) {
            case Offset.CQCSR -> {
                commands.writeStatus(value);
                commands.run();
            }
            case Offset.FQCSR -> faults.writeStatus(value);
            case Offset.IPSR -> clearPending(value);
            case Offset.TR_REQ_IOVA, Offset.TR_REQ_IOVA + 4 -> debug.writeIova(withHalf(debug.iova(), offset, value));
            case Offset.TR_REQ_CTL, Offset.TR_REQ_CTL + 4 -> debug.writeControl(
                    withHalf(debug.control(), offset, value), lowHalf(offset));
            case Offset.IOMMU_QOSID -> state.writeQosid(value);
            case Offset.ICVEC, Offset.ICVEC + 4 -> interrupts.writeCauseVectors(
                    withHalf(interrupts.causeVectors(), offset, value));
            default -> {
                // read-only or reserved
            }
        }
    }

    /** RW1C, then the level conditions that still hold set their bit again [IOMMU §1 ipsr]. */
    private void clearPending(long value) {
        interrupts.clear(value);
        commands.reevaluateInterrupt();
        faults.reevaluateInterrupt();
        pageRequests.reevaluateInterrupt();
    }
}
