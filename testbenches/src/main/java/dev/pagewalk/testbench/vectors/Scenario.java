package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Set;

/**
 * One scenario: a configuration, a memory image and operations with their expectations [VECTORS §1].
 *
 * @param id identity, unique in its file
 * @param category kind of scenario
 * @param uses features that the tables need
 * @param config configuration of the target
 * @param memory initial memory, little-endian doublewords
 * @param bad ranges that fail
 * @param operations what to do, in order
 * @param comment the clause that the expectations follow from, or {@code null}
 */
public record Scenario(
        String id,
        String category,
        Set<String> uses,
        ScenarioConfig config,
        Words memory,
        List<BadRange> bad,
        List<Operation> operations,
        String comment) {

    /** How accesses in a bad range fail. */
    public enum BadKind {
        ACCESS,
        POISON
    }

    /**
     * A range of memory whose accesses fail.
     *
     * @param base first byte
     * @param size in bytes
     * @param kind refused, or corrupt
     */
    public record BadRange(long base, long size, BadKind kind) {}
}
