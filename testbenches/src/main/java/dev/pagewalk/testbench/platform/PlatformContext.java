package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.host.machine.HostCanary;
import dev.pagewalk.testbench.judge.protocol.AxiRule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How to build a platform. Every property has a default; setters chain. */
public final class PlatformContext {
    /** Configuration unless told otherwise. */
    public static final String DEFAULT_CONFIGURATION = "small";
    /** Seed unless told otherwise. */
    public static final long DEFAULT_SEED = 1;
    /** Most cycles per advance unless told otherwise. */
    public static final int DEFAULT_BATCH = 4096;
    /** Cycles that one call may take unless told otherwise. */
    public static final long DEFAULT_CYCLE_LIMIT = 200_000;

    /** Cycles that a whole run may take unless told otherwise. */
    public static final long DEFAULT_RUN_LIMIT = 50_000_000;

    private String configuration = DEFAULT_CONFIGURATION;
    private long seed = DEFAULT_SEED;
    private int batch = DEFAULT_BATCH;
    private long cycleLimit = DEFAULT_CYCLE_LIMIT;
    private long runLimit = DEFAULT_RUN_LIMIT;
    private HostCosts costs = HostCosts.DEFAULT;
    private Checker checker = Checker.configured();
    private boolean canaries;
    private HostCanary hostCanary;
    private Path journal;
    private Path waves;
    private final Map<String, Set<AxiRule>> waived = new TreeMap<>();
    private final Map<String, String> notes = new TreeMap<>();
    private final List<MemoryTiming> timings = new ArrayList<>();

    /** Named configuration of the IOMMU. */
    public PlatformContext configuration(String name) {
        configuration = name;
        return this;
    }

    /** Base seed of everything that is random. */
    public PlatformContext seed(long value) {
        seed = value;
        return this;
    }

    /** Most cycles per advance, 1 or more; results do not depend on it. */
    public PlatformContext batch(int cycles) {
        if (cycles < 1) {
            throw new IllegalArgumentException("batch: not positive: value=" + cycles);
        }
        batch = cycles;
        return this;
    }

    /** Cycles that one waiting call may take. */
    public PlatformContext cycleLimit(long cycles) {
        cycleLimit = cycles;
        return this;
    }

    /** Cycles that the whole run may take, so that a host that asks again and again ends as well. */
    public PlatformContext runLimit(long cycles) {
        runLimit = cycles;
        return this;
    }

    /** Cycles that host calls cost. */
    public PlatformContext costs(HostCosts value) {
        costs = value;
        return this;
    }

    /** Where the judges run, in place of what {@link Checker#PROPERTY} says. */
    public PlatformContext checker(Checker value) {
        checker = value;
        return this;
    }

    /** Takes the build of the IOMMU in which bugs can be switched on. */
    public PlatformContext withCanaries() {
        canaries = true;
        return this;
    }

    /** Plants a bug in the memory manager of the host. */
    public PlatformContext hostCanary(HostCanary bug) {
        hostCanary = bug;
        return this;
    }

    /** Writes a journal of the run. */
    public PlatformContext journal(Path file) {
        journal = file;
        return this;
    }

    /** Adds a line to the head of the journal. */
    public PlatformContext note(String key, String value) {
        notes.put(key, value);
        return this;
    }

    /** Writes waveforms of the whole run. */
    public PlatformContext waves(Path file) {
        waves = file;
        return this;
    }

    /** Keeps the protocol judge quiet about rules that the stimulus breaks on purpose on a bus. */
    public PlatformContext waive(String bus, AxiRule... rules) {
        waived.put(bus, Set.of(rules));
        return this;
    }

    /** Sets the behaviour of a memory port in place of the one that follows from the seed. */
    public PlatformContext timing(MemoryTiming timing) {
        timings.add(timing);
        return this;
    }

    /** Latency of all memory ports, without pauses and reordering. */
    public PlatformContext latency(int cycles) {
        for (MemoryPort port : MemoryPort.values()) {
            timing(new MemoryTiming(port).latency(cycles, cycles));
        }
        return this;
    }

    public String configuration() {
        return configuration;
    }

    public long seed() {
        return seed;
    }

    public int batch() {
        return batch;
    }

    public long cycleLimit() {
        return cycleLimit;
    }

    long runLimit() {
        return runLimit;
    }

    public boolean canaries() {
        return canaries;
    }

    HostCanary hostCanary() {
        return hostCanary;
    }

    Checker checker() {
        return checker;
    }

    HostCosts costs() {
        return costs;
    }

    /** The journal, or null. */
    public Path journal() {
        return journal;
    }

    Path waves() {
        return waves;
    }

    Map<String, Set<AxiRule>> waived() {
        return waived;
    }

    Map<String, String> notes() {
        return notes;
    }

    List<MemoryTiming> timings() {
        return timings;
    }
}
