package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/**
 * Locating the device context of a device id [IOMMU §2, §5 steps 3-6].
 *
 * <pre>
 *   base format:     | DDI[2] 23:16 | DDI[1] 15:7 | DDI[0] 6:0 |   32-byte leaves
 *   extended format: | DDI[2] 23:15 | DDI[1] 14:6 | DDI[0] 5:0 |   64-byte leaves
 *   non-leaf entry:  V 0, PPN 53:10, everything else reserved
 * </pre>
 */
final class DeviceDirectory {
    static final int MODE_OFF = 0;
    static final int MODE_BARE = 1;
    static final int MODE_1LVL = 2;
    static final int MODE_3LVL = 4;

    private static final long NON_LEAF_RESERVED = ~(Bits.mask(53, 10) | 1);
    private static final int BITS_PER_LEVEL = 9;

    private final Capabilities capabilities;
    private final DeviceContextChecks checks;
    private final ImplicitAccessPort port;
    private final RegisterState registers;
    private final HpmCounters hpm;
    private final int leafBytes;
    private final int firstIndexBits;

    DeviceDirectory(
            Capabilities capabilities,
            DeviceContextChecks checks,
            ImplicitAccessPort port,
            RegisterState registers,
            HpmCounters hpm) {
        this.capabilities = capabilities;
        this.checks = checks;
        this.port = port;
        this.registers = registers;
        this.hpm = hpm;
        leafBytes = capabilities.msiFlat ? DeviceContext.EXTENDED_BYTES : DeviceContext.BASE_BYTES;
        firstIndexBits = capabilities.msiFlat ? 6 : 7;
    }

    /** Steps 3 to 6: fills the transaction's device context, or stops with 257, 258, 259, 260 or 268. */
    void locate(Transaction transaction) {
        int levels = registers.ddtpMode() - MODE_1LVL + 1;
        int deviceId = transaction.request.deviceId();
        // [IOMMU §5 steps 3-5]
        if (Bits.wider(deviceId, firstIndexBits + BITS_PER_LEVEL * (levels - 1))) {
            throw new StopAndReport(Cause.TYPE_DISALLOWED);
        }
        // [IOMMU §5 step 6]
        long table = registers.ddtpPpn() << 12;
        for (int level = levels - 1; level > 0; level--) {
            table = nonLeaf(transaction, table + index(deviceId, level) * Long.BYTES, level);
        }
        leaf(transaction, table + index(deviceId, 0) * leafBytes);
    }

    private long index(int deviceId, int level) {
        if (level == 0) {
            return deviceId & Bits.ones(firstIndexBits);
        }
        return (deviceId >>> (firstIndexBits + BITS_PER_LEVEL * (level - 1))) & Bits.ones(BITS_PER_LEVEL);
    }

    private long nonLeaf(Transaction transaction, long address, int level) {
        read(transaction, AccessKind.DDT_NON_LEAF, address, Long.BYTES, level);
        long entry = port.word(0, registers.bigEndian());
        if (!bit(entry, 0)) {
            throw new StopAndReport(Cause.DDT_NOT_VALID);
        }
        if ((entry & NON_LEAF_RESERVED) != 0) {
            throw new StopAndReport(Cause.DDT_MISCONFIGURED);
        }
        return field(entry, 53, 10) << 12;
    }

    private void leaf(Transaction transaction, long address) {
        read(transaction, AccessKind.DEVICE_CONTEXT, address, leafBytes, 0);
        boolean bigEndian = registers.bigEndian();
        DeviceContext dc = transaction.dc;
        dc.tc = port.word(0, bigEndian);
        dc.iohgatp = port.word(1, bigEndian);
        dc.ta = port.word(2, bigEndian);
        dc.fsc = port.word(3, bigEndian);
        boolean extended = capabilities.msiFlat;
        dc.msiptp = extended ? port.word(4, bigEndian) : 0;
        dc.msiAddrMask = extended ? port.word(5, bigEndian) : 0;
        dc.msiAddrPattern = extended ? port.word(6, bigEndian) : 0;
        dc.lastDoubleword = extended ? port.word(7, bigEndian) : 0;
        if (!dc.valid()) {
            throw new StopAndReport(Cause.DDT_NOT_VALID);
        }
        if (checks.misconfigured(dc, registers.gxl(), bigEndian)) {
            throw new StopAndReport(Cause.DDT_MISCONFIGURED);
        }
        transaction.deviceContextFound(registers.gxl());
    }

    private void read(Transaction transaction, AccessKind kind, long address, int size, int level) {
        // [IOMMU §11] the directory is read with the ids of iommu_qosid
        ImplicitAccess access = port.begin(kind, registers.rcid(), registers.mcid());
        access.deviceId = transaction.request.deviceId();
        access.level = level;
        access.bigEndian = registers.bigEndian();
        AccessOutcome outcome = port.read(address, size);
        hpm.count(HpmEvent.DEVICE_DIRECTORY_WALK, transaction);
        if (outcome == AccessOutcome.ACCESS_FAULT) {
            throw new StopAndReport(Cause.DDT_ACCESS_FAULT);
        }
        if (outcome == AccessOutcome.POISON) {
            throw new StopAndReport(Cause.DDT_POISON);
        }
    }
}
