package dev.pagewalk.hdl.spinal;

/**
 * A port of the generated top module.
 *
 * @param name as in Verilog
 * @param direction seen from the module
 * @param width in bits
 */
public record Port(String name, Direction direction, int width) {
    /** Direction seen from the module. */
    public enum Direction {
        /** Driven from outside. */
        INPUT,
        /** Driven by the module. */
        OUTPUT
    }
}
