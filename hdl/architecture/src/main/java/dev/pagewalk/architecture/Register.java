package dev.pagewalk.architecture;

import java.util.List;
import java.util.Optional;

/**
 * The memory-mapped registers, in order of their offsets. A naturally aligned 4-KiB region, always little-endian;
 * aligned accesses of 4 or 8 bytes inside one register. [IOMMU §6 Register layout]
 *
 * <p>A repeated register is one constant with a {@link #count()} and a {@link #stride()}.
 */
public enum Register {
    CAPABILITIES(0, 8, RegisterAccess.RO, Presence.ALWAYS, Capabilities.FIELDS),
    FCTL(8, 4, RegisterAccess.WARL, Presence.ALWAYS, FeatureControl.FIELDS),
    DDTP(16, 8, RegisterAccess.WARL, Presence.ALWAYS, DirectoryPointer.FIELDS),
    CQB(24, 8, RegisterAccess.WARL, Presence.ALWAYS, QueueRegisters.BASE_FIELDS),
    CQH(32, 4, RegisterAccess.RO, Presence.ALWAYS, QueueRegisters.INDEX_FIELDS),
    CQT(36, 4, RegisterAccess.WARL, Presence.ALWAYS, QueueRegisters.INDEX_FIELDS),
    FQB(40, 8, RegisterAccess.WARL, Presence.ALWAYS, QueueRegisters.BASE_FIELDS),
    FQH(48, 4, RegisterAccess.WARL, Presence.ALWAYS, QueueRegisters.INDEX_FIELDS),
    FQT(52, 4, RegisterAccess.RO, Presence.ALWAYS, QueueRegisters.INDEX_FIELDS),
    PQB(56, 8, RegisterAccess.WARL, Presence.ATS, QueueRegisters.BASE_FIELDS),
    PQH(64, 4, RegisterAccess.WARL, Presence.ATS, QueueRegisters.INDEX_FIELDS),
    PQT(68, 4, RegisterAccess.RO, Presence.ATS, QueueRegisters.INDEX_FIELDS),
    CQCSR(72, 4, RegisterAccess.RW_RW1C, Presence.ALWAYS, QueueRegisters.COMMAND_FIELDS),
    FQCSR(76, 4, RegisterAccess.RW_RW1C, Presence.ALWAYS, QueueRegisters.RECORD_FIELDS),
    PQCSR(80, 4, RegisterAccess.RW_RW1C, Presence.ATS, QueueRegisters.RECORD_FIELDS),
    IPSR(84, 4, RegisterAccess.RW1C, Presence.ALWAYS, InterruptRegisters.PENDING_FIELDS),
    IOCOUNTOVF(88, 4, RegisterAccess.RO, Presence.HPM, HpmRegisters.OVERFLOW_FIELDS),
    IOCOUNTINH(92, 4, RegisterAccess.WARL, Presence.HPM, HpmRegisters.INHIBIT_FIELDS),
    IOHPMCYCLES(96, 8, RegisterAccess.WARL, Presence.HPM, HpmRegisters.CYCLES_FIELDS),
    IOHPMCTR(104, 8, RegisterAccess.WARL, Presence.HPM, List.of(), HpmRegisters.COUNTERS, 8),
    IOHPMEVT(352, 8, RegisterAccess.WARL, Presence.HPM, HpmRegisters.EVENT_FIELDS, HpmRegisters.COUNTERS, 8),
    TR_REQ_IOVA(600, 8, RegisterAccess.WARL, Presence.DBG, DebugRegisters.ADDRESS_FIELDS),
    TR_REQ_CTL(608, 8, RegisterAccess.WARL, Presence.DBG, DebugRegisters.CONTROL_FIELDS),
    TR_RESPONSE(616, 8, RegisterAccess.RO, Presence.DBG, DebugRegisters.RESPONSE_FIELDS),
    IOMMU_QOSID(624, 4, RegisterAccess.WARL, Presence.QOSID, QosRegister.FIELDS),
    ICVEC(760, 8, RegisterAccess.WARL, Presence.ALWAYS, InterruptRegisters.VECTOR_FIELDS),
    MSI_ADDR(
            768,
            8,
            RegisterAccess.WARL,
            Presence.MSI,
            List.of(InterruptRegisters.MSI_ADDRESS),
            InterruptRegisters.VECTORS,
            16),
    MSI_DATA(
            776,
            4,
            RegisterAccess.WARL,
            Presence.MSI,
            List.of(InterruptRegisters.MSI_DATA),
            InterruptRegisters.VECTORS,
            16),
    MSI_VEC_CTL(
            780,
            4,
            RegisterAccess.WARL,
            Presence.MSI,
            List.of(InterruptRegisters.MSI_MASKED),
            InterruptRegisters.VECTORS,
            16);

    /** Bytes of the register window. */
    public static final int WINDOW_BYTES = 4096;

    private final int offset;
    private final int bytes;
    private final RegisterAccess access;
    private final Presence presence;
    // Always List.of, of records of values only.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<BitField> fields;

    private final int count;
    private final int stride;

    Register(int offset, int bytes, RegisterAccess access, Presence presence, List<BitField> fields) {
        this(offset, bytes, access, presence, fields, 1, bytes);
    }

    Register(
            int offset,
            int bytes,
            RegisterAccess access,
            Presence presence,
            List<BitField> fields,
            int count,
            int stride) {
        this.offset = offset;
        this.bytes = bytes;
        this.access = access;
        this.presence = presence;
        this.fields = fields;
        this.count = count;
        this.stride = stride;
    }

    /** Byte offset of the first instance. */
    public int offset() {
        return offset;
    }

    /** Byte offset of instance {@code index}, from 0. */
    public int offset(int index) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("no such register: name=" + this + ", index=" + index);
        }
        return offset + index * stride;
    }

    /** Size in bytes, 4 or 8. */
    public int bytes() {
        return bytes;
    }

    public RegisterAccess access() {
        return access;
    }

    public Presence presence() {
        return presence;
    }

    /** Defined fields; the rest is reserved and reads 0. */
    public List<BitField> fields() {
        return fields;
    }

    /** How many instances there are. */
    public int count() {
        return count;
    }

    /** Bytes from one instance to the next. */
    public int stride() {
        return stride;
    }

    /** The specification's name, in lower case. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The register that holds the byte at {@code offset}, empty for reserved and custom space. */
    public static Optional<Register> at(int offset) {
        for (Register register : values()) {
            int distance = offset - register.offset;
            boolean inRange = distance >= 0 && distance < register.count * register.stride;
            if (inRange && distance % register.stride < register.bytes) {
                return Optional.of(register);
            }
        }
        return Optional.empty();
    }
}
