package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.testbench.platform.Seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes an interleaving from a seed: first every device gets a domain and some buffers, then anything may happen. */
public final class InterleavingGenerator {
    static final int SLOTS = 6;
    static final int MOST_PAGES = 6;

    private static final int WORDS_PER_PAGE = 512;
    private static final int MOST_WORDS = 48;
    private static final int SHORT = 40;
    private static final int LONG = 700;
    private static final int AXI_IDS = 16;
    private static final int MOST_LATENCY = 60;
    private static final int HUNDRED = 100;

    private static final Interleaving.Stage[] STAGES = Interleaving.Stage.values();

    private final Random random;
    private final long seed;
    private final Interleaving.Stage stage;
    private final int domains;
    private final int devices;
    /** Pages of each mapped slot, by domain. */
    private final List<Map<Integer, Integer>> mapped = new ArrayList<>();

    private final Map<Integer, Integer> attached = new TreeMap<>();
    /** The slot that was unmapped last: what caches still hold of it shows only when a device asks. */
    private int lastUnmapped;

    /** A generator whose stage, numbers of domains and of devices follow from the seed. */
    public InterleavingGenerator(long seed) {
        this(seed, STAGES[new Random(new Seeds(seed).of("interleaving.stage")).nextInt(STAGES.length)]);
    }

    /** The same for a given stage. */
    public InterleavingGenerator(long seed, Interleaving.Stage stage) {
        this.seed = seed;
        this.stage = stage;
        random = new Random(new Seeds(seed).of("interleaving"));
        domains = 1 + random.nextInt(3);
        devices = 1 + random.nextInt(3);
        for (int i = 0; i < domains; i++) {
            mapped.add(new TreeMap<>());
        }
    }

    /** That many operations. */
    public Interleaving make(int size) {
        List<Operation> operations = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            operations.add(attach(device, device % domains));
        }
        for (int domain = 0; domain < domains; domain++) {
            operations.add(map(domain, 2 * domain));
            operations.add(map(domain, 2 * domain + 1));
        }
        while (operations.size() < size) {
            operations.add(any());
        }
        return new Interleaving(seed, stage, domains, devices, operations.subList(0, size));
    }

    private Operation any() {
        int dice = random.nextInt(HUNDRED);
        if (dice < 62) {
            return transfer();
        }
        int domain = random.nextInt(domains);
        if (dice < 77) {
            return map(domain, random.nextInt(SLOTS));
        }
        if (dice < 88) {
            return unmap(domain);
        }
        int device = random.nextInt(devices);
        if (dice < 90) {
            return new Operation(Operation.Kind.FLUSH, delay(), 0, domain, 0, 0, 0, 0);
        }
        if (dice < 94) {
            return attach(device, domain);
        }
        if (dice < 96) {
            attached.remove(device);
            return new Operation(Operation.Kind.DETACH, delay(), device, 0, 0, 0, 0, 0);
        }
        return dice < 98 ? memory() : new Operation(Operation.Kind.POLL, delay(), 0, 0, 0, 0, 0, 0);
    }

    private Operation attach(int device, int domain) {
        attached.putIfAbsent(device, domain);
        return new Operation(Operation.Kind.ATTACH, delay(), device, domain, 0, 0, 0, 0);
    }

    private Operation map(int domain, int slot) {
        int pages = 1 + random.nextInt(MOST_PAGES);
        mapped.get(domain).putIfAbsent(slot, pages);
        return new Operation(Operation.Kind.MAP, delay(), 0, domain, slot, 0, pages, random.nextInt(4) == 0 ? 1 : 0);
    }

    private Operation unmap(int domain) {
        int slot = mappedSlot(domain);
        mapped.get(domain).remove(slot);
        lastUnmapped = slot;
        return new Operation(Operation.Kind.UNMAP, delay(), 0, domain, slot, 0, 0, 0);
    }

    private int mappedSlot(int domain) {
        List<Integer> slots = List.copyOf(mapped.get(domain).keySet());
        return slots.isEmpty() ? random.nextInt(SLOTS) : slots.get(random.nextInt(slots.size()));
    }

    /** Mostly to what is mapped. */
    private Operation transfer() {
        Operation.Kind kind = random.nextBoolean() ? Operation.Kind.READ : Operation.Kind.WRITE;
        boolean withheld = kind == Operation.Kind.WRITE && random.nextInt(8) == 0;
        int words = random.nextInt(10) == 0 ? WORDS_PER_PAGE : 1 + random.nextInt(MOST_WORDS);
        int device = random.nextInt(devices);
        Integer domain = attached.get(device);
        int slot = random.nextInt(SLOTS);
        int pages = MOST_PAGES;
        int where = random.nextInt(6);
        if (where == 1) {
            slot = lastUnmapped;
        } else if (domain != null && where != 0) {
            slot = mappedSlot(domain);
            pages = mapped.get(domain).getOrDefault(slot, MOST_PAGES);
        }
        int id = random.nextInt(AXI_IDS) + (withheld ? AXI_IDS : 0);
        return new Operation(kind, delay(), device, 0, slot, random.nextInt(pages), words, id);
    }

    private Operation memory() {
        int port = random.nextInt(MemoryPort.values().length);
        return new Operation(
                Operation.Kind.MEMORY,
                delay(),
                0,
                0,
                port,
                0,
                1 + random.nextInt(MOST_LATENCY),
                random.nextInt(MOST_LATENCY));
    }

    /** Mostly short, so that things meet; sometimes long enough for all to settle. */
    private int delay() {
        int dice = random.nextInt(10);
        return dice < 3 ? 0 : random.nextInt(dice < 9 ? SHORT : LONG);
    }
}
