package dev.pagewalk.host.bus;

/**
 * One call that a {@link FakeHostBus} recorded.
 *
 * @param cycle cycle at which it was issued
 * @param address physical address, register offset or interrupt number
 * @param bytes access size, 0 where none applies
 * @param value value stored or loaded, or the limit of an await
 */
public record BusOperation(long cycle, Kind kind, long address, int bytes, long value) {

    /** What was asked. */
    public enum Kind {
        STORE,
        LOAD,
        MMIO_READ,
        MMIO_WRITE,
        BARRIER,
        AWAIT
    }

    @Override
    public String toString() {
        return "%d %s address=0x%x bytes=%d value=0x%x".formatted(cycle, kind, address, bytes, value);
    }
}
