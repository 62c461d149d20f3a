package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;

import java.util.Random;

/**
 * Takes the directory away under traffic, for no translation at all or for none that is refused, and brings it back.
 *
 * <pre>
 *   HELD ──► write Off or Bare, busy ──► AWAY for a while ──► write the directory, busy ──► HELD
 * </pre>
 */
final class DirectorySwitch {
    private static final int LONGEST = 400;

    private enum State {
        HELD,
        LEAVING,
        AWAY,
        RETURNING
    }

    private final Bench bench;
    private final World world;
    private final Random random;
    private final Counts counts;
    private State state = State.HELD;
    private long until;
    private int poll;

    DirectorySwitch(Bench bench, World world, Random random, Counts counts) {
        this.bench = bench;
        this.world = world;
        this.random = random;
        this.counts = counts;
    }

    boolean isHeld() {
        return state == State.HELD;
    }

    /** Begins to take it away. */
    void leave() {
        if (state == State.HELD) {
            DirectoryMode mode = random.nextBoolean() ? DirectoryMode.OFF : DirectoryMode.BARE;
            counts.add("directory", mode.name());
            write(mode.encoding(), State.LEAVING);
        }
    }

    /** Goes on where hardware is ready. */
    void step() {
        if (state == State.AWAY && bench.cycle() >= until) {
            write(world.directory(), State.RETURNING);
        } else if ((state == State.LEAVING || state == State.RETURNING) && bench.isComplete(poll)) {
            if (DirectoryPointer.BUSY.isSet(bench.take(poll))) {
                read();
            } else {
                state = state == State.LEAVING ? State.AWAY : State.HELD;
                until = bench.cycle() + random.nextInt(LONGEST);
            }
        }
    }

    private void write(long value, State next) {
        bench.post(new MmioWrite(Register.DDTP.offset(), Long.BYTES, value));
        state = next;
        read();
    }

    private void read() {
        poll = bench.submit(new MmioRead(Register.DDTP.offset(), Long.BYTES));
    }
}
