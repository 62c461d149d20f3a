package dev.pagewalk.testbench.canary;

import java.util.Optional;

/**
 * What became of one bug.
 *
 * @param bug which
 * @param caught by whom, empty if by nobody
 */
public record CanaryResult(PlantedBug bug, Optional<Catch> caught) {}
