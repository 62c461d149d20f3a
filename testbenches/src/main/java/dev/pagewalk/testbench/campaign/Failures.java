package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.bridge.command.MemoryFault;
import dev.pagewalk.bridge.record.MemoryPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Memory that fails: tables, queues, what fences and messages write to, and data of devices, by an error or by corrupt
 * data, for a few accesses or until it heals.
 */
final class Failures {
    private static final MemoryFault.Kind[] KINDS = {
        MemoryFault.Kind.DECERR, MemoryFault.Kind.SLVERR, MemoryFault.Kind.POISON
    };
    private static final int MOST_ACCESSES = 6;
    private static final int LONGEST = 3000;

    private final Bench bench;
    private final Random random;
    private final Counts counts;
    private final List<Long> words = new ArrayList<>();

    Failures(Bench bench, World world, Random random, Counts counts) {
        this.bench = bench;
        this.random = random;
        this.counts = counts;
        world.image().forEach((address, value) -> words.add(address));
    }

    /** Lets something fail. */
    void step() {
        switch (random.nextInt(10)) {
            case 0 -> queue("command queue", Layout.COMMANDS, QueueRegisters.COMMAND_BYTES);
            case 1 -> queue("fault queue", Layout.FAULTS, QueueRegisters.FAULT_RECORD_BYTES);
            case 2 -> queue("fences", Layout.FENCES, Integer.BYTES);
            case 3 -> queue("messages", Layout.MESSAGES, Long.BYTES);
            case 4, 5 -> data();
            case 6 -> page(word() & -Image.PAGE);
            default -> limited("table word", MemoryPort.PTW, word(), Long.BYTES);
        }
    }

    private long word() {
        return words.get(random.nextInt(words.size()));
    }

    /** Software has to notice and start a queue again, so these fail seldom and once. */
    private void queue(String what, long start, int bytes) {
        counts.add("failure", what);
        bench.post(fault(MemoryPort.PTW, start, (long) Layout.ENTRIES * bytes).times(1));
    }

    private void data() {
        limited(
                "data page",
                MemoryPort.MEM,
                Entries.DATA + (long) random.nextInt(Place.SMALL) * Image.PAGE,
                Image.PAGE);
    }

    private void limited(String what, MemoryPort port, long start, long bytes) {
        counts.add("failure", what);
        bench.post(fault(port, start, bytes).times(1 + random.nextInt(MOST_ACCESSES)));
    }

    /** A page of tables that is out of reach for a while. */
    private void page(long start) {
        counts.add("failure", "table page");
        bench.post(fault(MemoryPort.PTW, start, Image.PAGE));
        bench.post(new MemoryFault(MemoryFault.Kind.HEAL, start, Image.PAGE)
                .earliest(bench.cycle() + random.nextInt(LONGEST)));
    }

    private MemoryFault fault(MemoryPort port, long start, long bytes) {
        MemoryFault fault = new MemoryFault(KINDS[random.nextInt(KINDS.length)], start, bytes).ports(Set.of(port));
        return switch (random.nextInt(3)) {
            case 0 -> fault.readsOnly();
            case 1 -> fault.writesOnly();
            default -> fault;
        };
    }
}
