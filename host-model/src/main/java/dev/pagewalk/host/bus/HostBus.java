package dev.pagewalk.host.bus;

/**
 * The only way from the host model to hardware.
 *
 * <p>One host CPU is behind it. Every call costs host cycles. {@code store} and {@code mmioWrite} are posted and leave
 * through different ports: a doorbell can overtake a table store, so a driver needs {@link #barrier()} between them.
 * All values are little endian; addresses are naturally aligned. Not thread safe.
 */
public interface HostBus {

    /** Smallest unit in which block transfers are handed to {@link #store}. */
    int WORD_BYTES = 8;

    /**
     * Posts a store; stores of this host take effect in program order.
     *
     * @param physicalAddress naturally aligned address in simulated memory
     * @param bytes 1, 2, 4 or 8
     * @param value the low {@code bytes} bytes are stored
     */
    void store(long physicalAddress, int bytes, long value);

    /** Loads {@code bytes} (1, 2, 4 or 8), zero extended; blocks until done and sees every earlier own store. */
    long load(long physicalAddress, int bytes);

    /** Reads a register of the IOMMU (4 or 8 bytes); blocks until the answer is there. */
    long mmioRead(int offset, int bytes);

    /** Posts a register write (4 or 8 bytes); ordered after earlier register accesses only, not after stores. */
    void mmioWrite(int offset, int bytes, long value);

    /** Returns when every earlier store and register write of this host has taken effect. */
    void barrier();

    /** Lets time pass until the level of an interrupt wire is 1; false when {@code maxCycles} went by first. */
    boolean await(int interrupt, long maxCycles);

    /** Cycles since reset, for limits and reports. */
    long cycle();

    /** Stores a block; {@code physicalAddress} and the length are multiples of 8. A platform may use bursts. */
    default void storeBlock(long physicalAddress, byte[] data) {
        LittleEndian.requireWords("storeBlock", physicalAddress, data.length);
        for (int offset = 0; offset < data.length; offset += WORD_BYTES) {
            store(physicalAddress + offset, WORD_BYTES, LittleEndian.read(data, offset, WORD_BYTES));
        }
    }

    /** Loads a block; {@code physicalAddress} and the length are multiples of 8. A platform may use bursts. */
    default byte[] loadBlock(long physicalAddress, int bytes) {
        LittleEndian.requireWords("loadBlock", physicalAddress, bytes);
        byte[] data = new byte[bytes];
        for (int offset = 0; offset < bytes; offset += WORD_BYTES) {
            LittleEndian.write(data, offset, WORD_BYTES, load(physicalAddress + offset, WORD_BYTES));
        }
        return data;
    }
}
