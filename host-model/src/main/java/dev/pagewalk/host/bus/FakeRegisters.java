package dev.pagewalk.host.bus;

/** A register block that plugs into {@link FakeHostBus} in place of the hardware. */
public interface FakeRegisters {

    /** Reads as zero, ignores writes, never interrupts. */
    FakeRegisters NONE = new FakeRegisters() {
        @Override
        public long read(int offset, int bytes) {
            return 0;
        }

        @Override
        public void write(int offset, int bytes, long value) {}
    };

    /** Answers a register read of 4 or 8 bytes. */
    long read(int offset, int bytes);

    /** Takes a register write of 4 or 8 bytes, at the moment it takes effect. */
    void write(int offset, int bytes, long value);

    /** Level of an interrupt wire. */
    default boolean interrupt(int wire) {
        return false;
    }

    /** Called once per cycle. */
    default void tick(long cycle) {}
}
