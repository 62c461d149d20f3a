package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;
import static dev.pagewalk.testbench.golden.Bits.mask;

/**
 * Locating the process context of a process id, through the second stage [IOMMU §3, §5 step 14].
 *
 * <pre>
 *   process_id: | PDI[2] 19:17 | PDI[1] 16:8 | PDI[0] 7:0 |
 *   non-leaf:   V 0, PPN 53:10, everything else reserved
 *   leaf:       0 ta: V 0, ENS 1, SUM 2, PSCID 31:12 | 8 fsc: PPN 43:0, MODE 63:60
 * </pre>
 */
final class ProcessDirectory {
    private static final long NON_LEAF_RESERVED = ~(mask(53, 10) | 1);
    private static final long TA_RESERVED = mask(11, 3) | mask(63, 32);
    private static final long FSC_RESERVED = mask(59, 44);
    private static final int LEAF_BYTES = 16;
    private static final int[] INDEX_LOW = {0, 8, 17};
    private static final int[] INDEX_HIGH = {7, 16, 19};

    private final Capabilities capabilities;
    private final ImplicitAccessPort port;
    private final SecondStage secondStage;
    private final HpmCounters hpm;

    ProcessDirectory(Capabilities capabilities, ImplicitAccessPort port, SecondStage secondStage, HpmCounters hpm) {
        this.capabilities = capabilities;
        this.port = port;
        this.secondStage = secondStage;
        this.hpm = hpm;
    }

    /** Step 14 and 15: takes first stage, SUM and privilege from the process context, or stops. */
    void locate(Transaction transaction, int mode) {
        long table = transaction.dc.fscPpn() << 12;
        for (int level = ProcessDirectoryMode.levels(mode) - 1; level > 0; level--) {
            table = nonLeaf(transaction, table + index(transaction, level) * Long.BYTES, level);
        }
        leaf(transaction, table + index(transaction, 0) * LEAF_BYTES);
    }

    private static long index(Transaction transaction, int level) {
        return field(transaction.processId, INDEX_HIGH[level], INDEX_LOW[level]);
    }

    private long nonLeaf(Transaction transaction, long gpa, int level) {
        read(transaction, AccessKind.PDT_NON_LEAF, gpa, Long.BYTES, level);
        long entry = port.word(0, transaction.dc.sbe());
        if (!bit(entry, 0)) {
            throw new StopAndReport(Cause.PDT_NOT_VALID);
        }
        if ((entry & NON_LEAF_RESERVED) != 0) {
            throw new StopAndReport(Cause.PDT_MISCONFIGURED);
        }
        return field(entry, 53, 10) << 12;
    }

    private void leaf(Transaction transaction, long gpa) {
        read(transaction, AccessKind.PROCESS_CONTEXT, gpa, LEAF_BYTES, 0);
        boolean bigEndian = transaction.dc.sbe();
        long ta = port.word(0, bigEndian);
        long fsc = port.word(1, bigEndian);
        if (!bit(ta, 0)) {
            throw new StopAndReport(Cause.PDT_NOT_VALID);
        }
        if (misconfigured(transaction, ta, fsc)) {
            throw new StopAndReport(Cause.PDT_MISCONFIGURED);
        }
        boolean ens = bit(ta, 1);
        // [IOMMU §5 step 15]
        if (transaction.request.supervisorRequested() && !ens) {
            throw new StopAndReport(Cause.TYPE_DISALLOWED);
        }
        transaction.supervisor = transaction.request.supervisorRequested();
        transaction.sum = bit(ta, 2);
        transaction.useFirstStage(fsc, (int) field(ta, 31, 12));
    }

    /** [IOMMU §3] reserved bits; mode invalid for SXL; capability of the mode missing. */
    private boolean misconfigured(Transaction transaction, long ta, long fsc) {
        if ((ta & TA_RESERVED) != 0 || (fsc & FSC_RESERVED) != 0) {
            return true;
        }
        PageTableMode mode = PageTableMode.firstStage((int) field(fsc, 63, 60), transaction.dc.sxl());
        return mode == null || !mode.supported(capabilities);
    }

    private void read(Transaction transaction, AccessKind kind, long gpa, int size, int level) {
        // [IOMMU §12] every pointer of the directory may be kept translated in a cached context
        secondStage.contextPointer(true);
        long location =
                secondStage.translateTable(transaction, gpa, SecondStage.Purpose.PROCESS_DIRECTORY, false, false);
        // [IOMMU §11] the directory of a process is read with the ids of the device context
        ImplicitAccess access = port.begin(kind, transaction.dc.rcid(), transaction.dc.mcid());
        access.deviceId = transaction.request.deviceId();
        access.processId = transaction.processId;
        access.subject = transaction.processId;
        access.level = level;
        access.bigEndian = transaction.dc.sbe();
        AccessOutcome outcome = port.read(location, size);
        hpm.count(HpmEvent.PROCESS_DIRECTORY_WALK, transaction);
        if (outcome == AccessOutcome.ACCESS_FAULT) {
            throw new StopAndReport(Cause.PDT_ACCESS_FAULT);
        }
        if (outcome == AccessOutcome.POISON) {
            throw new StopAndReport(Cause.PDT_POISON);
        }
    }
}
