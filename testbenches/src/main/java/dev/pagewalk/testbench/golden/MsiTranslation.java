package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;
import static dev.pagewalk.testbench.golden.Bits.mask;

/**
 * MSI page tables [IOMMU §6].
 *
 * <pre>
 *   dword 0, basic: V 0, M 2:1 = 3, PPN 53:10, C 63;   dword 1 is ignored
 *   dword 0, MRIF:  V 0, M 2:1 = 1, MRIF address 55:9 in 53:7, C 63
 *   dword 1, MRIF:  NID 9:0, NPPN 53:10, NID bit 10 in 60
 * </pre>
 */
final class MsiTranslation {
    private static final int ENTRY_BYTES = 16;
    private static final int MODE_MRIF = 1;
    private static final int MODE_BASIC = 3;
    private static final long BASIC_RESERVED = mask(9, 3) | mask(62, 54);
    private static final long MRIF_RESERVED_0 = mask(6, 3) | mask(62, 54);
    private static final long MRIF_RESERVED_1 = mask(59, 54) | mask(63, 61);

    private final Capabilities capabilities;
    private final ImplicitAccessPort port;
    private final RegisterState registers;

    MsiTranslation(Capabilities capabilities, ImplicitAccessPort port, RegisterState registers) {
        this.capabilities = capabilities;
        this.port = port;
        this.registers = registers;
    }

    /** True when the GPA lies in a virtual interrupt file; bits above 63:12 of mask and pattern do not exist. */
    boolean matches(DeviceContext dc, long gpa) {
        return dc.msiMode() == DeviceContext.MSI_MODE_FLAT
                && (((gpa >>> 12) ^ dc.msiAddrPattern) & ~dc.msiAddrMask) == 0;
    }

    /** Translates an address that {@link #matches}, or stops with 261, 262, 263, 270 or 1. */
    void translate(Transaction transaction, long gpa, Translation result) {
        DeviceContext dc = transaction.dc;
        long index = extract(gpa >>> 12, dc.msiAddrMask);
        long address = (dc.msiPpn() << 12) | (index * ENTRY_BYTES);
        ImplicitAccess access = port.begin(AccessKind.MSI_PTE, dc.rcid(), dc.mcid());
        access.deviceId = transaction.request.deviceId();
        access.gscid = transaction.gscid;
        access.subject = gpa;
        access.bigEndian = registers.bigEndian();
        read(address);
        long first = port.word(0, registers.bigEndian());
        long second = port.word(1, registers.bigEndian());
        // [IOMMU §6 order 3]
        if (!bit(first, 0)) {
            throw new StopAndReport(Cause.MSI_PTE_NOT_VALID);
        }
        checkMode(first, second);
        // [IOMMU §6 order 8]
        if (transaction.access == Access.EXECUTE && !transaction.reduce) {
            throw new StopAndReport(Cause.INSTRUCTION_ACCESS_FAULT);
        }
        decode(first, second, gpa, result);
    }

    private void read(long address) {
        AccessOutcome outcome = port.read(address, ENTRY_BYTES);
        // [IOMMU §6 order 1]
        if (outcome == AccessOutcome.ACCESS_FAULT) {
            throw new StopAndReport(Cause.MSI_PTE_ACCESS_FAULT);
        }
        // [IOMMU §6 order 2]
        if (outcome == AccessOutcome.POISON) {
            throw new StopAndReport(Cause.MSI_PT_POISON);
        }
    }

    private void checkMode(long first, long second) {
        int mode = (int) field(first, 2, 1);
        boolean reserved =
                switch (mode) {
                        // [IOMMU §6 order 6]
                    case MODE_BASIC -> (first & BASIC_RESERVED) != 0;
                        // [IOMMU §6 order 7]
                    case MODE_MRIF -> !capabilities.msiMrif
                            || (first & MRIF_RESERVED_0) != 0
                            || (second & MRIF_RESERVED_1) != 0;
                        // [IOMMU §6 order 5]
                    default -> true;
                };
        // [IOMMU §6 order 4] a custom entry (C=1) has no meaning here and counts as misconfigured
        if (reserved || bit(first, 63)) {
            throw new StopAndReport(Cause.MSI_PTE_MISCONFIGURED);
        }
    }

    private static void decode(long first, long second, long gpa, Translation result) {
        result.msi = true;
        result.log2Size = Math.min(result.log2Size, 12);
        result.permissions &= Permissions.R | Permissions.W;
        result.global = false;
        if (field(first, 2, 1) == MODE_BASIC) {
            result.spa = (field(first, 53, 10) << 12) | (gpa & 0xfff);
            return;
        }
        result.mrif = true;
        result.mrifAddress = field(first, 53, 7) << 9;
        result.noticeAddress = field(second, 53, 10) << 12;
        result.noticeId = (int) ((field(second, 60, 60) << 10) | field(second, 9, 0));
    }

    /** Packs the bits of {@code value} that {@code mask} selects at the low end, in order. */
    static long extract(long value, long mask) {
        long packed = 0;
        int position = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            packed |= ((value >>> Long.numberOfTrailingZeros(rest)) & 1) << position++;
        }
        return packed;
    }
}
