package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Compares generated Verilog with the text kept beside the tests. */
final class Golden {
    private static final Path RESOURCES = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Fails with the difference; writes the file instead when the property {@code pagewalk.golden.update} is set. */
    static void assertMatches(String name, Netlist netlist) throws IOException {
        String actual = normalised(Files.readString(netlist.files().get(0)));
        Path file = RESOURCES.resolve(name + ".v");
        if (Boolean.getBoolean("pagewalk.golden.update")) {
            Files.createDirectories(RESOURCES);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    /** Without the tool's version, the alignment and the line numbers in names. */
    static String normalised(String verilog) {
        return verilog.lines()
                        .filter(line -> !line.startsWith("// Generator") && !line.startsWith("// Git hash"))
                        .map(line -> line.replaceAll("(when|switch)_(\\w+?)_l\\d+", "$1_$2_lN")
                                .replaceAll("scala:L\\d+", "scala:LN"))
                        .map(line -> line.replaceAll("(?<=\\S) {2,}", " ").stripTrailing())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
