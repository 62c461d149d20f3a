package dev.pagewalk.hdl.rtl.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Each component of the published design has a page, and its port table is that of the netlist. */
class ComponentPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("pagewalk.root"));
    private static final Pattern MODULE = Pattern.compile("(?m)^module (\\w+?)(?:_\\d+)? \\(([^;]*)\\);");
    private static final Pattern PORT =
            Pattern.compile("(?:input|output)\\s+(?:wire|reg)?\\s*(?:\\[[^\\]]*])?\\s*(\\w+)");
    private static final Pattern BUS = Pattern.compile("[sm]_[a-z]+_[a-z]+");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|");
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)(?:_\\*)?`");
    private static final Set<String> OF_THE_LIBRARY = Set.of("StreamArbiter", "StreamFifo", "StreamFifoLowLatency");
    private static final Set<String> CLOCK = Set.of("aclk", "aresetn");

    @TempDir
    static Path directory;

    private static Map<String, Set<String>> published;
    private static Map<String, Set<String>> simulated;

    @BeforeAll
    static void publish() throws IOException {
        published = components(Top.IOMMU);
        simulated = components(Top.COSIM_CANARIES);
    }

    /** Groups of ports by component: what a name has before its first underscore, or the name of a bus. */
    private static Map<String, Set<String>> components(Top top) throws IOException {
        VerilogPublisher.publish(NamedConfiguration.FULL, top, directory);
        Map<String, Set<String>> ports = new TreeMap<>();
        Matcher modules = MODULE.matcher(Files.readString(directory.resolve(top.module() + ".v")));
        while (modules.find()) {
            if (!OF_THE_LIBRARY.contains(modules.group(1))) {
                ports.computeIfAbsent(modules.group(1), name -> new TreeSet<>()).addAll(groups(modules.group(2)));
            }
        }
        return ports;
    }

    private static Set<String> groups(String header) {
        return PORT.matcher(header)
                .results()
                .map(port -> group(port.group(1)))
                .filter(name -> !CLOCK.contains(name))
                .collect(Collectors.toSet());
    }

    private static String group(String name) {
        Matcher bus = BUS.matcher(name);
        return bus.lookingAt() ? bus.group() : name.replaceFirst("_.*", "");
    }

    @Test
    void shouldFindTheComponents() {
        assertThat(published)
                .containsKeys("Iommu", "DeviceFront", "WalkEngine", "Iotlb")
                .hasSizeGreaterThan(25);
    }

    @Test
    void shouldDrawEachComponentAndSayItsLatencyOrderAndFaults() {
        assertThat(published.keySet()).allSatisfy(component -> assertThat(page(component))
                .startsWith("# " + component)
                .contains("\n```\n", "\n## Ports\n", "\n## Latency", "\n## Ordering and stalls\n", "\n## Faults\n"));
    }

    @Test
    void shouldNameThePortsOfTheNetlistAndNoOthers() {
        assertThat(published).allSatisfy((component, ports) -> {
            Set<String> all = new TreeSet<>(simulated.get(component));
            all.addAll(ports);
            assertThat(named(page(component))).containsAll(ports).isSubsetOf(all);
        });
    }

    private static Set<String> named(String page) {
        int from = page.indexOf("\n## Ports\n") + 1;
        int table = page.indexOf("\n| `", from);
        return TABLE_ROW
                .matcher(page.substring(from, page.indexOf("\n\n", table)))
                .results()
                .flatMap(row -> QUOTED.matcher(row.group(1)).results())
                .map(name -> group(name.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page(String component) {
        String file = component.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".md";
        Path page = ROOT.resolve("docs").resolve("rtl").resolve(file);
        assertThat(page).exists();
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
