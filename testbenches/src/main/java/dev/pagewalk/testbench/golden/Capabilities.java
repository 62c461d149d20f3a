package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/** The {@code capabilities} register, decoded once [IOMMU §1 capabilities]. */
public final class Capabilities {
    /** Interrupt generation support: only message-signalled [IOMMU §1 capabilities 29:28]. */
    public static final int IGS_MSI = 0;
    /** Interrupt generation support: only wires. */
    public static final int IGS_WSI = 1;
    /** Interrupt generation support: both, chosen by {@code fctl.WSI}. */
    public static final int IGS_BOTH = 2;

    private static final int MGPAW_SV57X4 = 59;
    private static final int MGPAW_SV48X4 = 50;
    private static final int MGPAW_SV39X4 = 41;
    private static final int MGPAW_SV32X4 = 34;

    final long raw;
    final boolean sv32;
    final boolean sv39;
    final boolean sv48;
    final boolean sv57;
    final boolean svrsw60t59b;
    final boolean svpbmt;
    final boolean sv32x4;
    final boolean sv39x4;
    final boolean sv48x4;
    final boolean sv57x4;
    final boolean amoMrif;
    final boolean msiFlat;
    final boolean msiMrif;
    final boolean amoHwad;
    final boolean ats;
    final boolean t2gpa;
    final boolean end;
    final int igs;
    final boolean hpm;
    final boolean dbg;
    final int pas;
    final boolean pd8;
    final boolean pd17;
    final boolean pd20;
    final boolean qosid;
    final boolean nl;
    final boolean s;

    public Capabilities(long raw) {
        this.raw = raw;
        sv32 = bit(raw, 8);
        sv39 = bit(raw, 9);
        sv48 = bit(raw, 10);
        sv57 = bit(raw, 11);
        svrsw60t59b = bit(raw, 14);
        svpbmt = bit(raw, 15);
        sv32x4 = bit(raw, 16);
        sv39x4 = bit(raw, 17);
        sv48x4 = bit(raw, 18);
        sv57x4 = bit(raw, 19);
        amoMrif = bit(raw, 21);
        msiFlat = bit(raw, 22);
        msiMrif = bit(raw, 23);
        amoHwad = bit(raw, 24);
        ats = bit(raw, 25);
        t2gpa = bit(raw, 26);
        end = bit(raw, 27);
        igs = (int) field(raw, 29, 28);
        hpm = bit(raw, 30);
        dbg = bit(raw, 31);
        pas = (int) field(raw, 37, 32);
        pd8 = bit(raw, 38);
        pd17 = bit(raw, 39);
        pd20 = bit(raw, 40);
        qosid = bit(raw, 41);
        nl = bit(raw, 42);
        s = bit(raw, 43);
    }

    /** Maximum guest physical address width: the widest second-stage mode, else PAS [IOMMU §2 mask/pattern]. */
    int mgpaw() {
        if (sv57x4) {
            return MGPAW_SV57X4;
        }
        if (sv48x4) {
            return MGPAW_SV48X4;
        }
        if (sv39x4) {
            return MGPAW_SV39X4;
        }
        return sv32x4 ? MGPAW_SV32X4 : pas;
    }

    /** PPN bits that exist under the physical address width. */
    long ppnMask() {
        return Bits.ones(pas - 12);
    }
}
