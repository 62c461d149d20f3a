package dev.pagewalk.testbench.judge.stream;

/** One event written by hand. */
public record HandMadeEvent(
        long cycle,
        EventKind kind,
        MemoryPort port,
        long address,
        long data,
        int strobe,
        int id,
        int beat,
        boolean isOkay)
        implements EventView {

    public static HandMadeEvent write(long cycle, MemoryPort port, long address, long data) {
        return new HandMadeEvent(cycle, EventKind.MEMORY_WRITE, port, address, data, 0xff, 0, 0, true);
    }

    public static HandMadeEvent read(long cycle, MemoryPort port, long address, long data) {
        return new HandMadeEvent(cycle, EventKind.MEMORY_READ, port, address, data, 0, 0, 0, true);
    }

    public HandMadeEvent withStrobe(int lanes) {
        return new HandMadeEvent(cycle, kind, port, address, data, lanes, id, beat, isOkay);
    }

    /** The same, answered with an error. */
    public HandMadeEvent failed() {
        return new HandMadeEvent(cycle, kind, port, address, data, strobe, id, beat, false);
    }

    public HandMadeEvent withBeat(int withId, int withBeat) {
        return new HandMadeEvent(cycle, kind, port, address, data, strobe, withId, withBeat, isOkay);
    }
}
