package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Set;

/**
 * Something that behaves like the IOMMU and can be played on: the golden model, or the RTL behind real buses.
 *
 * <p>The player calls one method at a time from one thread. Every method that causes activity returns when the target
 * is idle again, except that commands may stay waiting for a device. The player knows nothing about a target beyond
 * this interface.
 */
public interface VectorTarget extends AutoCloseable {
    /** Name in reports, {@code model} or {@code rtl}. */
    String name();

    /** Features that the scenario needs and this target lacks; empty when it can be played. */
    Set<String> missing(Scenario scenario);

    /**
     * Keys of expectations that this target never shows, such as {@code cause}; they are not compared. A key that is
     * not named here and comes back as {@code null} is a failure. {@code debug cause} is the cause of {@code dbg}
     * alone; {@code denial cause} that of a successful ATS completion without R and W which the target came to by
     * reducing permissions. Who hides {@code mrif} need not show the memory type of an access that stays inside.
     */
    Set<String> hidden();

    /** Reset state [VECTORS §1]: ddtp Off, caches empty, memory all zero and nowhere bad. */
    void reset(ScenarioConfig config);

    /** Initial memory: a little-endian doubleword at an 8-byte aligned address. */
    void load(long address, long value);

    /** Accesses in the range fail from now on. */
    void markBad(Scenario.BadRange range);

    /** A store by software. */
    void store(long address, long value);

    /** A register write; returns when no busy bit is set and the target is idle. */
    void writeRegister(int offset, int size, long value);

    long readRegister(int offset, int size);

    /** Returns when cqh is {@code head}, when cqcsr shows an error, or when commands wait for a device. */
    void awaitCommands(long head);

    /** One inbound request from a device, and its answer. */
    RequestOutcome request(DeviceRequest request);

    void pageRequest(PageRequestMessage message);

    void invalidationCompletion(int nth, int rid, boolean segmentValid, int segment, int completions);

    void invalidationTimeout(int nth);

    /** At least that many clock cycles pass. */
    void advance(int cycles);

    /** Messages sent since the last call, in order. */
    List<DeviceMessage> takeMessages();

    /** Ordering that fences asked for since the last call, or {@code null}. */
    Expectation.Sync takeSync();

    /** Doublewords that the IOMMU itself or a device wrote since the last call, in any order. */
    List<WrittenWord> takeWrites();

    /** Accesses of the IOMMU itself since the last call. */
    List<Expectation.TableAccess> takeAccesses();

    /** The doubleword at an 8-byte aligned address, wherever it is. */
    long peek(long address);

    /** Cause of the last debug translation, {@code null} when there was none. */
    Integer debugCause();

    /** Interrupt wires driven, one bit per vector. */
    long wires();

    @Override
    default void close() {}
}
