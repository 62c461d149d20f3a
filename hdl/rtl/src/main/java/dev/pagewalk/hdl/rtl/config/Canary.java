package dev.pagewalk.hdl.rtl.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * A bug that a canary build can switch on at run time through {@code dbg_canary}, to show that somebody sees it. The
 * first group repeats bugs of other implementations (the issue numbers are those of public repositories). Codes are
 * append-only; 0 is the healthy design.
 */
public enum Canary {
    WRONG_PPN_BIT(1, Area.PORT, "physical page number is wrong by one bit at the memory port"),
    LOST_INVALIDATION(2, Area.QUEUE, "invalidations are accepted and remove nothing"),
    FENCE_TOO_EARLY(3, Area.QUEUE, "fences complete without waiting for accesses in flight"),

    CAUSE_266_AS_267(10, Area.CAUSE, "an invalid process context is reported as misconfigured (issue 25)"),
    CAUSE_258_AS_259(11, Area.CAUSE, "an invalid device context is reported as misconfigured (issue 26)"),
    CAUSE_21_FOR_13(12, Area.CAUSE, "a first-stage fault is reported as a guest page fault (issue 28)"),
    CAUSE_OF_EXECUTE(13, Area.CAUSE, "execute faults have the cause of loads"),
    GUEST_RANGE_UNCHECKED(14, Area.WALK, "guest addresses beyond the second-stage mode are cut (issue 35)"),
    EXECUTE_ON_PROCESS_TABLE(15, Area.WALK, "implicit accesses to process tables need X (issue 39)"),
    EXECUTE_ONLY_FAULTS(16, Area.PERMISSION, "every leaf without R faults"),
    DIRTY_IGNORED_ON_HIT(17, Area.PERMISSION, "an entry cached by a read with D=0 serves a write"),
    DIRTY_DEMANDED_OF_TABLES(18, Area.PERMISSION, "writes demand D of the pages of first-stage tables"),
    SUM_REFUSED_WITH_X(19, Area.PERMISSION, "SUM grants no data access to user pages with X"),
    PAGE_END_REJECTED(20, Area.PORT, "a burst that ends exactly at the end of its page is rejected"),
    ADDRESS_LIMIT_WITHOUT_GUEST(21, Area.WALK, "physical addresses from 2^41 on fault without a second stage"),
    NAPOT_FAULTS(22, Area.PERMISSION, "leaves with N=1 fault"),
    OFF_TOO_EARLY(23, Area.QUEUE, "ddtp changes while accepted writes are in flight"),
    READ_DATA_BEFORE_ADDRESS(24, Area.PORT, "RVALID rises before ARREADY (issue 29)"),
    RANGE_OF_FIRST_STAGE_ONLY(25, Area.CACHE, "a cached page has the size of its first stage alone (issue 780)"),
    UPDATE_RETRY_FORGOTTEN(26, Area.UPDATE, "an A/D update that lost its exclusive counts as done (issue 783)"),

    LOST_VMA(30, Area.QUEUE, "IOTINVAL.VMA removes nothing"),
    LOST_GVMA(31, Area.QUEUE, "IOTINVAL.GVMA removes nothing"),
    LOST_DDT(32, Area.QUEUE, "IODIR.INVAL_DDT removes nothing"),
    LOST_PDT(33, Area.QUEUE, "IODIR.INVAL_PDT removes nothing"),
    GV_ALWAYS(34, Area.SCOPE, "GV=0 removes only what has the GSCID operand"),
    AV_ALWAYS(35, Area.SCOPE, "AV=0 removes only the page of the address operand"),
    PSCV_ALWAYS(36, Area.SCOPE, "PSCV=0 removes only what has the PSCID operand"),
    NL_IGNORED(37, Area.SCOPE, "NL=1 with an address leaves non-leaf entries cached"),
    S_IGNORED(38, Area.SCOPE, "S=1 removes one page in place of the range"),
    PROCESS_TABLE_SURVIVES(39, Area.SCOPE, "IODIR.INVAL_DDT leaves process contexts cached (issue 693)"),
    SUPERPAGE_BY_FIRST_PAGE(40, Area.SCOPE, "an address inside a superpage removes it only by its own page"),
    GLOBAL_SURVIVES(41, Area.SCOPE, "entries of global pages survive PSCV=0"),

    STALE_WALK(50, Area.CACHE, "a walk in flight at an invalidation still fills the caches"),
    INVALID_CONTEXT_CACHED(51, Area.CACHE, "a device context with V=0 is cached"),
    DEVICE_LEAK(52, Area.CACHE, "translations of one device serve another"),
    PROCESS_LEAK(53, Area.CACHE, "translations of one process serve another"),
    PRIVILEGE_LEAK(54, Area.PERMISSION, "permissions of one privilege serve the other"),
    CONTEXT_LEAK(55, Area.CACHE, "a device context serves another device"),
    GUEST_LEAK(56, Area.CACHE, "table pointers of one address space serve another"),
    SUPERPAGE_OFFSET(57, Area.CACHE, "hits in superpages lose the address bits inside the page"),
    MESSAGE_PAGE_NOT_SPLIT(58, Area.CACHE, "a superpage around an MSI page is cached whole"),
    WRITE_PERMISSION_IGNORED(59, Area.PERMISSION, "writes need no W"),
    MESSAGE_INDEX_SHIFTED(60, Area.WALK, "the MSI page table is indexed one entry too far"),

    UPDATE_NOT_EXCLUSIVE(70, Area.UPDATE, "A/D updates are plain writes"),
    UPDATE_TORN(71, Area.UPDATE, "A/D updates write half of the entry"),
    DIRTY_WITHOUT_WRITE(72, Area.UPDATE, "reads set D"),

    WRITE_OVERTAKES(80, Area.PORT, "a write that hits passes earlier writes that wait"),
    READ_OVERTAKES(81, Area.PORT, "a read that hits passes earlier reads of its id"),
    WRITE_BEAT_DROPPED(82, Area.PORT, "the second beat of a write is dropped"),
    READ_BEAT_DROPPED(83, Area.PORT, "the second beat of a read is dropped"),
    STROBES_IGNORED(84, Area.PORT, "every lane of a write is written"),
    FAULTED_WRITE_WRITES(85, Area.PORT, "data of a rejected write leave"),
    FAULTED_READ_SHORT(86, Area.PORT, "a rejected read has one beat too few"),
    WRONG_REJECTION(87, Area.PORT, "rejected requests are answered with SLVERR"),

    RECORD_OF_OTHER_DEVICE(90, Area.QUEUE, "fault records name another device"),
    RECORD_LOST(91, Area.QUEUE, "faults leave no record"),
    RECORD_AT_FULL_QUEUE(92, Area.QUEUE, "a full fault queue is overwritten"),
    DROP_FLAG_IGNORED(93, Area.CAUSE, "faults are recorded in spite of DTF"),
    FENCE_WITHOUT_DATA(94, Area.QUEUE, "IOFENCE.C with AV writes nothing"),
    INTERRUPT_FORGOTTEN(95, Area.QUEUE, "the fault queue raises no interrupt"),

    NOTICE_BEFORE_BIT(100, Area.FILE, "the notice leaves before the pending bit is stored"),
    NOTICE_ONCE(101, Area.FILE, "no notice is sent when the pending bit was set already"),
    PENDING_BIT_MIRRORED(102, Area.FILE, "pending bits are counted from the other end of their doubleword"),
    PENDING_BITS_OVERWRITTEN(103, Area.FILE, "a pending bit clears the others of its doubleword"),

    ATS_GRANTS_WRITE(110, Area.ATS, "completions grant W to pages without it"),
    ATS_PAGE_TOO_LARGE(111, Area.ATS, "completions say that every page is larger than 4 KiB"),
    FENCE_WITHOUT_DEVICES(113, Area.ATS, "fences do not wait for ATS invalidations"),
    TIMEOUT_FORGOTTEN(114, Area.ATS, "an ATS invalidation that timed out sets no cmd_to"),
    COMPLETION_OF_ANYBODY(115, Area.ATS, "a completion of another device ends an ATS invalidation"),
    COMPLETIONS_MISCOUNTED(116, Area.ATS, "the first of several completions ends an ATS invalidation"),
    RECORD_TWICE(120, Area.QUEUE, "every second fault record is written twice"),
    PAGE_REQUEST_LOST(126, Area.ATS, "page requests leave no record"),
    GROUP_RESPONSE_WITHOUT_PROCESS(127, Area.ATS, "page group responses lose their process id"),
    PAGE_QUEUE_OVERWRITTEN(128, Area.ATS, "a full page-request queue is overwritten"),
    STOP_MARKER_ANSWERED(129, Area.ATS, "stop markers are answered"),
    GUEST_ADDRESS_FORGOTTEN(130, Area.ATS, "completions hold system addresses in spite of T2GPA"),
    GUEST_ADDRESS_TRUSTED(131, Area.ATS, "translated requests pass untranslated in spite of T2GPA"),
    ATS_PRIVILEGE_IGNORED(132, Area.ATS, "translation requests for pages of the other privilege are walked on"),
    ATS_GLOBAL_NEEDS_ACCESS(133, Area.ATS, "completions that grant neither R nor W are never global"),
    ATS_DENIAL_ABORTED(134, Area.ATS, "translation requests that meet a page fault are aborted and recorded"),
    ATS_ADDRESS_CUT(135, Area.ATS, "completions lose bits 63:56 of addresses that nothing translates"),

    SECOND_LEVEL_SURVIVES(140, Area.SCOPE, "entries of the second-level IOTLB outlive their invalidation"),
    SECOND_LEVEL_PAGE_SURVIVES(141, Area.SCOPE, "an address removes nothing from the second-level IOTLB"),
    MESSAGE_ENTRY_SURVIVES(142, Area.SCOPE, "cached MSI entries survive IOTINVAL.GVMA"),
    NESTED_PAGE_SURVIVES(143, Area.SCOPE, "cached guest pages survive IOTINVAL.GVMA"),

    COUNTER_FILTER_IGNORED(150, Area.EVENT, "counters count every device and guest"),
    COUNTER_OVERFLOW_SILENT(151, Area.EVENT, "a counter that wraps tells nobody"),
    MASKED_MESSAGE_SENT(152, Area.EVENT, "messages of masked vectors are sent"),
    MASKED_MESSAGE_LOST(153, Area.EVENT, "a message of a masked vector is forgotten"),
    MESSAGE_VECTOR_IGNORED(154, Area.EVENT, "every message is that of vector 0"),

    TYPE_ACCEPTED(160, Area.PORT, "requests of reserved types are translated"),
    MALFORMED_AS_UNSUPPORTED(161, Area.PORT, "bursts that AXI forbids are answered with DECERR"),
    DEBUG_WRONG_PAGE(162, Area.WALK, "tr_response names another page"),
    RECORD_OUT_OF_PLACE(163, Area.QUEUE, "fault records are written one slot behind the tail"),
    RETIREMENT_LIES(164, Area.PORT, "retirement records name another page"),

    VALID_DROPPED(170, Area.PIN, "m_axi_mem takes ARVALID back"),
    PAYLOAD_CHANGED(171, Area.PIN, "m_axi_mem changes AWADDR while it waits"),
    VALID_IN_RESET(172, Area.PIN, "m_axi_ptw asserts ARVALID in reset"),
    RESERVED_BURST(173, Area.PIN, "m_axi_mem reads with the reserved burst type"),
    WIDE_BEATS(174, Area.PIN, "m_axi_mem reads beats wider than its bus"),
    WRAP_OF_ANY_LENGTH(175, Area.PIN, "m_axi_mem wraps bursts of any length"),
    WRAP_UNALIGNED(176, Area.PIN, "m_axi_mem wraps bursts from unaligned addresses"),
    CROSSES_PAGE(177, Area.PIN, "m_axi_mem lets bursts cross 4 KiB"),
    EXCLUSIVE_UNALIGNED(178, Area.PIN, "m_axi_ptw makes unaligned exclusive accesses"),
    CACHE_ALLOCATES(179, Area.PIN, "m_axi_mem allocates what is not modifiable"),
    LAST_TOO_EARLY(180, Area.PIN, "m_axi_mem marks every beat of a write as the last"),
    ANSWER_BEFORE_DATA(181, Area.PIN, "s_axi_dev answers a write with its address"),
    EXOKAY_FOR_NORMAL(182, Area.PIN, "s_axi_dev answers normal reads with EXOKAY"),
    EXOKAY_ON_LITE(183, Area.PIN, "s_axi_cfg answers EXOKAY"),
    RESPONSE_LOST(184, Area.PIN, "s_axi_dev forgets the responses of one id"),
    READ_DATA_CHANGED(185, Area.PIN, "s_axi_dev inverts a bit of the data"),
    ADDRESS_CUT(186, Area.PORT, "addresses that nothing translates lose bits 63:56 at the memory port"),

    SWAP_ALWAYS_DONE(190, Area.ATOMIC, "an AtomicCompare that found another value counts as done"),
    SWAP_COMPARES_NEW(191, Area.ATOMIC, "an AtomicCompare compares memory with the value that it would store"),
    SWAP_TAKES_NEIGHBOUR(192, Area.ATOMIC, "an AtomicCompare of a 4-byte entry stores it in both halves"),
    ATOMIC_FORGOTTEN(195, Area.ATOMIC, "m_axi_ptw sends AtomicCompare as a normal write"),
    ATOMIC_OTHER(196, Area.ATOMIC, "m_axi_ptw sends AtomicSwap in place of AtomicCompare"),
    ATOMIC_NEVER_WRAPS(197, Area.ATOMIC, "m_axi_ptw never wraps the two beats of AtomicCompare"),
    ATOMIC_ID_TAKEN(198, Area.ATOMIC, "m_axi_ptw gives every AtomicCompare the id of the first walk");

    /** Part of the design. */
    public enum Area {
        PORT("device port"),
        CACHE("caches"),
        SCOPE("scope of invalidations"),
        WALK("walks"),
        PERMISSION("permissions"),
        UPDATE("A/D updates"),
        /** Only in designs with {@link Feature#ATOMIC_COMPARE}. */
        ATOMIC("A/D updates by AtomicCompare"),
        CAUSE("fault causes"),
        QUEUE("queues and fences"),
        FILE("interrupt files"),
        ATS("ATS and page requests"),
        EVENT("counters and messages"),
        PIN("AXI pins");

        private final String label;

        Area(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /** Value of {@code dbg_canary} without a planted bug. */
    public static final int HEALTHY = 0;

    private final int code;
    private final Area area;
    private final String meaning;

    Canary(int code, Area area, String meaning) {
        this.code = code;
        this.area = area;
        this.meaning = meaning;
    }

    /** Value of {@code dbg_canary}. */
    public int code() {
        return code;
    }

    /** Where it sits. */
    public Area area() {
        return area;
    }

    /** What is wrong with the design. */
    public String meaning() {
        return meaning;
    }

    /** The bug of a code, empty for 0 and unused codes. */
    public static Optional<Canary> ofCode(int code) {
        return Arrays.stream(values()).filter(c -> c.code == code).findFirst();
    }
}
