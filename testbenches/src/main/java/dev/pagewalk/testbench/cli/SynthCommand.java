package dev.pagewalk.testbench.cli;

import dev.pagewalk.testbench.area.AreaDocument;
import dev.pagewalk.testbench.area.AreaResult;
import dev.pagewalk.testbench.area.AreaStore;
import dev.pagewalk.testbench.area.AreaSubject;
import dev.pagewalk.testbench.area.Family;
import dev.pagewalk.testbench.area.Synthesis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code synth}: area of configurations and features, for those whose netlist has changed. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        description = "Measures the area of configurations and features with yosys; writes docs/area.md.")
public final class SynthCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            paramLabel = "LABEL",
            description = "Subject to measure, such as full or small+PD8; may be repeated. Default: all.")
    private List<String> only = List.of();

    @Option(names = "--family", paramLabel = "NAME", description = "xilinx or ecp5; may be repeated. Default: both.")
    private List<Family> families = List.of();

    @Option(names = "--list", description = "Say what would be measured, and measure nothing.")
    private boolean list;

    @Option(names = "--docs", paramLabel = "DIR", description = "Folder of area.json and area.md (default: docs).")
    private Path docs;

    @Spec
    private CommandSpec spec;

    private boolean sound = true;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("pagewalk.root", "."));
        Path folder = docs == null ? root.resolve("docs") : docs;
        Synthesis synthesis = new Synthesis(root.resolve(Path.of("target", "pagewalk", "area")));
        AreaStore store = AreaStore.open(folder.resolve("area.json"));
        if (!list) {
            store.tool(version());
        }
        try (Progress progress = Progress.standard()) {
            for (AreaSubject subject : selected()) {
                progress.stage("elaborating " + subject.label());
                measure(synthesis, store, subject, progress);
                if (!list) {
                    Files.writeString(
                            folder.resolve("area.md"),
                            AreaDocument.of(store, AreaSubject.configurations(), AreaSubject.features()));
                }
            }
        }
        return sound ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private List<AreaSubject> selected() {
        List<AreaSubject> all = new ArrayList<>(AreaSubject.configurations());
        all.addAll(AreaSubject.features());
        for (String label : only) {
            if (all.stream().noneMatch(subject -> subject.label().equals(label))) {
                throw CommandException.usage("unknown subject: " + label + "; known: "
                        + all.stream().map(AreaSubject::label).toList());
            }
        }
        return all.stream()
                .filter(subject -> only.isEmpty() || only.contains(subject.label()))
                .toList();
    }

    /** Features are measured for the first family only: differences say the same in both. */
    private List<Family> families(AreaSubject subject) {
        List<Family> wanted = families.isEmpty() ? List.of(Family.values()) : families;
        return wanted.stream()
                .filter(family -> family == Family.XILINX || subject.without().isEmpty())
                .toList();
    }

    private void measure(Synthesis synthesis, AreaStore store, AreaSubject subject, Progress progress)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String netlist = synthesis.publish(subject);
        for (Family family : families(subject)) {
            Optional<AreaResult> known = store.result(family, subject.label());
            if (known.isPresent() && known.get().netlist().equals(netlist)) {
                sound &= known.get().sound();
                continue;
            }
            if (list) {
                out.println(subject.label() + " " + family);
                continue;
            }
            progress.stage("mapping " + subject.label() + " to " + family);
            AreaResult result = synthesis.run(subject, family, netlist);
            store.put(family, subject.label(), result);
            sound &= result.sound();
            out.println(subject.label() + " " + family + ": " + result);
        }
        out.flush();
    }

    private static String version() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("yosys", "-V").start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text.replaceAll("\\s*\\(.*", "").trim();
        } catch (IOException e) {
            throw CommandException.environment("yosys is not installed (Debian: apt-get install yosys)", e);
        }
    }
}
