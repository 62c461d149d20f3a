package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.Access;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.GoldenIommu;
import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.IommuListener;
import dev.pagewalk.testbench.golden.Origin;
import dev.pagewalk.testbench.golden.SparseMemory;
import dev.pagewalk.testbench.golden.TranslationResult;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small machine for histories: two devices, one of them with processes, tables that random stores change, a command
 * queue, a model with a random legal cache, a model without, and the allowed set that listens to all of it.
 */
final class HistoryWorld {
    static final long FULL_CAPABILITIES = 0xfeee7ee8e10L;

    private static final GoldenConfig CONFIG = new GoldenConfig(FULL_CAPABILITIES, 0, 0, 0, 2, false, false, 0, 32);
    private static final long DDT_ROOT = 0x1000;
    private static final long[] DDT = {0x6000, 0x8000};
    private static final long QUEUE = 0x2000;
    private static final long PDT_ROOT = 0x3000;
    private static final long[] PDT = {0x7000, 0x9000};
    private static final long MSI = 0x4000;
    private static final long[] FIRST = {0x10000, 0x11000, 0x12000, 0x13000, 0x14000};
    private static final long[] SECOND = {0x20000, 0x24000, 0x25000, 0x26000};
    private static final long MSI_PAGE = 0x5000;
    private static final long SV39 = 8L << 60;
    private static final List<Access> ACCESSES = List.of(Access.READ, Access.WRITE, Access.EXECUTE);
    private static final int[] SLOTS = {0, 1, 3};
    private static final long NAPOT = 1L << 63 | 0x18L << 10;
    private static final long DDTP = (DDT_ROOT >> 12 << 10) | 3;
    private static final long[] FLAGS = {0xdf, 0xd7, 0x5f, 0x1f, 0xff, 0xc7, 0xcf, 0x0};

    private final Random random;
    private final SparseMemory memory = new SparseMemory();
    private final RandomLegalCache cache;
    private final GoldenIommu cached;
    private final GoldenIommu plain;
    private final AllowedSet allowed = new AllowedSet(CONFIG);
    private final boolean nested;
    private final Set<Long> touched = new TreeSet<>();
    private long time = 1;
    private int tail;

    HistoryWorld(long seed, int percentKept, boolean nested, int updateBits) {
        this(seed, percentKept, nested, updateBits, CacheBug.NONE);
    }

    HistoryWorld(long seed, int percentKept, boolean nested, int updateBits, CacheBug bug) {
        random = new Random(seed);
        this.nested = nested;
        cache = new RandomLegalCache(memory, new Random(seed ^ 0x5eed), percentKept, bug);
        cached = new GoldenIommu(CONFIG, memory);
        plain = new GoldenIommu(CONFIG, new ReadOnlyMemory(memory));
        cached.tableReader(cache);
        cached.addListener(cache);
        cached.addListener(new IommuListener() {
            @Override
            public void onInvalidation(Invalidation invalidation) {
                allowed.invalidationIssued(time, invalidation);
            }

            @Override
            public void onFence(boolean previousReads, boolean previousWrites) {
                allowed.fenceCompleted(time);
            }
        });
        memory.onWrite(touched::add);
        build(updateBits);
    }

    RandomLegalCache cache() {
        return cache;
    }

    private void build(int updateBits) {
        long iohgatp = nested ? SV39 | (7L << 44) | (SECOND[0] >> 12) : 0;
        long msiptp = nested ? (1L << 60) | (MSI >> 12) : 0;
        store(DDT_ROOT, (DDT[0] >> 12 << 10) | 1);
        store(PDT_ROOT, (PDT[0] >> 12 << 10) | 1);
        for (int copy = 0; copy < 2; copy++) {
            contexts(updateBits, iohgatp, msiptp, copy);
        }
        store(MSI, msiEntry());
        for (long table : FIRST) {
            for (int slot : SLOTS) {
                store(table + slot * 8L, firstStageEntry(table, slot));
            }
        }
        if (nested) {
            // tables of the first stage stay reachable: low 2 MiB one to one
            store(SECOND[0], (SECOND[1] >> 12 << 10) | 1);
            store(SECOND[1], 0xdf);
            store(SECOND[1] + 8, (SECOND[2] >> 12 << 10) | 1);
            for (int i = 0; i < 2; i++) {
                store(SECOND[2] + i * 8L, secondStageEntry());
            }
        }
        configure(cached);
        configure(plain);
        allowed.writeRegister(16, 8, DDTP);
    }

    /** Two copies of the contexts; the roots of the directories point to one of them. */
    private void contexts(int updateBits, long iohgatp, long msiptp, int copy) {
        for (int device = 1; device <= 2; device++) {
            long context = DDT[copy] + device * 64L;
            boolean processes = device == 2;
            store(context, 1 | (processes ? 1 << 5 : 0) | ((long) updateBits << 7));
            store(context + 8, iohgatp);
            store(context + 16, 5L << 12);
            store(context + 24, processes ? (2L << 60) | (PDT_ROOT >> 12) : SV39 | (FIRST[copy] >> 12));
            store(context + 32, msiptp);
            store(context + 48, MSI_PAGE >> 12);
        }
        for (int process = 0; process < 2; process++) {
            store(PDT[copy] + process * 16L, 1 | ((5L + process) << 12));
            store(PDT[copy] + process * 16L + 8, SV39 | (FIRST[(process + copy) % 2] >> 12));
        }
    }

    private static void configure(GoldenIommu iommu) {
        iommu.writeRegister(24, 8, (QUEUE >> 12 << 10) | 7);
        iommu.writeRegister(72, 4, 1);
        iommu.writeRegister(16, 8, DDTP);
    }

    private void store(long address, long value) {
        time++;
        memory.poke(address, value);
        allowed.committed(time, address, value);
    }

    private long flags() {
        return FLAGS[random.nextInt(FLAGS.length)];
    }

    private long firstStageEntry(long table, int slot) {
        int choice = random.nextInt(10);
        if (choice < 6 && table != FIRST[4]) {
            int next = table <= FIRST[1] ? 2 + random.nextInt(2) : 4;
            return (FIRST[next] >> 12 << 10) | (random.nextInt(12) == 0 ? 0x21 : 1);
        }
        if (table != FIRST[4]) {
            return flags();
        }
        if (slot != 0 && random.nextInt(3) == 0) {
            return NAPOT | (random.nextBoolean() ? 0x10L << 10 : 0) | flags();
        }
        long page = nested ? 0x200 + random.nextInt(2) : random.nextInt(6) == 0 ? 5 : random.nextInt(3);
        return (page << 10) | flags();
    }

    private long secondStageEntry() {
        return random.nextInt(4) == 0
                ? NAPOT | ((0x900L + 16L * random.nextInt(2)) << 10) | flags()
                : ((0x900L + random.nextInt(3)) << 10) | flags();
    }

    private long msiEntry() {
        return random.nextInt(4) == 0 ? 0 : ((0x700L + random.nextInt(3)) << 10) | 7;
    }

    /** One random store to a table, a directory, a context or an MSI entry. */
    void change() {
        long table = FIRST[random.nextInt(FIRST.length)];
        int slot = SLOTS[random.nextInt(SLOTS.length)];
        int copy = random.nextInt(2);
        switch (random.nextInt(12)) {
            case 0 -> store(
                    PDT[copy] + 16L * random.nextInt(2),
                    random.nextInt(3) == 0 ? 0 : 1 | ((5L + random.nextInt(2)) << 12));
            case 1 -> store(DDT[copy] + 64 + 24, SV39 | (FIRST[random.nextInt(2)] >> 12));
            case 2 -> store(DDT_ROOT, (DDT[copy] >> 12 << 10) | 1);
            case 3 -> store(PDT_ROOT, random.nextInt(8) == 0 ? 0 : (PDT[copy] >> 12 << 10) | 1);
            case 4, 5 -> store(
                    nested ? SECOND[2] + 8L * random.nextInt(2) : table + 8L * slot, nested ? secondStageEntry() : 0);
            case 6 -> store(MSI, msiEntry());
            case 7 -> {
                // a NAPOT page is changed entry by entry
                long entry = firstStageEntry(FIRST[4], 1) | 0x8 << 10 | 1L << 63;
                store(FIRST[4] + 8, entry);
                store(FIRST[4] + 24, entry);
            }
            default -> store(table + 8L * slot, firstStageEntry(table, slot));
        }
    }

    /** A random invalidation, and after it perhaps a fence. */
    void invalidate() {
        long page = random.nextInt(2);
        long address = (random.nextBoolean() ? 0x200 + page : page) << 10;
        boolean range = random.nextInt(4) == 0;
        long flags = (random.nextBoolean() ? 1L << 10 : 0)
                | (random.nextBoolean() ? 1L << 34 : 0)
                | (nested || random.nextInt(4) == 0 ? (1L << 33) | (7L << 44) : 0);
        long ones = range && random.nextInt(3) == 0 ? 0x1ffL << 10 : 0;
        long second = (address & -1024) | ones | (range ? 1 << 9 : 0);
        switch (random.nextInt(5)) {
            case 0 -> command(3 | (random.nextBoolean() ? (1L << 33) | ((1L + random.nextInt(2)) << 40) : 0), 0);
            case 1 -> command(3 | (1 << 7) | ((long) random.nextInt(2) << 12) | (1L << 33) | (2L << 40), 0);
            case 2 -> command(1 | (1 << 7) | flags, second);
            default -> command(
                    1 | flags | (random.nextBoolean() ? (1L << 32) | ((5L + random.nextInt(2)) << 12) : 0), second);
        }
        if (random.nextBoolean()) {
            fence();
        }
    }

    void fence() {
        command(2, 0);
    }

    /** Everything that an invalidation can name, and a fence. */
    void invalidateAll() {
        command(3, 0);
        command(1, 0);
        command(1 | (1L << 33) | (7L << 44), 0);
        command(1 | (1 << 7), 0);
        fence();
    }

    private void command(long first, long second) {
        time++;
        long address = QUEUE + 16L * tail;
        memory.poke(address, first);
        memory.poke(address + 8, second);
        tail = (tail + 1) & 0xff;
        cached.writeRegister(36, 4, tail);
    }

    InboundRequest randomRequest() {
        boolean processes = random.nextBoolean();
        Access access = ACCESSES.get(random.nextInt(3));
        long iova = random.nextInt(8) == 0 ? MSI_PAGE : iova();
        return new InboundRequest(
                processes ? 2 : 1,
                Origin.UNTRANSLATED,
                access,
                iova,
                processes,
                processes ? random.nextInt(2) : 0,
                false,
                false,
                false,
                false);
    }

    private long iova() {
        int level = random.nextInt(4);
        return level == 3 ? 0x3000 : (long) random.nextInt(2) << (12 + 9 * level);
    }

    /** Lets the set forget what it may, sometimes at once and sometimes when it likes. */
    void forget() {
        if (random.nextInt(3) == 0) {
            allowed.prune(time);
        } else {
            allowed.forgetBefore(time);
        }
    }

    /** What the set remembers. */
    int remembered() {
        return allowed.remembered();
    }

    /** The permitted results of a request that is made now. */
    Set<TranslationResult> permitted(InboundRequest request) {
        return allowed.of(request, time, time);
    }

    /** The result from the tables as they are. */
    TranslationResult direct(InboundRequest request) {
        return AllowedSet.withoutRange(plain.request(request));
    }

    /** The result of the model with the cache, whose updates of A and D then become part of the history. */
    TranslationResult throughCache(InboundRequest request) {
        cache.startRequest();
        time++;
        TranslationResult result = AllowedSet.withoutRange(cached.request(request));
        for (long address : touched) {
            allowed.committed(time, address, memory.peek(address));
        }
        touched.clear();
        time++;
        return result;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
