package dev.pagewalk.testbench.golden;

/**
 * One access that the IOMMU makes on its own behalf, with what justified it. A reused flyweight: the port owns one, the
 * walkers fill in the tags, observers and table readers look at it.
 */
public final class ImplicitAccess {
    /** Tag value of an id that does not exist for this access. */
    public static final int NONE = -1;
    /** Doublewords of the longest entry, an extended device context. */
    static final int MAX_WORDS = 8;

    /** The bus operation. */
    public enum Operation {
        READ,
        WRITE,
        COMPARE_AND_SWAP,
        FETCH_OR,
        /**
         * No access yet: an A/D update is planned with the new value in {@link #value()}. An implementation may make it
         * now; the model makes it, as COMPARE_AND_SWAP, when the translation has no fault [IOMMU §15].
         */
        PLANNED_UPDATE
    }

    AccessKind kind;
    Operation operation;
    long address;
    int size;
    int deviceId;
    int processId;
    int gscid;
    int pscid;
    long subject;
    int level;
    boolean implicit;
    boolean fresh;
    boolean bigEndian;
    boolean contextPointer;
    int rcid;
    int mcid;
    AccessOutcome outcome;
    long value;
    final long[] words = new long[MAX_WORDS];

    public AccessKind kind() {
        return kind;
    }

    public Operation operation() {
        return operation;
    }

    /** First byte. */
    public long address() {
        return address;
    }

    /** Length in bytes: 4, 8, 16, 32 or 64. */
    public int size() {
        return size;
    }

    /** Device on whose behalf the access is made, or {@link #NONE} for queues and interrupts. */
    public int deviceId() {
        return deviceId;
    }

    /** Process id, or {@link #NONE}. */
    public int processId() {
        return processId;
    }

    /** Guest soft-context id, or {@link #NONE} when the second stage is Bare. */
    public int gscid() {
        return gscid;
    }

    /** Process soft-context id, or {@link #NONE} when the first stage is Bare or not involved. */
    public int pscid() {
        return pscid;
    }

    /** What is being looked up: IOVA of a first-stage walk, GPA of a second-stage walk or MSI table. */
    public long subject() {
        return subject;
    }

    /** Level of the entry, 0 is the last. */
    public int level() {
        return level;
    }

    /** True for the second-stage translation of a table's address rather than of the request's own GPA. */
    public boolean implicit() {
        return implicit;
    }

    /** True when the entry must come from memory because an atomic update of it has just failed. */
    public boolean fresh() {
        return fresh;
    }

    /** Byte order of the entry. */
    public boolean bigEndian() {
        return bigEndian;
    }

    /**
     * True for the second-stage translation of a pointer that a device or process context holds; such a context may be
     * cached with its pointer already translated [IOMMU §12].
     */
    public boolean contextPointer() {
        return contextPointer;
    }

    /** Resource control id of the access [IOMMU §11]. */
    public int rcid() {
        return rcid;
    }

    /** Monitoring counter id of the access [IOMMU §11]. */
    public int mcid() {
        return mcid;
    }

    public AccessOutcome outcome() {
        return outcome;
    }

    /** Little-endian value stored by a write or atomic operation. */
    public long value() {
        return value;
    }

    /** Raw little-endian doublewords of a read; a 4-byte entry is in the half that its address selects. */
    public long[] words() {
        return words;
    }

    /** Doublewords that a table reader must fill. */
    public int wordCount() {
        return Math.max(1, size / Long.BYTES);
    }

    /** Address of the doubleword {@code index}. */
    public long wordAddress(int index) {
        return (address & -Long.BYTES) + (long) index * Long.BYTES;
    }

    /** The same access without its data, to be kept. */
    public ImplicitAccess snapshot() {
        ImplicitAccess copy = new ImplicitAccess();
        copy.copyTags(this);
        copy.operation = operation;
        copy.address = address;
        copy.size = size;
        copy.outcome = outcome;
        copy.value = value;
        return copy;
    }

    /** Takes what justified another access; address, size and data are not taken. */
    void copyTags(ImplicitAccess other) {
        kind = other.kind;
        deviceId = other.deviceId;
        processId = other.processId;
        gscid = other.gscid;
        pscid = other.pscid;
        subject = other.subject;
        level = other.level;
        implicit = other.implicit;
        fresh = other.fresh;
        bigEndian = other.bigEndian;
        contextPointer = other.contextPointer;
        rcid = other.rcid;
        mcid = other.mcid;
    }

    void clearTags() {
        deviceId = NONE;
        processId = NONE;
        gscid = NONE;
        pscid = NONE;
        subject = 0;
        level = 0;
        implicit = false;
        fresh = false;
        bigEndian = false;
        contextPointer = false;
    }
}
