package dev.pagewalk.testbench.golden;

/**
 * The page-table walk, the same for every mode and both stages [IOMMU §4].
 *
 * <pre>
 *   entry ── malformed? ──────────────────────────────────────► page fault
 *     │
 *     ├─ pointer ── A/D/U/PBMT/N or level 0? ─────────────────► page fault
 *     │      └────► next level
 *     └─ leaf ── misaligned, N? ── permission ── A and D ──────► page fault
 *                                                   └─ update ─► result
 * </pre>
 *
 * <p>The subclasses say where an entry lies, which permissions apply and which causes are reported.
 */
abstract class StageWalk {
    protected final Capabilities capabilities;
    protected final ImplicitAccessPort port;
    protected Transaction transaction;
    protected long subject;

    private PageTableMode mode;
    private boolean bigEndian;
    private boolean hardwareUpdate;
    private boolean fresh;
    private int level;

    /** Translated address of the subject. */
    long address;
    /** Base-2 logarithm of the page that maps it. */
    int log2Size;
    /** What the leaf grants, D considered, as a set of {@link Permissions}. */
    int permissions;

    int pbmt;
    /** OR of the G bits on the path. */
    boolean global;

    StageWalk(Capabilities capabilities, ImplicitAccessPort port) {
        this.capabilities = capabilities;
        this.port = port;
    }

    /** The page fault of this stage. */
    abstract StopAndReport pageFault();

    /** Address in memory of an entry whose table pointer says {@code entryAddress}. */
    abstract long locateEntry(long entryAddress, boolean write, boolean fromMemory);

    /** Reads the entry with the tags of this stage and counts the walk; faults other than page faults stop here. */
    abstract void readEntry(long location, int size, int level, boolean fromMemory);

    /** The permissions that the leaf offers to this access, a set of {@link Permissions}; a wrong U bit stops. */
    abstract int offer(long pte);

    /** Prepares the port for the update of an entry; the result runs when the update finds another value. */
    abstract Runnable tagUpdate(int level);

    /** Outcome of the update's access; anything but OK stops. */
    abstract void checkUpdate(AccessOutcome outcome);

    protected final void walk(
            PageTableMode tableMode, long root, int wanted, boolean big, boolean ade, boolean fromMemory) {
        mode = tableMode;
        bigEndian = big;
        hardwareUpdate = ade;
        fresh = fromMemory;
        descend(root, wanted);
    }

    /** True while the walk looks at its first table. */
    protected final boolean atRoot() {
        return level == mode.levels - 1;
    }

    private void descend(long root, int wanted) {
        global = false;
        long table = root;
        level = mode.levels - 1;
        while (true) {
            long entryAddress = table + mode.entryOffset(subject, level);
            long location = locateEntry(entryAddress, false, fresh);
            readEntry(location, mode.entryBytes, level, fresh);
            long pte = mode.entryBytes == Integer.BYTES ? port.halfWord(bigEndian) : port.word(0, bigEndian);
            if (PageTableEntry.malformed(pte, capabilities)) {
                throw pageFault();
            }
            global |= PageTableEntry.global(pte);
            if (PageTableEntry.leaf(pte)) {
                finish(pte, entryAddress, wanted);
                return;
            }
            if (level == 0 || PageTableEntry.malformedPointer(pte)) {
                throw pageFault();
            }
            table = PageTableEntry.ppn(pte) << 12;
            level--;
        }
    }

    private void finish(long pte, long entryAddress, int wanted) {
        if (PageTableEntry.malformedLeaf(pte, level, mode)) {
            throw pageFault();
        }
        int offered = offer(pte);
        int granted = granted(offered, wanted);
        long updated = accessedAndDirty(pte, granted);
        if (updated != pte) {
            update(entryAddress, pte, updated);
        }
        permissions = offered;
        if (!PageTableEntry.dirty(updated)) {
            permissions &= ~Permissions.W;
        }
        pbmt = PageTableEntry.pbmt(pte);
        mapped(pte);
    }

    /** Everything that was asked for, or, where the answer may be reduced, what there is of it [IOMMU §7]. */
    private int granted(int offered, int wanted) {
        int granted = offered & wanted;
        if (granted != wanted && !reducible()) {
            throw pageFault();
        }
        return granted;
    }

    /** A and D as the access needs them; a page fault when they are missing and the hardware may not set them. */
    private long accessedAndDirty(long pte, int granted) {
        boolean needsDirty = (granted & Permissions.W) != 0 && !PageTableEntry.dirty(pte);
        if (hardwareUpdate) {
            return pte | PageTableEntry.A | (needsDirty ? PageTableEntry.D : 0);
        }
        if (!PageTableEntry.accessed(pte) || needsDirty) {
            throw pageFault();
        }
        return pte;
    }

    /** True when a missing permission reduces the answer, as for ATS, instead of faulting [IOMMU §7]. */
    abstract boolean reducible();

    private void update(long entryAddress, long pte, long updated) {
        long location = locateEntry(entryAddress, true, fresh);
        Runnable lost = tagUpdate(level);
        port.plan(location, mode.entryBytes, pte, updated, bigEndian, this, lost);
    }

    private void mapped(long pte) {
        log2Size = mode.pageShift(level);
        long ppn = PageTableEntry.ppn(pte);
        if (PageTableEntry.napot(pte)) {
            // [IOMMU §4] Svnapot: 64 KiB, the low four PPN bits code the size
            log2Size = 16;
            ppn &= ~0xfL;
        }
        long offset = Bits.ones(log2Size);
        address = ((ppn << 12) & ~offset) | (subject & offset);
    }
}
