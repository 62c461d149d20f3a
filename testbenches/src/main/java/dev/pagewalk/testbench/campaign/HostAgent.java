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
 * A host that changes tables at random moments. A round is: a few stores to entries and contexts, commands that remove
 * what caches may hold of them (in any scope that covers it, everything, or none), a fence, and reading the head until
 * the fence is behind it. A command queue that has stopped is started again.
 *
 * <pre>
 *   REST ──► stores, commands ──► BARRIER ──► tail ──► HEAD ──► FAULTS ──► PAGES ──► REST
 *                                                      │  ▲
 *                                                      ▼  │
 *                                                     ERRORS
 * </pre>
 */
final class HostAgent {
    /** Rounds between those that remove everything, so that few versions of an entry are permitted at once. */
    private static final int FLUSH_EVERY = 3;

    private static final int MOST_STORES = 3;
    private static final int MOST_MESSAGES = 2;
    private static final long PATIENCE = 200_000;
    private static final int WORD = Integer.BYTES;
    private static final int READS_BEFORE_DOUBT = 8;
    private static final long COMMAND_ERRORS = QueueRegisters.MEMORY_FAULT.mask()
            | QueueRegisters.COMMAND_TIMEOUT.mask()
            | QueueRegisters.COMMAND_ILLEGAL.mask();
    private static final long RECORD_ERRORS = QueueRegisters.MEMORY_FAULT.mask() | QueueRegisters.OVERFLOW.mask();
    private static final long ALL_PENDING = 0xf;

    private enum State {
        REST,
        BARRIER,
        HEAD,
        ERRORS,
        FAULTS,
        PAGES
    }

    private final Bench bench;
    private final World world;
    private final Random random;
    private final DebugTranslations debug;
    private final DirectorySwitch directory;
    private final Failures failures;
    private final Commands commands;
    /** Null where there is no message port. */
    private final DeviceMessages messages;

    private final Counts counts;
    private final int restCycles;
    private final boolean quiet;
    private final int failing;
    private State state = State.REST;
    private long until;
    private int awaited;
    private int headReads;
    private int rounds;
    private int sinceFlush;

    /**
     * A host; a {@code quiet} one removes what is cached and empties the fault queue, but leaves tables alone, while its
     * memory may fail.
     */
    HostAgent(Bench bench, World world, DeviceMessages messages, long seed, boolean quiet, Counts counts) {
        this.messages = messages;
        this.quiet = quiet;
        this.bench = bench;
        this.world = world;
        this.counts = counts;
        random = new Random(seed);
        commands = new Commands(bench, world, counts);
        debug = new DebugTranslations(bench, world.requesters(), random);
        directory = new DirectorySwitch(bench, world, random, counts);
        failures = new Failures(bench, world, random, counts);
        restCycles = 200 << random.nextInt(5);
        // memory fails in hostile campaigns, in half of the seeds
        failing = !quiet || random.nextBoolean() ? 0 : 2 + random.nextInt(30);
        until = bench.cycle() + restCycles;
    }

    /** Goes on where something that it waited for has happened; {@code more} lets it start another round. */
    void step(boolean more) {
        directory.step();
        debug.step();
        if (messages != null) {
            messages.step();
        }
        if (state == State.REST) {
            if (more && bench.cycle() >= until) {
                change();
            }
        } else if (bench.isComplete(awaited)) {
            answered(bench.take(awaited));
        } else if (bench.cycle() > until + PATIENCE) {
            throw new IllegalStateException(
                    "host waits too long: state=" + state + ", since=" + until + ", tail=" + commands.tail());
        }
    }

    private void answered(long value) {
        switch (state) {
            case BARRIER -> {
                bench.post(new MmioWrite(Register.CQT.offset(), WORD, commands.tail()));
                headReads = 0;
                read(Register.CQH, State.HEAD);
            }
            case HEAD -> afterHead(value);
            case ERRORS -> {
                restart(value);
                read(Register.CQH, State.HEAD);
            }
            case FAULTS -> emptyFaultQueue(value);
            case PAGES -> emptyPageQueue(value);
            default -> throw new IllegalStateException("nothing was asked for: state=" + state);
        }
    }

    private void read(Register register, State next) {
        awaited = bench.submit(new MmioRead(register.offset(), WORD));
        state = next;
    }

    boolean isResting() {
        return state == State.REST && directory.isHeld();
    }

    int rounds() {
        return rounds;
    }

    private void change() {
        rounds++;
        until = bench.cycle();
        List<Change> changed = new ArrayList<>();
        for (int i = quiet ? 0 : random.nextInt(MOST_STORES + 1); i > 0; i--) {
            Change change = world.changes().get(random.nextInt(world.changes().size()));
            if (isFarReaching(change)) {
                // many walks read it, and any mix of its versions is permitted: one at a time, and removed at once
                if (sinceFlush >= FLUSH_EVERY) {
                    continue;
                }
                sinceFlush = FLUSH_EVERY;
            }
            changed.add(change);
            long earliest = bench.cycle() + random.nextInt(100);
            for (HostStore store : change.stores()) {
                bench.post(store.earliest(earliest));
            }
        }
        disturb();
        if (++sinceFlush >= FLUSH_EVERY || random.nextInt(5) == 0) {
            sinceFlush = 0;
            commands.removeEverything();
        } else if (random.nextInt(8) > 0) {
            changed.forEach(change -> commands.remove(change, random));
        }
        for (int i = messages == null ? 0 : random.nextInt(MOST_MESSAGES + 1); i > 0; i--) {
            long[] command = messages.command();
            commands.add(command[0], command[1]);
        }
        commands.fence(random.nextBoolean(), random.nextBoolean(), random.nextInt(4) == 0);
        awaited = bench.submit(new HostBarrier());
        state = State.BARRIER;
    }

    private static boolean isFarReaching(Change change) {
        return change instanceof Context || change.isPointer();
    }

    /** What is no change of tables. */
    private void disturb() {
        if (random.nextInt(20) == 0) {
            Timings.draw(random).forEach(bench::post);
        }
        if (world.shape().has(Feature.DEBUG_TRANSLATION) && random.nextInt(3) == 0) {
            debug.start();
        }
        if (random.nextInt(100) < failing) {
            failures.step();
        }
        if (!quiet && random.nextInt(25) == 0) {
            directory.leave();
        }
        if (random.nextInt(3) == 0) {
            bench.post(new MmioWrite(Register.IPSR.offset(), WORD, ALL_PENDING));
        }
    }

    private void afterHead(long head) {
        if (head == commands.tail()) {
            if (random.nextInt(6) == 0) {
                // records pile up, and some find the queue full
                rest();
            } else {
                read(Register.FQT, State.FAULTS);
            }
        } else if (++headReads % READS_BEFORE_DOUBT == 0) {
            read(Register.CQCSR, State.ERRORS);
        } else {
            read(Register.CQH, State.HEAD);
        }
    }

    /** Starts a queue again that an error has stopped. */
    private void restart(long control) {
        long errors = control & COMMAND_ERRORS;
        if (errors != 0) {
            counts.add("queue stopped", "commands");
            bench.post(new MmioWrite(Register.CQCSR.offset(), WORD, Layout.ON | errors));
        }
    }

    private void emptyFaultQueue(long tail) {
        bench.post(new MmioWrite(Register.FQH.offset(), WORD, tail));
        bench.post(new MmioWrite(Register.FQCSR.offset(), WORD, Layout.ON | RECORD_ERRORS));
        if (messages == null || random.nextInt(4) == 0) {
            rest();
        } else {
            read(Register.PQT, State.PAGES);
        }
    }

    private void emptyPageQueue(long tail) {
        bench.post(new MmioWrite(Register.PQH.offset(), WORD, tail));
        bench.post(new MmioWrite(Register.PQCSR.offset(), WORD, Layout.ON | RECORD_ERRORS));
        rest();
    }

    private void rest() {
        state = State.REST;
        until = bench.cycle() + random.nextInt(restCycles);
    }
}
