package dev.pagewalk.hdl.spinal;

import java.nio.file.Path;

/**
 * How to write Verilog.
 *
 * @param directory where the files go; created when it does not exist
 * @param fileName name of the netlist file; null for the name of the top module
 * @param clock name of the clock port
 * @param reset name of the reset port: synchronous, active low
 * @param filePerComponent one file for each component instead of one for all
 * @param simulation keeps assertions, covers and all that is {@link Checks#simulationOnly}
 * @param removePruned leaves out signals that nothing reads
 * @param header comment at the top of each file; empty for none
 */
public record ElaborationOptions(
        Path directory,
        String fileName,
        String clock,
        String reset,
        boolean filePerComponent,
        boolean simulation,
        boolean removePruned,
        String header) {

    /** Marks a simulation build among SpinalHDL's flags. */
    static final Object SIMULATION = "pagewalk.simulation";

    /** Options with {@code aclk}, {@code aresetn} and one file, for synthesis. */
    public static ElaborationOptions into(Path directory) {
        return new ElaborationOptions(directory, null, "aclk", "aresetn", false, false, false, "");
    }

    /** With another file name. */
    public ElaborationOptions withFileName(String name) {
        return new ElaborationOptions(
                directory, name, clock, reset, filePerComponent, simulation, removePruned, header);
    }

    /** With other names of clock and reset. */
    public ElaborationOptions withClock(String clockName, String resetName) {
        return new ElaborationOptions(
                directory, fileName, clockName, resetName, filePerComponent, simulation, removePruned, header);
    }

    /** With one file for each component. */
    public ElaborationOptions withFilePerComponent(boolean value) {
        return new ElaborationOptions(directory, fileName, clock, reset, value, simulation, removePruned, header);
    }

    /** With assertions, covers and observation. */
    public ElaborationOptions withSimulation(boolean value) {
        return new ElaborationOptions(directory, fileName, clock, reset, filePerComponent, value, removePruned, header);
    }

    /** Without signals that nothing reads. */
    public ElaborationOptions withRemovePruned(boolean value) {
        return new ElaborationOptions(directory, fileName, clock, reset, filePerComponent, simulation, value, header);
    }

    /** With a comment at the top of each file. */
    public ElaborationOptions withHeader(String text) {
        return new ElaborationOptions(
                directory, fileName, clock, reset, filePerComponent, simulation, removePruned, text);
    }
}
