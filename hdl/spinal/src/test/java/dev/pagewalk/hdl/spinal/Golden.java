package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares generated Verilog with the text kept beside the tests. */
final class Golden {
    private static final Path RESOURCES = Repository.module().resolve("src/test/resources/golden");

    private static final Pattern SAMPLE_LINE =
            Pattern.compile("((?:(?:when|switch)_\\w*Sample_l)|(?:Sample\\.java:L))(\\d+)");

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

    /** Without the tool's version and alignment, and with counted line numbers in names after the samples' sources. */
    static String normalised(String verilog) {
        Map<String, String> lines = new LinkedHashMap<>();
        return verilog.lines()
                        .filter(line -> !line.startsWith("// Generator") && !line.startsWith("// Git hash"))
                        .map(line -> SAMPLE_LINE
                                .matcher(line)
                                .replaceAll(m -> m.group(1)
                                        + lines.computeIfAbsent(m.group(2), n -> String.valueOf(lines.size() + 1))))
                        .map(line -> line.replaceAll("(?<=\\S) {2,}", " ").stripTrailing())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
