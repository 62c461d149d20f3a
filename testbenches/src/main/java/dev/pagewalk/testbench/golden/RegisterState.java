package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/** The global configuration registers: fctl, ddtp and iommu_qosid [IOMMU §1]. */
final class RegisterState {
    private static final int FCTL_BE = 1;
    private static final int FCTL_WSI = 2;
    private static final int FCTL_GXL = 4;
    private static final long DDTP_MODE = 0xf;

    private final Capabilities capabilities;
    private final GoldenConfig config;
    private long fctl;
    private long ddtp;
    private long qosid;

    RegisterState(Capabilities capabilities, GoldenConfig config) {
        this.capabilities = capabilities;
        this.config = config;
        fctl = config.fctlReset();
    }

    long fctl() {
        return fctl;
    }

    /** Each field of fctl is writable or fixed [IOMMU §1 fctl]. */
    void writeFctl(long value) {
        long writable = (config.beWritable() ? FCTL_BE : 0)
                | (capabilities.igs == Capabilities.IGS_BOTH ? FCTL_WSI : 0)
                | (config.gxlWritable() ? FCTL_GXL : 0);
        fctl = (fctl & ~writable) | (value & writable);
    }

    /** Byte order of DDT, second stage, MSI table, queues, fence data and MSIs [IOMMU §13]. */
    boolean bigEndian() {
        return bit(fctl, 0);
    }

    boolean wireSignaled() {
        return bit(fctl, 1);
    }

    boolean gxl() {
        return bit(fctl, 2);
    }

    long ddtp() {
        return ddtp;
    }

    /** A reserved or custom mode keeps the previous one [IOMMU §1 ddtp]. */
    void writeDdtp(long value) {
        long mode = value & DDTP_MODE;
        if (mode > DeviceDirectory.MODE_3LVL) {
            mode = ddtp & DDTP_MODE;
        }
        ddtp = mode | ((field(value, 53, 10) & capabilities.ppnMask()) << 10);
    }

    int ddtpMode() {
        return (int) (ddtp & DDTP_MODE);
    }

    long ddtpPpn() {
        return field(ddtp, 53, 10);
    }

    long qosid() {
        return qosid;
    }

    void writeQosid(long value) {
        qosid = value & config.qosMask();
    }

    /** RCID of directory, queue and interrupt accesses [IOMMU §11]. */
    int rcid() {
        return (int) field(qosid, 11, 0);
    }

    /** MCID of directory, queue and interrupt accesses [IOMMU §11]. */
    int mcid() {
        return (int) field(qosid, 27, 16);
    }
}
