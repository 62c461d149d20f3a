package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.IommuListener;
import dev.pagewalk.testbench.golden.SparseMemory;
import dev.pagewalk.testbench.golden.TableReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A cache in front of the tables that makes every choice at random: whether to look up, to keep, to drop, and whether
 * an invalidation takes effect at once or only when the fence completes.
 */
final class RandomLegalCache implements TableReader, IommuListener {
    private static final class Line {
        private final long[] words;
        private final boolean global;
        private final int size;

        Line(long[] words, boolean global, int size) {
            this.words = words;
            this.global = global;
            this.size = size;
        }
    }

    private final SparseMemory memory;
    private final Random random;
    private final Map<Entry, Line> lines = new HashMap<>();
    private final List<Invalidation> deferred = new ArrayList<>();
    private final int percentKept;
    private boolean pathGlobal;
    private int lastLevel;
    private boolean ignoreInvalidations;
    private long hits;

    RandomLegalCache(SparseMemory memory, Random random, int percentKept) {
        this.memory = memory;
        this.random = random;
        this.percentKept = percentKept;
    }

    /** Breaks the cache: it then keeps what it must drop. */
    void ignoreInvalidations() {
        ignoreInvalidations = true;
    }

    long hits() {
        return hits;
    }

    void startRequest() {
        pathGlobal = false;
        lastLevel = 0;
    }

    @Override
    public AccessOutcome read(ImplicitAccess access) {
        if (access.kind() == AccessKind.FIRST_STAGE_PTE) {
            pathGlobal &= access.level() < lastLevel;
            lastLevel = access.level();
        }
        Entry entry = Entry.of(access);
        Line line = lines.get(entry);
        boolean usable = line != null && !access.fresh() && line.size == access.size();
        if (usable && random.nextInt(100) < percentKept) {
            System.arraycopy(line.words, 0, access.words(), 0, line.words.length);
            pathGlobal |= line.global && access.kind() == AccessKind.FIRST_STAGE_PTE;
            hits++;
            return AccessOutcome.OK;
        }
        long[] words = new long[access.wordCount()];
        for (int i = 0; i < words.length; i++) {
            memory.read64(access.wordAddress(i));
            words[i] = memory.data();
        }
        System.arraycopy(words, 0, access.words(), 0, words.length);
        pathGlobal |= EntryValue.global(access, words[0]);
        if (EntryValue.valid(access, words[0]) && (access.fresh() || random.nextInt(100) < percentKept)) {
            lines.put(entry, new Line(words, pathGlobal, access.size()));
        } else if (access.fresh()) {
            lines.remove(entry);
        }
        return AccessOutcome.OK;
    }

    @Override
    public void onInvalidation(Invalidation invalidation) {
        if (ignoreInvalidations) {
            return;
        }
        if (random.nextBoolean()) {
            remove(invalidation);
        } else {
            deferred.add(invalidation);
        }
    }

    @Override
    public void onFence(boolean previousReads, boolean previousWrites) {
        deferred.forEach(this::remove);
        deferred.clear();
        if (random.nextInt(8) == 0) {
            lines.keySet().removeIf(entry -> random.nextBoolean());
        }
    }

    private void remove(Invalidation invalidation) {
        lines.entrySet().removeIf(line -> mustGo(invalidation, line.getKey(), line.getValue()));
    }

    /** Restates the removal rules on cache lines, independently of the history's own coverage. */
    private static boolean mustGo(Invalidation command, Entry entry, Line line) {
        boolean anyDevice = !command.deviceValid();
        return switch (command.scope()) {
            case DDT -> switch (entry.kind()) {
                case DDT_NON_LEAF -> anyDevice;
                case DEVICE_CONTEXT, PDT_NON_LEAF, PROCESS_CONTEXT -> anyDevice
                        || entry.deviceId() == command.deviceId();
                default -> false;
            };
            case PDT -> entry.kind() == AccessKind.PROCESS_CONTEXT
                    && entry.deviceId() == command.deviceId()
                    && entry.processId() == command.processId();
            case VMA -> entry.kind() == AccessKind.FIRST_STAGE_PTE && vmaCovers(command, entry, line);
            case GVMA -> (entry.kind() == AccessKind.SECOND_STAGE_PTE || entry.kind() == AccessKind.MSI_PTE)
                    && (!command.gscidValid() || (entry.gscid() == command.gscid() && address(command, entry, line)));
        };
    }

    private static boolean vmaCovers(Invalidation command, Entry entry, Line line) {
        int space = command.gscidValid() ? command.gscid() : ImplicitAccess.NONE;
        boolean process = !command.pscidValid() || (entry.pscid() == command.pscid() && !line.global);
        return entry.gscid() == space && process && address(command, entry, line);
    }

    private static boolean address(Invalidation command, Entry entry, Line line) {
        if (!command.addressValid()) {
            return true;
        }
        int shift = 12 + (line.size == 4 ? 10 : 9) * entry.level();
        boolean leaf = entry.kind() == AccessKind.MSI_PTE || (line.words[0] & 0b1010) != 0;
        if (!leaf && !command.nonLeaf()) {
            return false;
        }
        int napot = entry.kind() != AccessKind.MSI_PTE && leaf && entry.level() == 0 && line.words[0] < 0 ? 16 : shift;
        return command.overlaps(entry.prefix() << shift, napot);
    }
}
