package dev.pagewalk.hdl.rtl.walk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the walk bench reported. */
public final class WalkLog {
    /** Cycle and slot of each request's acceptance. */
    public final Map<Integer, Accepted> accepted = new HashMap<>();

    public final Map<Integer, Answer> answers = new HashMap<>();
    public final List<Access> reads = new ArrayList<>();
    public final List<Access> writes = new ArrayList<>();
    /** Doublewords that the engine has changed. */
    public final Map<Long, Long> values = new HashMap<>();

    public final List<Long> fenceStarts = new ArrayList<>();
    public final List<Long> fenceEnds = new ArrayList<>();
    public final List<Long> invalidations = new ArrayList<>();

    /** The doublewords that the engine has changed since the mark before, by the number of a mark. */
    public final Map<Integer, Map<Long, Long>> marks = new HashMap<>();

    private final Map<Long, Long> recent = new HashMap<>();

    /** Reads reports; a line that reports an error of the engine fails. */
    public WalkLog(List<String> lines) {
        for (String line : lines) {
            assertThat(line).doesNotStartWith("error");
            read(line.split(" "));
        }
    }

    private void read(String[] f) {
        switch (f[0]) {
            case "accepted" -> accepted.put(
                    Integer.valueOf(f[1]), new Accepted(Long.parseLong(f[2]), Integer.parseInt(f[3])));
            case "answer" -> answers.put(Integer.valueOf(f[1]), Answer.of(f));
            case "read" -> reads.add(
                    new Access(Long.parseLong(f[1]), Long.parseUnsignedLong(f[2], 16), Integer.parseInt(f[3]), true));
            case "write" -> writes.add(new Access(
                    Long.parseLong(f[1]), Long.parseUnsignedLong(f[2], 16), Integer.parseInt(f[3]), f[4].equals("1")));
            case "value" -> value(Long.parseUnsignedLong(f[1], 16), Long.parseUnsignedLong(f[2], 16));
            case "fencing" -> fenceStarts.add(Long.valueOf(f[1]));
            case "fence" -> fenceEnds.add(Long.valueOf(f[1]));
            case "mark" -> mark(Integer.parseInt(f[1]));
            case "invalidated" -> invalidations.add(Long.valueOf(f[1]));
            default -> throw new IllegalStateException("unknown report: " + String.join(" ", f));
        }
    }

    private void value(long address, long value) {
        values.put(address, value);
        recent.put(address, value);
    }

    private void mark(int number) {
        marks.put(number, Map.copyOf(recent));
        recent.clear();
    }

    /** Cycles from the acceptance of a request to its answer. */
    public long cycles(int request) {
        return answers.get(request).cycle - accepted.get(request).cycle;
    }

    /**
     * A request was accepted.
     *
     * @param cycle of the handshake
     * @param slot that serves it
     */
    public record Accepted(long cycle, int slot) {}

    /**
     * A memory access.
     *
     * @param cycle of its address
     * @param address of the first byte
     * @param id of the walk
     * @param okay an exclusive write took place
     */
    public record Access(long cycle, long address, int id, boolean okay) {}

    /** A walk's result; see the bundle of that name. */
    public record Answer(
            long cycle,
            boolean retry,
            boolean fault,
            int cause,
            long iotval2,
            boolean dropRecord,
            boolean install,
            long page,
            int sizeLog2,
            boolean readable,
            boolean writable,
            boolean executable,
            int memoryType,
            int reads,
            int source,
            boolean global,
            boolean mrif,
            long mrifAddress,
            long notice,
            int noticeId,
            boolean untranslatedOnly,
            boolean cxlIo,
            boolean unchanged) {
        private static Answer of(String[] f) {
            return new Answer(
                    Long.parseLong(f[2]),
                    f[3].equals("1"),
                    f[4].equals("1"),
                    Integer.parseInt(f[5]),
                    Long.parseUnsignedLong(f[6], 16),
                    f[7].equals("1"),
                    f[8].equals("1"),
                    Long.parseUnsignedLong(f[9], 16),
                    Integer.parseInt(f[10]),
                    f[11].equals("1"),
                    f[12].equals("1"),
                    f[13].equals("1"),
                    Integer.parseInt(f[14]),
                    Integer.parseInt(f[15]),
                    Integer.parseInt(f[16]),
                    f[19].equals("1"),
                    f[20].equals("1"),
                    Long.parseUnsignedLong(f[21], 16),
                    Long.parseUnsignedLong(f[22], 16),
                    Integer.parseInt(f[23], 16),
                    f[24].equals("1"),
                    f[25].equals("1"),
                    f[26].equals("1"));
        }

        /** The physical page, or the cause of the fault, or retry: for comparisons in one expression. */
        public String outcome() {
            return retry ? "retry" : fault ? "cause " + cause : "page " + Long.toHexString(page);
        }
    }
}
