package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.example.MyFreeMdl.myFreeMdl;
import static dev.pagewalk.host.trace.SeedDocument.USING_MDLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class MyFreeMdlTest {

    @ParameterizedTest
    @CsvSource({
        "I, freed",
        "N, freed",
        "L, freed",
        "LM, freed",
        "P, freed",
        "PM, freed",
        "PI, freed",
        "PN, freed",
        "A, S-UNL-9",
        "AM, S-UNL-9",
        "RL, S-UNL-8",
        "RP, S-UMP-8",
        "RA, S-UNL-9"
    })
    @Rule({"S-EX-1", "S-IOF-5"})
    @Seed(document = USING_MDLS, sentence = "MDL-32")
    @Seed(document = USING_MDLS, sentence = "MDL-33")
    @Seed(document = USING_MDLS, sentence = "MDL-34")
    void shouldFreeWhatProbeOrIoManagerMadeAndReportTheRest(MdlState state, String outcome) {
        MdlFixture fixture = new MdlFixture(state, new KernelSettings());
        int withoutMapping = fixture.kernel.machine().systemPtes().total() - 6;

        if (outcome.equals("freed")) {
            myFreeMdl(fixture.kernel, fixture.mdl);
            assertThat(fixture.mdl.isAlive()).isFalse();
            int sourceMapping = state == MdlState.PI ? fixture.source.spanPages() : 0;
            assertThat(fixture.kernel.machine().systemPtes().free()).isEqualTo(withoutMapping - sourceMapping);
        } else {
            assertViolation(fixture.kernel, outcome, () -> myFreeMdl(fixture.kernel, fixture.mdl));
        }
    }

    @Test
    @Rule({"S-EX-1", "S-IRP-7"})
    @Seed(document = USING_MDLS, sentence = "MDL-32")
    void shouldFreeAWholeChain() {
        Kit kit = new Kit();
        Mdl head = kit.locked(0, 0x2000);
        Mdl second = kit.mdl(kit.pool(0x1000), 0x100);
        kit.kernel.mmBuildMdlForNonPagedPool(second);
        Mdl third = kit.locked(0x10, 0x1000);
        kit.map(head);
        head.next(second);
        second.next(third);

        myFreeMdl(kit.kernel, head);

        assertThat(kit.kernel.mdls().live()).isEmpty();
        assertThat(kit.machine.currentProcess().lockedPages()).isZero();
        assertThat(kit.machine.systemPtes().free())
                .isEqualTo(kit.machine.systemPtes().total());
    }

    @Test
    void shouldPortTheExampleOfTheMdlDocumentInUnderTwentyLinesAsTheGuideShowsIt() throws IOException {
        Path root = Path.of(System.getProperty("pagewalk.root", ".."));
        String source =
                Files.readString(root.resolve("host-model/src/main/java/dev/pagewalk/host/example/MyFreeMdl.java"));
        int from = source.indexOf("    public static void myFreeMdl");
        String method = source.substring(from, source.indexOf("\n    }\n", from) + "\n    }\n".length());
        String shown = method.replace("    public static", "    static")
                .stripTrailing()
                .stripIndent();

        assertThat(method.lines()).hasSizeLessThan(20);
        assertThat(Files.readString(root.resolve("docs/host-model.md"))).contains(shown);
    }
}
