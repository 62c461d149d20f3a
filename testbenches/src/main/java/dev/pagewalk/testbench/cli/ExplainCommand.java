package dev.pagewalk.testbench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.explain.MarkdownIndex;
import dev.pagewalk.testbench.explain.Passage;
import dev.pagewalk.testbench.explain.TestIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** {@code explain CODE}: what a rule, bug check, status, fault cause or catalogue row means, and where it is tested. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tells what a code means and which tests cite it.",
        footer = {"", "Examples: explain S-DX-11, explain 0xDA, explain 0xC000009A, explain cause 13, explain B3"})
public final class ExplainCommand implements Callable<Integer> {
    /** What a code can look like; a cause needs its number. */
    private static final Pattern CODE = Pattern.compile("(?i)(?!cause$|cause (?!\\d{1,4}$)).*[a-z0-9].*");

    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,8}");

    @Parameters(
            arity = "1..*",
            paramLabel = "CODE",
            description = "A rule id, a bug check, an NTSTATUS, a fault cause ('cause 13') or a catalogue row.")
    private List<String> words;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the explanation as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String code = String.join(" ", words).strip();
        if (!CODE.matcher(code).matches()) {
            throw unknown(code);
        }
        Path root = Path.of(System.getProperty("pagewalk.root", "."));
        Optional<FaultCause> cause = faultCause(code);
        List<Passage> passages = cause.isPresent() ? List.of() : new MarkdownIndex(root.resolve("docs")).find(code);
        if (cause.isEmpty() && passages.isEmpty()) {
            throw unknown(code);
        }
        String meaning = cause.map(ExplainCommand::describe).orElse("");
        List<String> tests = testsOf(root, cause.map(FaultCause::name).orElse(code));
        print(code, meaning, passages, tests);
        if (json != null) {
            writeJson(code, meaning, passages, tests);
        }
        return ExitStatus.OK;
    }

    private static CommandException unknown(String code) {
        return CommandException.usage(
                "nothing is known of '" + code + "'; try a rule id such as S-DX-11, 0xDA, cause 13 or B3");
    }

    /** Tests that cite the code, or the name of the status or bug check that it is the value of. */
    private static List<String> testsOf(Path root, String code) throws IOException {
        Set<String> tests = new TreeSet<>(new TestIndex(root).find(code));
        if (HEXADECIMAL.matcher(code).matches()) {
            int value = Integer.parseUnsignedInt(code.substring(2), 16);
            for (NtStatus status : NtStatus.values()) {
                if (status.code() == value) {
                    tests.addAll(new TestIndex(root).find(status.name()));
                }
            }
            for (BugCheckCode bugCheck : BugCheckCode.values()) {
                if (bugCheck.value() == value) {
                    tests.addAll(new TestIndex(root).find(bugCheck.name()));
                }
            }
        }
        return List.copyOf(tests);
    }

    private static Optional<FaultCause> faultCause(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (!lower.matches("cause \\d{1,4}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(lower.substring("cause ".length()));
        Optional<FaultCause> cause = FaultCause.ofCode(number);
        if (cause.isEmpty()) {
            throw CommandException.usage("the architecture has no cause " + number);
        }
        return cause;
    }

    private static String describe(FaultCause cause) {
        return cause.code() + " " + cause.name() + ": " + cause.meaning() + " [IOMMU §8]"
                + (cause.recordedWithDtf() ? "; recorded even with DTF=1" : "; dropped with DTF=1");
    }

    private void print(String code, String cause, List<Passage> passages, List<String> tests) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(code);
        if (!cause.isEmpty()) {
            out.println("  " + cause);
        }
        for (Passage passage : passages) {
            out.println("  docs/" + passage.document() + ":" + passage.line() + " (" + passage.heading() + ")");
            passage.text().lines().forEach(line -> out.println("    " + line));
        }
        out.println(tests.isEmpty() ? "  no test cites it" : "  tests:");
        tests.forEach(test -> out.println("    " + test));
        out.flush();
    }

    private void writeJson(String code, String cause, List<Passage> passages, List<String> tests) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("code", code);
        report.put("cause", cause);
        report.put("passages", passages);
        report.put("tests", tests);
        try {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
        } catch (IOException e) {
            throw CommandException.environment("cannot write " + json + ": " + e.getMessage(), e);
        }
    }
}
