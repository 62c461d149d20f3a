package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

@Tag("smoke")
class LauncherTest {
    private static final String JAVA_17 = "echo 'openjdk version \"17.0.1\" 2021-10-19' >&2; echo \"java $*\"";
    private static final String GOOD_BUILD =
            "[ \"$1\" = --version ] && { echo 'Apache Maven 3.9.9'; exit; }; echo build >> builds; sleep 1;"
                    + " mkdir -p testbenches/target; : > testbenches/target/dependencies.txt";

    @TempDir
    private Path sandbox;

    private LauncherSandbox launcher;

    @BeforeEach
    void sandboxOfAWorkingMachine() throws IOException {
        launcher = new LauncherSandbox(sandbox)
                .tool("java", JAVA_17)
                .tool("javac", "")
                .tool("verilator", "echo 'Verilator 5.006 2023-01-22'")
                .tool("g++", "echo 12.2.0")
                .tool("make", "echo 'GNU Make 4.3'")
                .tool("id", "echo 1000")
                .script("mvnw", GOOD_BUILD);
    }

    @Test
    void shouldBuildOnceAndStartTheCommand() throws Exception {
        LauncherSandbox.Result first = launcher.run("run", "dxgk-map");
        LauncherSandbox.Result second = launcher.run("run", "dxgk-map");

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(second.out()).contains("dev.pagewalk.testbench.cli.Pagewalk run dxgk-map");
        assertThat(Files.readAllLines(sandbox.resolve("builds"))).hasSize(1);
    }

    @Test
    void shouldBuildAgainWhenASourceChanged() throws Exception {
        launcher.run("run");
        TimeUnit.MILLISECONDS.sleep(20);
        Files.writeString(sandbox.resolve("pom.xml"), "<project/>");
        launcher.run("run");

        assertThat(Files.readAllLines(sandbox.resolve("builds"))).hasSize(2);
    }

    @Test
    void shouldRefuseAnotherSystemWithOneLine() throws Exception {
        launcher.tool("uname", "[ \"$1\" = -s ] && echo Darwin || echo x86_64");

        expectRefusal(launcher.run("run"), "this is Darwin; Pagewalk runs on Linux, or on Windows inside WSL2");
    }

    @Test
    void shouldRefuseAnotherProcessorWithOneLine() throws Exception {
        launcher.tool("uname", "[ \"$1\" = -s ] && echo Linux || echo riscv64");

        expectRefusal(launcher.run("run"), "this processor is riscv64; Pagewalk runs on x86_64 and arm64");
    }

    @Test
    void shouldAskForAJdkWhenThereIsNone() throws Exception {
        launcher.withoutTool("javac");

        expectRefusal(
                launcher.run("run"), "no JDK found; install one (Debian: apt-get install openjdk-17-jdk-headless)");
    }

    @Test
    void shouldRefuseAnOldJdk() throws Exception {
        launcher.tool("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        expectRefusal(launcher.run("run"), "JDK 11 found");
    }

    @Test
    void shouldNameTheInstallCommandWhenVerilatorIsMissingAndNothingMayBeInstalled() throws Exception {
        launcher.withoutTool("verilator").tool("apt-get", "exit 1").tool("sudo", "exit 1");

        expectRefusal(
                launcher.run("run"), "missing: verilator; run: sudo apt-get install --no-install-recommends verilator");
    }

    @Test
    void shouldAddTheOptionalToolsToTheInstallationWhenAsked() throws Exception {
        launcher.tool("apt-get", "exit 1").tool("sudo", "exit 1");

        assertThat(launcher.run("setup", "--yes").status()).isZero();
        expectRefusal(
                launcher.run("setup", "--yes", "--all"),
                "missing: yosys gtkwave; run: sudo apt-get install --no-install-recommends yosys gtkwave");
    }

    @Test
    void shouldReportAnOldVerilatorInDoctor() throws Exception {
        launcher.tool("verilator", "echo 'Verilator 4.038 2020-07-11'");

        LauncherSandbox.Result result = launcher.run("doctor");

        assertThat(result.status()).isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(result.out()).contains("4.038, 5.006 or later needed");
        assertThat(result.err()).contains("1 problem(s); ./pagewalk setup mends them");
    }

    @Test
    void shouldSayThatAptFailedWhenThereIsNoNetwork() throws Exception {
        launcher.withoutTool("verilator").tool("id", "echo 0").tool("apt-get", "echo 'E: Unable to fetch' ; exit 100");

        LauncherSandbox.Result result = launcher.run("run");

        assertThat(result.status()).isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(result.err()).contains("apt-get could not install verilator; is there a network?");
    }

    @Test
    void shouldSayThatTheBuildNeedsANetwork() throws Exception {
        launcher.script("mvnw", versionOr("echo '[ERROR] Could not transfer artifact x: Unknown host'; exit 1"));

        expectRefusal(launcher.run("run"), "the build could not fetch its dependencies; is there a network?");
    }

    @Test
    void shouldShowTheErrorsOfAFailedBuild() throws Exception {
        launcher.script("mvnw", versionOr("echo '[ERROR] Foo.java:[3,1] missing semicolon'; exit 1"));

        LauncherSandbox.Result result = launcher.run("run");

        assertThat(result.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(result.err())
                .contains("missing semicolon")
                .contains("the build failed (log: target/pagewalk/build.log)");
    }

    @Test
    void shouldRefuseAnOutputFolderThatCannotBeWritten() throws Exception {
        Files.writeString(sandbox.resolve("target"), "not a folder");

        expectRefusal(launcher.run("run"), "is the checkout read-only?");
    }

    @Test
    void shouldLetASecondRunWaitForTheBuildOfTheFirst() throws Exception {
        Process first = launcher.start("run");
        TimeUnit.MILLISECONDS.sleep(400);
        LauncherSandbox.Result second = launcher.run("run");

        assertThat(second.status()).as(second.err()).isZero();
        assertThat(second.err()).contains("another pagewalk is building in this checkout; waiting for it");
        assertThat(first.waitFor()).isZero();
        assertThat(Files.readAllLines(sandbox.resolve("builds"))).hasSize(1);
    }

    @Test
    void shouldKeepNothingHalfBuiltWhenInterrupted() throws Exception {
        launcher.script("mvnw", versionOr("touch \"$0.started\"; sleep 20"));
        Process build = launcher.start("run");
        Path started = sandbox.resolve("mvnw.started");
        for (int polls = 0; polls < 200 && Files.notExists(started); polls++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        build.toHandle().destroy();

        assertThat(build.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(build.exitValue()).isEqualTo(130);
        try (var left = Files.list(sandbox.resolve("target/pagewalk"))) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("stamp"));
        }
    }

    @Test
    void shouldExplainWrongUse() throws Exception {
        LauncherSandbox.Result none = launcher.run();
        LauncherSandbox.Result option = launcher.run("setup", "--maybe");

        assertThat(none.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(none.err()).contains("Usage: ./pagewalk COMMAND");
        assertThat(option.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(option.err()).contains("setup: unknown option --maybe");
    }

    private static String versionOr(String otherwise) {
        return "[ \"$1\" = --version ] && { echo 'Apache Maven 3.9.9'; exit; }; " + otherwise;
    }

    private static void expectRefusal(LauncherSandbox.Result result, String line) {
        assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(result.err()).contains(line);
        assertThat(result.err().lines().filter(text -> text.startsWith("pagewalk: ")))
                .isNotEmpty();
    }
}
