package dev.pagewalk.bridge.record;

/** Direction of a port of the elaborated top, seen from the design. */
public enum PinDirection {
    /** Driven by the bus models. */
    IN,
    /** Driven by the design. */
    OUT
}
