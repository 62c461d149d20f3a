package dev.pagewalk.testbench.cli;

import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.testbench.canary.CanaryCampaign;
import dev.pagewalk.testbench.canary.CanaryReport;
import dev.pagewalk.testbench.canary.CanaryResult;
import dev.pagewalk.testbench.canary.PlantedBug;
import dev.pagewalk.testbench.canary.PlantedBugs;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code canaries}: switches every planted bug on, one after the other, and tells who catches it. */
@Command(
        name = "canaries",
        mixinStandardHelpOptions = true,
        description =
                "Plants bugs in RTL, driver, memory manager and bridge, and tells which judge or test catches each.",
        footer = {"", "Status 0 only if every bug is caught and the healthy design passes the same runs."})
public final class CanariesCommand implements Callable<Integer> {
    private static final Path CONFORMANCE = Path.of("testbenches", "src", "test", "resources", "conformance");

    @Option(names = "--only", paramLabel = "NAME", description = "Only this bug; may be repeated.")
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
    private Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the table of docs/canaries.md.")
    private Path markdown;

    @Option(names = "--no-control", description = "Leave out the runs of the healthy design.")
    private boolean withoutControl;

    @Option(names = "--list", description = "List the bugs and run nothing.")
    private boolean list;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<PlantedBug> bugs = chosen();
        if (list) {
            bugs.forEach(bug -> out.printf("%-27s %-26s %s%n", bug.name(), bug.where(), bug.meaning()));
            out.flush();
            return ExitStatus.OK;
        }
        Path conformance = Workspace.root().resolve(CONFORMANCE);
        if (!Files.isDirectory(conformance)) {
            throw CommandException.environment("the conformance scenarios are not there: folder=" + conformance, null);
        }
        try {
            long begun = System.nanoTime();
            CanaryReport report = run(conformance, bugs);
            report.print(out);
            out.printf("%d s%n", (System.nanoTime() - begun) / 1_000_000_000L);
            out.flush();
            return status(report);
        } catch (BuildException e) {
            throw CommandException.environment(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw CommandException.environment("cannot read or write: " + e.getMessage(), e);
        }
    }

    /** Success only if every bug was caught and the healthy design, unless it was left out, passed. */
    static int status(CanaryReport report) {
        return report.passed() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private CanaryReport run(Path conformance, List<PlantedBug> bugs) {
        try (Progress progress = Progress.standard()) {
            Models models = Models.standard((stage, done, total) -> {
                progress.stage(stage);
                progress.step(done + " of " + total);
            });
            try (CanaryCampaign campaign = new CanaryCampaign(models, conformance)) {
                return run(campaign, bugs, progress);
            }
        }
    }

    private CanaryReport run(CanaryCampaign campaign, List<PlantedBug> bugs, Progress progress) {
        List<CanaryResult> results = new ArrayList<>();
        CanaryReport report = withoutControl
                ? CanaryReport.withoutControl(results)
                : new CanaryReport(campaign.control(progress::stage), results);
        for (PlantedBug bug : bugs) {
            progress.stage(bug.name() + " (" + (results.size() + 1) + " of " + bugs.size() + ")");
            results.add(campaign.run(bug, progress::step));
            keep(report);
        }
        return report;
    }

    /** What is known so far is kept: a campaign takes long. */
    private void keep(CanaryReport report) {
        try {
            write(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(CanaryReport report) throws IOException {
        if (json != null) {
            report.write(json);
        }
        if (markdown != null) {
            Files.writeString(markdown, report.markdown());
        }
    }

    private List<PlantedBug> chosen() {
        List<PlantedBug> bugs = new ArrayList<>();
        for (String name : only) {
            bugs.add(PlantedBugs.find(name)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "unknown planted bug: name=" + name + "; --list shows all")));
        }
        return bugs.isEmpty() ? PlantedBugs.all() : bugs;
    }
}
