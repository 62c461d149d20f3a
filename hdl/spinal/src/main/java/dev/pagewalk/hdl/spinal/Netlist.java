package dev.pagewalk.hdl.spinal;

import java.nio.file.Path;
import java.util.List;

/**
 * The result of an elaboration.
 *
 * @param top name of the top module
 * @param files the generated Verilog, in an order in which a tool can read it
 * @param ports all ports of the top module, in declaration order, with clock and reset
 * @param registers bits of state in registers, without memories
 * @param pruned hierarchical names of kept signals that nothing reads; empty when they were to be removed
 */
public record Netlist(String top, List<Path> files, List<Port> ports, int registers, List<String> pruned) {
    /** Copies the lists. */
    public Netlist {
        files = List.copyOf(files);
        ports = List.copyOf(ports);
        pruned = List.copyOf(pruned);
    }
}
