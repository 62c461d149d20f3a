package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tools that a build runs, with their versions.
 *
 * @param verilator command of Verilator
 * @param compiler command of the C++ compiler
 * @param verilatorVersion for example {@code 5.006}
 * @param compilerVersion for example {@code 12.2.0}
 * @param verilatorRoot folder whose {@code include} has Verilator's runtime
 */
public record ToolChain(
        String verilator, String compiler, String verilatorVersion, String compilerVersion, Path verilatorRoot) {
    private static final Pattern VERILATOR = Pattern.compile("Verilator (\\d+)\\.(\\d+)");
    private static final int NEEDED_MAJOR = 5;
    private static final int NEEDED_MINOR = 6;
    private static final long TIMEOUT_SECONDS = 60;

    /**
     * Finds the tools on the path.
     *
     * @return the tools
     * @throws MissingToolException with the command that installs what is missing or too old
     */
    public static ToolChain detect() {
        return detect("verilator", "g++");
    }

    /**
     * Finds tools by their commands.
     *
     * @param verilator command of Verilator
     * @param compiler command of the C++ compiler
     * @return the tools
     * @throws MissingToolException with the command that installs what is missing or too old
     */
    public static ToolChain detect(String verilator, String compiler) {
        String banner = output("verilator", List.of(verilator, "--version"), "");
        Matcher matcher = VERILATOR.matcher(banner);
        if (!matcher.find()) {
            throw new MissingToolException(
                    "verilator: version not understood: output=" + firstLine(banner), "verilator");
        }
        String version = matcher.group(1) + '.' + matcher.group(2);
        if (!isRecent(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))) {
            throw new MissingToolException(
                    "verilator too old: found=" + version + ", needed=5.006 or newer (Debian 12 has it)", "verilator");
        }
        String compilerVersion = firstLine(output("g++", List.of(compiler, "-dumpfullversion", "-dumpversion"), ""));
        checkZlib(compiler);
        Path root = Path.of(firstLine(output("verilator", List.of(verilator, "--getenv", "VERILATOR_ROOT"), "")));
        return new ToolChain(verilator, compiler, version, compilerVersion, root);
    }

    private static boolean isRecent(int major, int minor) {
        return major > NEEDED_MAJOR || (major == NEEDED_MAJOR && minor >= NEEDED_MINOR);
    }

    private static void checkZlib(String compiler) {
        try {
            output("zlib", List.of(compiler, "-x", "c++", "-fsyntax-only", "-"), "#include <zlib.h>\n");
        } catch (BuildException e) {
            throw new MissingToolException("zlib headers missing: file=zlib.h", "zlib1g-dev");
        }
    }

    /** Output of a short command; a command that is not there is a missing tool. */
    private static String output(String tool, List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new MissingToolException(tool + ": not usable: output=" + firstLine(text), packageOf(tool));
            }
            return text;
        } catch (IOException e) {
            throw new MissingToolException(tool + " not found: command=" + command.get(0), packageOf(tool));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted while asking for a version: tool=" + tool, e);
        }
    }

    private static String packageOf(String tool) {
        return tool.equals("zlib") ? "zlib1g-dev" : tool;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    /**
     * Versions in one line, as part of the content hash.
     *
     * @return tools and versions
     */
    public String versions() {
        return "verilator " + verilatorVersion + ", g++ " + compilerVersion + ", " + System.getProperty("os.arch");
    }
}
