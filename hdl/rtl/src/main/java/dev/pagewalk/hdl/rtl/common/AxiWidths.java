package dev.pagewalk.hdl.rtl.common;

/**
 * Widths of an AXI4 port in bits; a width of 0 leaves the signal out.
 *
 * @param address of AWADDR and ARADDR, 1..64
 * @param data of WDATA and RDATA, a power of two, 8..1024
 * @param id of all ids, at least 1
 * @param requestUser of AWUSER and ARUSER
 * @param responseUser of BUSER and RUSER
 * @param atomic of AWATOP: 6 with AXI5 atomic transactions, else 0
 */
public record AxiWidths(int address, int data, int id, int requestUser, int responseUser, int atomic) {
    private static final int ATOMIC_BITS = 6;

    /** Widths of a port without atomic transactions. */
    public AxiWidths(int address, int data, int id, int requestUser, int responseUser) {
        this(address, data, id, requestUser, responseUser, 0);
    }

    public AxiWidths {
        if (address < 1 || address > 64 || data < 8 || data > 1024 || Integer.bitCount(data) != 1 || id < 1) {
            throw new IllegalArgumentException("AXI widths: address=" + address + ", data=" + data + ", id=" + id);
        }
        if (requestUser < 0 || responseUser < 0) {
            throw new IllegalArgumentException(
                    "AXI user widths: requestUser=" + requestUser + ", responseUser=" + responseUser);
        }
    }

    /** The same with atomic transactions. */
    public AxiWidths withAtomics() {
        return new AxiWidths(address, data, id, requestUser, responseUser, ATOMIC_BITS);
    }

    /** Bytes of one beat of full size. */
    public int bytes() {
        return data / 8;
    }
}
