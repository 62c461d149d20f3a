package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.RecordField.bit;
import static dev.pagewalk.architecture.RecordField.bits;

/**
 * Fields of a device context, 32 bytes (base) or 64 bytes (extended format). [IOMMU §3.1.3]
 *
 * <pre>
 *  0 | tc               | flags
 *  1 | iohgatp          | MODE 63:60, GSCID 59:44, PPN 43:0
 *  2 | ta               | MCID 63:52, RCID 51:40, PSCID 31:12
 *  3 | fsc              | MODE 63:60, PPN 43:0: iosatp, or pdtp with PDTV
 *  4 | msiptp           | MODE 63:60, PPN 43:0            (extended only, as all below)
 *  5 | msi_addr_mask    | 51:0
 *  6 | msi_addr_pattern | 51:0
 *  7 | reserved         | 0
 * </pre>
 */
public final class DeviceContext {

    public static final RecordField V = bit(0, "V", 0, "valid");
    public static final RecordField EN_ATS = bit(0, "EN_ATS", 1, "translated and ATS requests are allowed");
    public static final RecordField EN_PRI = bit(0, "EN_PRI", 2, "page requests are allowed");
    public static final RecordField T2GPA = bit(0, "T2GPA", 3, "ATS completions carry guest physical addresses");
    public static final RecordField DTF = bit(0, "DTF", 4, "translation faults leave no record");
    public static final RecordField PDTV = bit(0, "PDTV", 5, "fsc points to a process directory");
    public static final RecordField PRPR = bit(0, "PRPR", 6, "automatic page-group responses carry the PASID");
    public static final RecordField GADE = bit(0, "GADE", 7, "hardware A/D update in the second stage");
    public static final RecordField SADE = bit(0, "SADE", 8, "hardware A/D update in the first stage");
    public static final RecordField DPE = bit(0, "DPE", 9, "requests without process id use process 0");
    public static final RecordField SBE = bit(0, "SBE", 10, "process directory and first stage are big-endian");
    public static final RecordField SXL = bit(0, "SXL", 11, "first stage uses the 32-bit scheme");

    public static final RecordField IOHGATP_PPN = bits(1, "iohgatp.PPN", 43, 0, "root page, 16-KiB aligned");
    public static final RecordField IOHGATP_GSCID = bits(1, "iohgatp.GSCID", 59, 44, "guest soft-context id");
    public static final RecordField IOHGATP_MODE = bits(1, "iohgatp.MODE", 63, 60, "second-stage mode");

    public static final RecordField TA_PSCID = bits(2, "ta.PSCID", 31, 12, "process soft-context id");
    public static final RecordField TA_RCID = bits(2, "ta.RCID", 51, 40, "resource control id");
    public static final RecordField TA_MCID = bits(2, "ta.MCID", 63, 52, "monitoring control id");

    public static final RecordField FSC_PPN = bits(3, "fsc.PPN", 43, 0, "root of the first stage or process directory");
    public static final RecordField FSC_MODE = bits(3, "fsc.MODE", 63, 60, "first-stage or process-directory mode");

    public static final RecordField MSIPTP_PPN = bits(4, "msiptp.PPN", 43, 0, "root of the MSI page table");
    public static final RecordField MSIPTP_MODE = bits(4, "msiptp.MODE", 63, 60, "0 Off, 1 Flat");
    public static final RecordField MSI_ADDR_MASK = bits(5, "msi_addr_mask", 51, 0, "bits not compared");
    public static final RecordField MSI_ADDR_PATTERN = bits(6, "msi_addr_pattern", 51, 0, "value of compared bits");

    /** msiptp.MODE without MSI translation. */
    public static final int MSIPTP_OFF = 0;
    /** msiptp.MODE with a flat MSI page table. */
    public static final int MSIPTP_FLAT = 1;

    private DeviceContext() {}
}
