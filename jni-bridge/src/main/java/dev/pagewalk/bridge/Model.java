package dev.pagewalk.bridge;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.CommandDescriptor;
import dev.pagewalk.bridge.journal.JournalException;
import dev.pagewalk.bridge.nativeapi.NativeFunctions;
import dev.pagewalk.bridge.nativeapi.NativeText;
import dev.pagewalk.bridge.record.CycleLayout;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A running model: the elaborated design with its native bus models and memory.
 *
 * <p>Belongs to the thread that opened it; {@link #submit}, {@link #advance}, {@link #peek}, {@link #waves} and
 * {@link #close} refuse any other. Records may be read by one other thread through {@link #reader()}. After a failure
 * of the design the records up to it can still be read, everything else repeats the failure.
 */
public final class Model implements AutoCloseable {
    /** Cycle after the last for a waveform window without end. */
    public static final long FOREVER = Long.MAX_VALUE;

    private static final int MAX_PEEK = 1 << 20;

    private final ModelLibrary library;
    private final NativeFunctions functions;
    private final Rings rings;
    private final RecordReader reader;
    private final CommandWriter writer;
    private final long handle;
    private Thread owner = Thread.currentThread();
    private boolean closed;

    private Model(ModelLibrary library, ModelContext context) {
        this.library = library;
        this.functions = library.functions();
        CycleLayout layout = LayoutCheck.verified(library);
        this.rings = new Rings(layout, context);
        this.reader = new RecordReader(rings, layout);
        this.writer = new CommandWriter(rings);
        this.handle = rings.open(functions, context);
    }

    /**
     * Constructs a model. It starts in reset for {@link ModelContext#resetCycles} cycles.
     *
     * @param library what to run
     * @param context how to run it
     * @return the model
     * @throws BridgeException if the library and this bridge do not fit each other, or an option is refused
     */
    public static Model open(ModelLibrary library, ModelContext context) {
        return new Model(library, context);
    }

    /**
     * The library that this model runs.
     *
     * @return the library
     */
    public ModelLibrary library() {
        return library;
    }

    /**
     * Layout of the cycle records.
     *
     * @return the layout
     */
    public CycleLayout layout() {
        return reader.layout();
    }

    /**
     * Puts a command into the command ring. When the ring is full native takes over what is there; nothing is lost.
     *
     * @param command what to do; a tag is chosen if it has none
     * @return the tag that its events carry
     * @throws BridgeException if native refuses an earlier command that had to be taken over
     */
    public int submit(Command<?> command) {
        check();
        if (!writer.hasRoom(command)) {
            call(functions.advance(handle, 0, Stop.NONE));
        }
        return writer.write(command);
    }

    /** Hands over the slots of one journal entry, for a replay. */
    void submitSlots(ByteBuffer slots, Path journal) {
        check();
        int offset = 0;
        while (offset < slots.limit()) {
            int count = CommandWriter.slotsAt(slots, offset);
            if (count < 1 || offset + count * CommandDescriptor.SLOT > slots.limit()) {
                throw new JournalException(
                        "journal refused: file=" + journal + ", command cut off: offset in entry=" + offset);
            }
            if (!writer.hasRoom(count)) {
                call(functions.advance(handle, 0, Stop.NONE));
            }
            writer.writeSlots(slots, offset, count);
            offset += count * CommandDescriptor.SLOT;
        }
    }

    /**
     * Runs until a reason to stop, or until the count is used up. Takes over all submitted commands first; they reach
     * the bus models at the current cycle. Results depend on the cycle at which a command was submitted, and not on
     * how many cycles are run per call.
     *
     * @param maxCycles most cycles to run, 0 or more
     * @param stopMask bits of {@link Stop} at which to stop early
     * @return bits of {@link Stop}: every reason that arose in the last cycle, or {@link Stop#COUNT}
     * @throws BridgeException with the native text if the design ended or failed, or a command was refused
     */
    public int advance(long maxCycles, int stopMask) {
        check();
        call(functions.advance(handle, maxCycles, stopMask));
        return rings.stopReason();
    }

    /**
     * Runs as {@link #advance} does, and reads all records as they come, so that the rings never fill up.
     *
     * @param maxCycles most cycles to run
     * @param stopMask bits of {@link Stop} at which to stop early
     * @param handler takes the records
     * @return why it stopped, never {@link Stop#RECORDS_FULL} alone
     */
    public int run(long maxCycles, int stopMask, RecordHandler handler) {
        long left = maxCycles;
        while (true) {
            int asked = advanceAndRead(left, stopMask, handler) & ~Stop.RECORDS_FULL;
            left -= rings.advanced();
            if (asked != 0 || left == 0) {
                readBacklog(handler);
                return asked != 0 ? asked : Stop.COUNT;
            }
        }
    }

    private int advanceAndRead(long cycles, int stopMask, RecordHandler handler) {
        try {
            return advance(cycles, stopMask);
        } finally {
            reader.read(handler);
        }
    }

    private void readBacklog(RecordHandler handler) {
        while (rings.backlog() != 0) {
            advanceAndRead(0, Stop.NONE, handler);
        }
    }

    /**
     * Reads what is in the rings.
     *
     * @param handler takes the records
     * @return how many records it took
     */
    public int read(RecordHandler handler) {
        return reader.read(handler);
    }

    /**
     * The reading end of the rings, for one thread at a time.
     *
     * @return the reader
     */
    public RecordReader reader() {
        return reader;
    }

    /**
     * The cycle that comes next.
     *
     * @return cycles run so far
     */
    public long cycle() {
        return rings.cycle();
    }

    /**
     * Cycles that the last {@link #advance} ran.
     *
     * @return 0 or more
     */
    public long advanced() {
        return rings.advanced();
    }

    /**
     * Hash over all pins of all cycles so far and all events, independent of batch size and run-length coding.
     *
     * @return 64 bits
     */
    public long recordHash() {
        return rings.hash();
    }

    /**
     * Commands that were taken over and are not complete.
     *
     * @return 0 if every initiator is done
     */
    public long outstanding() {
        return rings.outstanding();
    }

    /**
     * Reads memory for a report; judges read records, never memory.
     *
     * @param address first byte
     * @param length bytes, at most 1 MiB
     * @return the bytes; memory that was never written reads zero
     */
    public byte[] peek(long address, int length) {
        check();
        if (length < 1 || length > MAX_PEEK) {
            throw new IllegalArgumentException("peek bytes: not in 1.." + MAX_PEEK + ": value=" + length);
        }
        Memory memory = new Memory(length);
        call(functions.peek(handle, address, memory, length));
        return memory.getByteArray(0, length);
    }

    /**
     * Writes a window of cycles to an FST file. Several windows follow one another, each with its own file.
     *
     * @param file file to write
     * @param from first cycle, not before the current one
     * @param to cycle after the last, or {@link #FOREVER}
     * @throws BridgeException if the library has no waveforms or the file cannot be written
     */
    public void waves(Path file, long from, long to) {
        check();
        Memory path = NativeText.of(file.toString());
        try {
            call(functions.wave(handle, path, from, to));
        } finally {
            Reference.reachabilityFence(path);
        }
    }

    /**
     * Times that the state of the design was written to a waveform: two per cycle of a window, and none outside, where
     * no code of the waveform writer runs.
     *
     * @return 0 or more
     */
    public long waveDumps() {
        return rings.waveDumps();
    }

    /** Ends the open waveform window and drops those that have not begun. */
    public void stopWaves() {
        check();
        call(functions.wave(handle, Pointer.NULL, 0, 0));
    }

    /**
     * Hands the model to another thread; the owner calls it, and the new owner must see the model only afterwards.
     *
     * @param thread the new owner
     */
    public void handOver(Thread thread) {
        check();
        owner = thread;
    }

    /**
     * Takes the model over for the calling thread. The caller makes sure that the earlier owner is done with it and
     * that this thread sees what it did, for example because the model came through a queue.
     */
    public void adopt() {
        owner = Thread.currentThread();
        check();
    }

    private void check() {
        if (Thread.currentThread() != owner) {
            throw new BridgeException(
                    BridgeStatus.THREAD,
                    "model belongs to another thread: owner=" + owner.getName() + ", caller="
                            + Thread.currentThread().getName());
        }
        if (closed) {
            throw new BridgeException(
                    BridgeStatus.STATE,
                    "model is closed: module=" + library.ports().module());
        }
    }

    private void call(int status) {
        try {
            if (status != BridgeStatus.OK.code()) {
                throw rings.failure(functions, handle, status);
            }
        } finally {
            // native code used the rings during the call, and nothing else need keep them
            Reference.reachabilityFence(rings);
        }
    }

    /** Destroys the model; its journal is complete afterwards. A second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        check();
        closed = true;
        call(functions.close(handle));
    }
}
