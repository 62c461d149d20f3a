package dev.pagewalk.bridge.record;

/**
 * One port of the elaborated top.
 *
 * @param name name in the Verilog
 * @param direction direction seen from the design
 * @param width bits
 */
public record Port(String name, PinDirection direction, int width) {
    private static final int MAX_WIDTH = 4096;

    /** Refuses what no generated top has. */
    public Port {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("port name: not an identifier: name=" + name);
        }
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException(
                    "port width: not in 1.." + MAX_WIDTH + ": name=" + name + ", width=" + width);
        }
    }
}
