package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceRequest;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.HostBarrier;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.command.Reset;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Seeds;

import java.util.List;
import java.util.Random;

/** Races on the whole design: something happens a given number of cycles after a walk began, caches being cold. */
final class Races implements AutoCloseable {
    private static final int WORD = Integer.BYTES;
    private static final int LEAD = 8;
    private static final int RESET_CYCLES = 3;
    private static final int SILENT_CYCLES = 150;
    private static final int MOST_POLLS = 1000;

    private final World world;
    private final Random random;
    private final Bench bench;
    private final Commands commands;

    /**
     * A world of a seed, with memory of this latency; {@code canary} is a bug of a canary build, or 0; {@code met} gets
     * what the walks meet.
     */
    Races(ModelLibrary library, String configuration, long seed, int latency, int canary, Counts met) {
        Seeds seeds = new Seeds(seed);
        random = new Random(seeds.of("races"));
        Shape shape = Shape.of(NamedConfiguration.of(configuration).parameters(), new Random(seeds.of("shape")));
        world = new World(shape, seeds, false);
        bench = new Bench(library, new ModelContext().seed(seed));
        commands = new Commands(bench, world, met);
        bench.observe(new Census(CycleLayout.of(library.ports()), world.image(), shape, met));
        if (canary != 0) {
            bench.post(new RtlCanary(canary));
        }
        for (MemoryPort port : MemoryPort.values()) {
            bench.post(new MemoryTiming(port).latency(latency, latency));
        }
        bench.poke(world.image());
        bench.run(ModelContext.DEFAULT_RESET_CYCLES + 2);
        Setup.configure(bench, world, random);
    }

    int requesters() {
        return world.requesters().size();
    }

    /** An entry changes and is removed while a walk may be reading it; afterwards only the new value counts. */
    void invalidation(int who, int offset) {
        long page = cold(who);
        Change change = touched(page);
        commands.remove(change, random);
        commands.fence(true, true, false);
        bench.await(new HostBarrier());
        long start = bench.cycle() + LEAD;
        bench.post(read(who, page, 0).earliest(start));
        store(change, start + Math.max(0, offset - LEAD));
        bench.post(new MmioWrite(Register.CQT.offset(), WORD, commands.tail()).earliest(start + offset));
        awaitHead();
        bench.post(read(who, page, 1));
        bench.runUntilIdle();
    }

    /** Two walks for one page, and a write to it. */
    void twoWalks(int who, int offset) {
        long page = cold(who);
        long start = bench.cycle() + LEAD;
        bench.post(read(who, page, 0).earliest(start));
        bench.post(write(who, page, 2).earliest(start + offset / 2));
        bench.post(read(who, page, 1).earliest(start + offset));
        bench.runUntilIdle();
    }

    /** The host stores to an entry whose A and D bits a walk may be setting: mostly to the leaf of the page itself. */
    void update(int who, int offset) {
        long page = anyPage(who);
        Change change = touched(page);
        if (change instanceof Slot slot) {
            bench.post(slot.store(Races::mayBeUpdated));
        }
        cold(who);
        long start = bench.cycle() + LEAD;
        bench.post(write(who, page, 0).earliest(start));
        store(change, start + offset);
        bench.runUntilIdle();
    }

    private static boolean mayBeUpdated(long entry) {
        return PageTableEntry.V.isSet(entry) && PageTableEntry.W.isSet(entry) && !PageTableEntry.D.isSet(entry);
    }

    /** The directory goes off and on again under traffic. */
    void directory(int who, int offset) {
        long page = cold(who);
        long start = bench.cycle() + LEAD;
        for (int other = 0; other < requesters(); other++) {
            bench.post(read(other, anyPage(other), other).earliest(start));
            bench.post(write(who, page, other).earliest(start + offset / 2));
        }
        bench.post(new MmioWrite(Register.DDTP.offset(), Long.BYTES, DirectoryMode.OFF.encoding())
                .earliest(start + offset));
        Setup.directory(bench, DirectoryMode.OFF.encoding());
        bench.post(read(who, page, 0));
        Setup.directory(bench, world.directory());
        bench.post(read(who, page, 1));
        bench.runUntilIdle();
    }

    /** A reset: nothing of what was under way is seen on a bus after it. */
    void reset(int who, int offset) {
        bench.expectResets();
        long page = cold(who);
        long start = bench.cycle() + LEAD;
        bench.post(read(who, page, 0).earliest(start));
        bench.post(write(who, page, 1).earliest(start));
        bench.post(new Reset(RESET_CYCLES).flushing().earliest(start + offset));
        bench.run(LEAD + offset + RESET_CYCLES + SILENT_CYCLES);
        require("silence after a reset", bench.lastActivity() <= start + offset + 1);
        commands.reset();
        Setup.configure(bench, world, random);
    }

    /** The judges close their books. */
    void finish() {
        bench.finish();
    }

    /** Empties every cache; answers a page of somebody. */
    private long cold(int who) {
        bench.runUntilIdle();
        commands.removeEverything();
        commands.fence(true, true, false);
        bench.await(new HostBarrier());
        bench.await(new MmioWrite(Register.CQT.offset(), WORD, commands.tail()));
        awaitHead();
        long records = bench.await(new MmioRead(Register.FQT.offset(), WORD));
        bench.await(new MmioWrite(Register.FQH.offset(), WORD, records));
        return anyPage(who);
    }

    private void awaitHead() {
        int polls = 0;
        while (bench.await(new MmioRead(Register.CQH.offset(), WORD)) != commands.tail()) {
            require("the head reaches the tail", ++polls < MOST_POLLS);
        }
    }

    private void store(Change change, long earliest) {
        for (HostStore store : change.stores()) {
            bench.post(store.earliest(earliest));
        }
    }

    /** Mostly an entry of the page that a request names, in whatever stage. */
    private Change touched(long page) {
        List<Change> leaves = world.changes().stream()
                .filter(change -> change.page() == page && !change.isPointer())
                .toList();
        boolean other = leaves.isEmpty() || random.nextInt(4) == 0;
        return other ? anyChange() : leaves.get(random.nextInt(leaves.size()));
    }

    private void require(String what, boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a race failed: expected=" + what + ", cycle=" + bench.cycle());
        }
    }

    private Change anyChange() {
        List<Change> changes = world.changes();
        return changes.get(random.nextInt(changes.size()));
    }

    private long anyPage(int who) {
        List<Long> pages = world.requesters().get(who).addresses();
        return pages.get(random.nextInt(pages.size()));
    }

    private DeviceRead read(int who, long page, int id) {
        return shaped(new DeviceRead(page, 1), who, id);
    }

    private DeviceWrite write(int who, long page, int id) {
        return shaped(new DeviceWrite(page, random.nextLong()), who, id);
    }

    private <T extends DeviceRequest<T>> T shaped(T request, int who, int id) {
        return request.user(world.requesters().get(who).user()).id(id & 15);
    }

    @Override
    public void close() {
        bench.close();
    }
}
