package dev.pagewalk.testbench.golden;

import java.util.ArrayList;
import java.util.List;

/**
 * The A and D updates that one request needs [IOMMU §4 A and D].
 *
 * <p>They are made when the whole translation has succeeded, one atomic update per entry, A and D together. Nothing is
 * written on behalf of a request that faults: §15 leaves open whether such a request sets A or D, and an update that is
 * not made is always right. Until then the request's own reads see its updates, so that an entry which needs A for one
 * access and D for a later one gets both at once.
 */
final class PendingUpdates {
    private static final long HALF = 0xffff_ffffL;

    private static final class Update {
        private final ImplicitAccess tags = new ImplicitAccess();
        private long expected;
        private long desired;
        private StageWalk walk;
        private Runnable lost;
    }

    private final List<Update> updates = new ArrayList<>();

    void clear() {
        updates.clear();
    }

    boolean isEmpty() {
        return updates.isEmpty();
    }

    /** Plans the update of the entry that {@code access} describes; values are as in memory, little-endian. */
    void plan(ImplicitAccess access, long expected, long desired, StageWalk walk, Runnable lost) {
        for (Update earlier : updates) {
            if (earlier.tags.address == access.address
                    && earlier.tags.size == access.size
                    && earlier.desired == expected) {
                earlier.desired = desired;
                return;
            }
        }
        Update update = new Update();
        update.tags.copyTags(access);
        update.tags.address = access.address;
        update.tags.size = access.size;
        update.expected = expected;
        update.desired = desired;
        update.walk = walk;
        update.lost = lost;
        updates.add(update);
    }

    /** Shows the planned updates in an entry that the same request has read again. */
    void apply(ImplicitAccess access) {
        for (int i = 0; i < updates.size(); i++) {
            Update update = updates.get(i);
            long offset = (update.tags.address & -Long.BYTES) - access.wordAddress(0);
            if (offset >= 0 && offset < (long) access.wordCount() * Long.BYTES) {
                int index = (int) offset / Long.BYTES;
                access.words[index] = applied(update, access.words[index]);
            }
        }
    }

    private static long applied(Update update, long word) {
        if (update.tags.size == Long.BYTES) {
            return word == update.expected ? update.desired : word;
        }
        int shift = (int) (update.tags.address & 4) * Byte.SIZE;
        boolean same = ((word >>> shift) & HALF) == update.expected;
        return same ? (word & ~(HALF << shift)) | (update.desired << shift) : word;
    }

    /** Makes the updates; false when one found another value than the walk, which must then be repeated. */
    boolean commit(ImplicitAccessPort port) {
        for (Update update : updates) {
            update.walk.checkUpdate(port.compareAndSwap(update.tags, update.expected, update.desired));
            if (port.found() != update.expected) {
                update.lost.run();
                updates.clear();
                return false;
            }
        }
        updates.clear();
        return true;
    }
}
