package dev.pagewalk.testbench.area;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pagewalk.hdl.rtl.elaborate.Top;
import dev.pagewalk.hdl.rtl.elaborate.VerilogPublisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Publishes a subject and maps it with yosys. */
public final class Synthesis {
    private static final int HASH_DIGITS = 16;
    private static final Pattern PATH = Pattern.compile("Latest arrival time in '[^']*' is (\\d+):");
    private static final Pattern PROBLEMS = Pattern.compile("[Ff]ound and reported (\\d+) problems");
    /** Names of conditions end with the line that made them; what follows them is aligned. */
    private static final Pattern SOURCE_LINE = Pattern.compile("_l\\d+(_\\d+)?\\b");

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String VERILOG = "Iommu.v";

    private final Path work;

    /** A synthesis that keeps its files below this folder. */
    public Synthesis(Path work) {
        this.work = work;
    }

    /** Writes the Verilog of a subject and returns its hash; comments and source lines in names do not count. */
    public String publish(AreaSubject subject) throws IOException {
        Path folder = folder(subject);
        VerilogPublisher.publish(subject.label(), subject.parameters(), Top.IOMMU, folder);
        try (Stream<String> lines = Files.lines(folder.resolve(VERILOG))) {
            String text = lines.filter(line -> !line.startsWith("//"))
                    .map(line -> BLANKS.matcher(SOURCE_LINE.matcher(line).replaceAll(""))
                            .replaceAll(" "))
                    .collect(Collectors.joining("\n"));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The yosys script that measures a published netlist. */
    static String script(Family family) {
        return "read_verilog " + VERILOG + "; " + family.synthesis() + "; tee -q -o " + file(family, "check")
                + " check; tee -q -o " + file(family, "stat") + " stat -json"
                + (family == Family.XILINX ? "; tee -q -o " + file(family, "sta") + " sta" : "");
    }

    private static String file(Family family, String what) {
        return what + "-" + family.name().toLowerCase(java.util.Locale.ROOT) + ".txt";
    }

    /** Maps a published subject; takes minutes. */
    public AreaResult run(AreaSubject subject, Family family, String netlist) throws IOException, InterruptedException {
        Path folder = folder(subject);
        Path log = folder.resolve(file(family, "log"));
        Process process = new ProcessBuilder("yosys", "-q", "-p", script(family))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("yosys failed: subject=" + subject.label() + ", status=" + status + ", log=" + log);
        }
        return result(
                family,
                netlist,
                Files.readString(folder.resolve(file(family, "stat"))),
                Files.readString(folder.resolve(file(family, "check"))),
                family == Family.XILINX ? Files.readString(folder.resolve(file(family, "sta"))) : "");
    }

    /** Reads what yosys reports of statistics, checks and timing. */
    static AreaResult result(Family family, String netlist, String statistics, String check, String timing)
            throws IOException {
        Map<String, Integer> cells = cells(statistics);
        return new AreaResult(
                netlist,
                family.lookUpTables(cells),
                family.flipFlops(cells),
                family.blockRams(cells),
                family.latches(cells),
                number(PROBLEMS, check, -1),
                number(PATH, timing, 0));
    }

    private static Map<String, Integer> cells(String statistics) throws IOException {
        JsonNode types = JsonMapper.builder()
                .build()
                .readTree(statistics.substring(statistics.indexOf('{')))
                .path("design")
                .path("num_cells_by_type");
        Map<String, Integer> cells = new TreeMap<>();
        types.properties().forEach(e -> cells.put(e.getKey(), e.getValue().asInt()));
        if (cells.isEmpty()) {
            throw new IOException("no cells in the statistics of yosys");
        }
        return cells;
    }

    private static int number(Pattern pattern, String text, int otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }

    private Path folder(AreaSubject subject) {
        return work.resolve(subject.label());
    }
}
