package dev.pagewalk.hdl.rtl.config;

/** A number that an IOMMU is built with. */
public enum Size {
    /** Bits of data on the device and memory ports; fixed in this version. */
    DATA_WIDTH("dataWidth", 64, 64, 64, false),
    /** Bits of AXI ids on the device port, kept on the memory port. */
    ID_WIDTH("idWidth", 4, 1, 8, false),
    /** Bits of AXI ids on the walker port; the upper half of the ids belongs to queues and messages. */
    WALK_ID_WIDTH("walkIdWidth", 6, 4, 8, false),
    /** Bits of physical addresses, capabilities.PAS. */
    PHYSICAL_ADDRESS_BITS("physicalAddressBits", 56, 32, 56, false),
    /** Beats that the write buffer holds; a write leaves when its whole burst is inside, and AXI bursts have up to 256. */
    WRITE_BUFFER_BEATS("writeBufferBeats", 512, 256, 4096, true),
    /** Requests that may wait for a translation at once, for reads and for writes. */
    PENDING_REQUESTS("pendingRequests", 16, 1, 64, true),
    /** Bursts on the memory port that may wait for their response, for reads and for writes. */
    OUTSTANDING_BURSTS("outstandingBursts", 32, 1, 128, true),
    /** Walks in flight. */
    WALKS("walks", 8, 1, 16, false),
    /** First-level IOTLB, fully associative. */
    IOTLB_ENTRIES("iotlbEntries", 16, 1, 256, false),
    DEVICE_CONTEXTS("deviceContexts", 8, 1, 64, false),
    PROCESS_CONTEXTS("processContexts", 8, 1, 64, false),
    /** Pointers to first-stage leaf tables; a quarter of it for each level above. */
    FIRST_STAGE_WALK_ENTRIES("firstStageWalkEntries", 8, 1, 1024, true),
    /** The same for the second stage. */
    SECOND_STAGE_WALK_ENTRIES("secondStageWalkEntries", 8, 1, 1024, true),
    /** Pages of the second stage that walks themselves use. */
    NESTED_ENTRIES("nestedEntries", 8, 1, 1024, true),
    /** MSI page-table entries that are kept; 0 for none. */
    MSI_ENTRIES("msiEntries", 4, 0, 1024, true),
    /** Second-level IOTLB: sets in block RAM; 0 for none. */
    SECOND_LEVEL_SETS("secondLevelSets", 0, 0, 4096, true),
    /** Entries of a set of the second-level IOTLB. */
    SECOND_LEVEL_WAYS("secondLevelWays", 2, 1, 8, false),
    /** How often an A/D update that lost against another writer is tried again. */
    EXCLUSIVE_RETRIES("exclusiveRetries", 4, 0, 15, false),
    /** Translation requests of devices (ATS) under way at once. */
    ATS_REQUESTS("atsRequests", 8, 1, 32, true),
    /** ATS.INVAL commands that may wait for their devices at once. */
    INVALIDATION_TAGS("invalidationTags", 32, 1, 32, true),
    /** A device has 2^n to 2^(n+1) cycles for an invalidation. */
    INVALIDATION_TIMEOUT_BITS("invalidationTimeoutBits", 33, 4, 40, false),
    /** Fault reports that wait for the fault queue. */
    FAULT_FIFO("faultFifo", 4, 1, 64, true),
    /** Commands fetched ahead. */
    COMMAND_BUFFER("commandBuffer", 16, 1, 64, true),
    /** Event counters of the performance monitor. */
    EVENT_COUNTERS("eventCounters", 7, 1, 31, false),
    /** Bits of each of them. */
    EVENT_COUNTER_BITS("eventCounterBits", 40, 32, 64, false),
    /** Implemented bits of each field of icvec. */
    VECTOR_BITS("vectorBits", 4, 0, 4, false),
    RCID_BITS("rcidBits", 12, 1, 12, false),
    MCID_BITS("mcidBits", 12, 1, 12, false);

    private final String label;
    private final int standard;
    private final int minimum;
    private final int maximum;
    private final boolean powerOfTwo;

    Size(String label, int standard, int minimum, int maximum, boolean powerOfTwo) {
        this.label = label;
        this.standard = standard;
        this.minimum = minimum;
        this.maximum = maximum;
        this.powerOfTwo = powerOfTwo;
    }

    /** Name in messages and files. */
    public String label() {
        return label;
    }

    /** Value unless given. */
    public int standard() {
        return standard;
    }

    public int minimum() {
        return minimum;
    }

    public int maximum() {
        return maximum;
    }

    /** Only powers of two are taken. */
    public boolean powerOfTwo() {
        return powerOfTwo;
    }

    void check(int value) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    "size out of range: " + label + "=" + value + ", minimum=" + minimum + ", maximum=" + maximum);
        }
        if (powerOfTwo && Integer.bitCount(value) > 1) {
            throw new IllegalArgumentException("size is no power of two: " + label + "=" + value);
        }
    }
}
