package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/**
 * A device context, decoded [IOMMU §2].
 *
 * <pre>
 *   0 tc | 8 iohgatp | 16 ta | 24 fsc | 32 msiptp | 40 msi_addr_mask | 48 msi_addr_pattern | 56 reserved
 *   tc:      V0 EN_ATS1 EN_PRI2 T2GPA3 DTF4 PDTV5 PRPR6 GADE7 SADE8 DPE9 SBE10 SXL11
 *   iohgatp: PPN 43:0, GSCID 59:44, MODE 63:60
 *   ta:      PSCID 31:12, RCID 51:40, MCID 63:52
 *   fsc:     PPN 43:0, MODE 63:60 (iosatp, or pdtp with PDTV)
 *   msiptp:  PPN 43:0, MODE 63:60
 * </pre>
 */
final class DeviceContext {
    static final int BASE_BYTES = 32;
    static final int EXTENDED_BYTES = 64;
    static final int MSI_MODE_OFF = 0;
    static final int MSI_MODE_FLAT = 1;

    long tc;
    long iohgatp;
    long ta;
    long fsc;
    long msiptp;
    long msiAddrMask;
    long msiAddrPattern;
    long lastDoubleword;

    boolean valid() {
        return bit(tc, 0);
    }

    boolean enAts() {
        return bit(tc, 1);
    }

    boolean enPri() {
        return bit(tc, 2);
    }

    boolean t2gpa() {
        return bit(tc, 3);
    }

    boolean dtf() {
        return bit(tc, 4);
    }

    boolean pdtv() {
        return bit(tc, 5);
    }

    boolean prpr() {
        return bit(tc, 6);
    }

    boolean gade() {
        return bit(tc, 7);
    }

    boolean sade() {
        return bit(tc, 8);
    }

    boolean dpe() {
        return bit(tc, 9);
    }

    boolean sbe() {
        return bit(tc, 10);
    }

    boolean sxl() {
        return bit(tc, 11);
    }

    int iohgatpMode() {
        return (int) field(iohgatp, 63, 60);
    }

    int gscid() {
        return (int) field(iohgatp, 59, 44);
    }

    long iohgatpPpn() {
        return field(iohgatp, 43, 0);
    }

    int pscid() {
        return (int) field(ta, 31, 12);
    }

    int rcid() {
        return (int) field(ta, 51, 40);
    }

    int mcid() {
        return (int) field(ta, 63, 52);
    }

    int fscMode() {
        return (int) field(fsc, 63, 60);
    }

    long fscPpn() {
        return field(fsc, 43, 0);
    }

    int msiMode() {
        return (int) field(msiptp, 63, 60);
    }

    long msiPpn() {
        return field(msiptp, 43, 0);
    }
}
