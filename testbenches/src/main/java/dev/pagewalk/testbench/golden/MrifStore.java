package dev.pagewalk.testbench.golden;

/**
 * The store of an MSI into a memory-resident interrupt file, and the notice that follows it [IOMMU §6 MRIF store].
 *
 * <pre>
 *   MRIF: 32 pairs of doublewords; pair i: pending bits 64i+63:64i, enable bits 64i+63:64i
 * </pre>
 */
final class MrifStore {
    private static final int IDENTITIES = 2048;
    private static final int PAIR_BYTES = 16;
    private static final long REGISTER_OFFSET = 0xff8;
    private static final long BIG_ENDIAN_REGISTER = 4;

    private final Capabilities capabilities;
    private final ImplicitAccessPort port;

    MrifStore(Capabilities capabilities, ImplicitAccessPort port) {
        this.capabilities = capabilities;
        this.port = port;
    }

    /** Only naturally aligned 4-byte accesses exist; others are unsupported. */
    static boolean supported(long address, int size) {
        return size == Integer.BYTES && (address & (Integer.BYTES - 1)) == 0;
    }

    /** Stores the MSI, or drops it; stops with 264 or 271. */
    void store(Transaction transaction, Translation destination, int data) {
        long iova = transaction.request.iova();
        boolean bigEndianRegister = (iova & BIG_ENDIAN_REGISTER) != 0;
        if ((iova & REGISTER_OFFSET) != 0 || (bigEndianRegister && !capabilities.end)) {
            return;
        }
        int identity = bigEndianRegister ? Integer.reverseBytes(data) : data;
        if (Integer.compareUnsigned(identity, IDENTITIES) >= 0) {
            return;
        }
        setPending(transaction, destination.mrifAddress, identity);
        // [IOMMU §6] the notice follows always, whatever the enable bit says
        tag(AccessKind.NOTICE_MSI, transaction);
        check(port.write(destination.noticeAddress, Integer.BYTES, destination.noticeId, false));
    }

    private void setPending(Transaction transaction, long file, int identity) {
        long address = file + (long) PAIR_BYTES * (identity / Long.SIZE);
        long bit = 1L << (identity % Long.SIZE);
        tag(AccessKind.MRIF, transaction);
        if (capabilities.amoMrif) {
            check(port.fetchOr(address, bit));
            return;
        }
        check(port.read(address, Long.BYTES));
        long pending = port.word(0, false);
        tag(AccessKind.MRIF, transaction);
        check(port.write(address, Long.BYTES, pending | bit, false));
    }

    private void tag(AccessKind kind, Transaction transaction) {
        ImplicitAccess access = port.begin(kind, transaction.dc.rcid(), transaction.dc.mcid());
        access.deviceId = transaction.request.deviceId();
        access.gscid = transaction.gscid;
    }

    private static void check(AccessOutcome outcome) {
        if (outcome == AccessOutcome.ACCESS_FAULT) {
            throw new StopAndReport(Cause.MRIF_ACCESS_FAULT);
        }
        if (outcome == AccessOutcome.POISON) {
            throw new StopAndReport(Cause.MRIF_POISON);
        }
    }
}
