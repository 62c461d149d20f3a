package dev.pagewalk.bridge.build;

import java.nio.file.Path;

/** A build in a JVM of its own that a test ends by a signal. */
final class SlowBuild {
    private SlowBuild() {}

    /**
     * Builds with the scripts of a test.
     *
     * @param arguments folder of the test
     */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Path tools = folder.resolve("tools");
        ToolChain chain = new ToolChain(
                tools.resolve("verilator").toString(), tools.resolve("compiler").toString(), "5.006", "12.2.0", tools);
        new ModelBuilder(folder.resolve("cache")).tools(chain).build(folder.resolve("published"));
    }
}
