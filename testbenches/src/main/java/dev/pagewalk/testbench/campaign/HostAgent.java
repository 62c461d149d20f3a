package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.command.HostBarrier;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.hdl.rtl.config.Feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A host that changes tables at random moments. A round is: a few stores to entries, commands that remove what caches
 * may hold of them (narrow, everything, or none), a fence, and reading the head until the fence is behind it.
 *
 * <pre>
 *   REST ──► stores, commands ──► BARRIER ──► tail ──► HEAD ──► fault queue ──► REST
 * </pre>
 */
final class HostAgent {
    /** Rounds between those that remove everything, so that few versions of an entry are permitted at once. */
    private static final int FLUSH_EVERY = 3;

    private static final int MOST_STORES = 3;
    private static final long PATIENCE = 200_000;
    private static final int WORD = Integer.BYTES;

    private enum State {
        REST,
        BARRIER,
        HEAD,
        FAULTS
    }

    private final Bench bench;
    private final World world;
    private final Random random;
    private final DebugTranslations debug;
    private final Commands commands;
    private final int restCycles;
    private final boolean quiet;
    private State state = State.REST;
    private long until;
    private int awaited;
    private int rounds;
    private int sinceFlush;

    /** A host; a {@code quiet} one removes what is cached and empties the fault queue, but leaves tables alone. */
    HostAgent(Bench bench, World world, long seed, boolean quiet) {
        this.quiet = quiet;
        this.bench = bench;
        this.world = world;
        random = new Random(seed);
        commands = new Commands(bench, world);
        debug = new DebugTranslations(bench, world.requesters(), random);
        restCycles = 200 << random.nextInt(5);
        until = bench.cycle() + restCycles;
    }

    /** Goes on where something that it waited for has happened; {@code more} lets it start another round. */
    void step(boolean more) {
        switch (state) {
            case REST -> {
                if (more && bench.cycle() >= until) {
                    change();
                }
            }
            case BARRIER -> {
                if (bench.isComplete(awaited)) {
                    bench.take(awaited);
                    bench.post(new MmioWrite(Register.CQT.offset(), WORD, commands.tail()));
                    readHead();
                }
            }
            case HEAD -> {
                if (bench.isComplete(awaited)) {
                    afterHead();
                }
            }
            case FAULTS -> {
                if (bench.isComplete(awaited)) {
                    emptyFaultQueue();
                }
            }
        }
        if (state != State.REST && bench.cycle() > until + PATIENCE) {
            throw new IllegalStateException(
                    "host waits too long: state=" + state + ", since=" + until + ", tail=" + commands.tail());
        }
    }

    boolean isResting() {
        return state == State.REST;
    }

    int rounds() {
        return rounds;
    }

    private void change() {
        rounds++;
        until = bench.cycle();
        List<Slot> changed = new ArrayList<>();
        for (int i = quiet ? 0 : random.nextInt(MOST_STORES + 1); i > 0; i--) {
            Slot slot = world.slots().get(random.nextInt(world.slots().size()));
            changed.add(slot);
            bench.post(new HostStore(slot.address(), slot.bytes(), slot.draw())
                    .earliest(bench.cycle() + random.nextInt(100)));
        }
        if (random.nextInt(20) == 0) {
            Timings.draw(random).forEach(bench::post);
        }
        if (world.shape().has(Feature.DEBUG_TRANSLATION) && random.nextInt(3) == 0) {
            debug.step();
        }
        if (++sinceFlush >= FLUSH_EVERY || random.nextInt(5) == 0) {
            sinceFlush = 0;
            commands.removeEverything();
        } else if (random.nextInt(8) > 0) {
            changed.forEach(slot -> commands.remove(slot, random.nextInt(4) > 0));
        }
        commands.fence(random.nextBoolean(), random.nextBoolean());
        awaited = bench.submit(new HostBarrier());
        state = State.BARRIER;
    }

    private void readHead() {
        awaited = bench.submit(new MmioRead(Register.CQH.offset(), WORD));
        state = State.HEAD;
    }

    private void afterHead() {
        if (bench.take(awaited) != commands.tail()) {
            readHead();
            return;
        }
        awaited = bench.submit(new MmioRead(Register.FQT.offset(), WORD));
        state = State.FAULTS;
    }

    private void emptyFaultQueue() {
        bench.post(new MmioWrite(Register.FQH.offset(), WORD, bench.take(awaited)));
        bench.post(new MmioWrite(Register.FQCSR.offset(), WORD, Layout.ON | QueueRegisters.OVERFLOW.mask()));
        state = State.REST;
        until = bench.cycle() + random.nextInt(restCycles);
    }
}
