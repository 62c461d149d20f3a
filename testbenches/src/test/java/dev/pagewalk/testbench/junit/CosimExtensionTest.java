package dev.pagewalk.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class CosimExtensionTest {
    @AfterEach
    void forgetProperties() {
        System.clearProperty(CosimExtension.EXACT_SEED);
        System.clearProperty(CosimExtension.GLOBAL_SEED);
    }

    @Test
    void shouldFailARunInWhichAJudgeJudgedNothing() {
        assertThat(Failures.of("leavesAJudgeIdle").messages).singleElement().satisfies(message -> assertThat(message)
                .startsWith("ownership: every judge judges something"));
    }

    @Test
    void shouldRunOncePerSeedAndKeepTheMessageOfAnAssertion() {
        List<String> messages = Failures.of("failsByItself").messages;

        assertThat(messages).hasSize(3).allMatch(message -> message.contains("2L"));
        assertThat(messages.stream().map(message -> message.substring(message.lastIndexOf('='))))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTheSameSeedsAgainAndOthersForAnotherGlobalSeed() {
        String first = Failures.of("leavesAJudgeIdle").entries.get("seed");
        String again = Failures.of("leavesAJudgeIdle").entries.get("seed");
        System.setProperty(CosimExtension.GLOBAL_SEED, "2");
        String other = Failures.of("leavesAJudgeIdle").entries.get("seed");

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    @Tag("smoke")
    void shouldNameTheOldestTransactionWhenTheWatchdogBites() {
        List<String> lines = Failures.of("waitsForMemoryThatIsTooSlow").lines();

        assertThat(lines.get(0)).contains("cycle limit");
        assertThat(lines.get(4))
                .matches("oldest outstanding transaction: read on (s|m)_axi_host of 0x90000040 .* since cycle \\d+");
    }

    @Test
    void shouldWordAFailureOfTheBootLikeAnyOther() {
        List<String> lines = Failures.of(
                        FailsOnPurpose.class, "failsWhileTheHostBoots", CosimPlatform.class, HostStack.class)
                .lines();

        assertThat(lines.get(0)).contains("cycle limit");
        assertThat(lines).anyMatch(line -> line.startsWith("bundle: "));
        assertThat(lines.get(lines.size() - 1)).startsWith("./mvnw ");
    }

    @Test
    void shouldEndARunThatPollsForEver() {
        List<String> lines = Failures.of("pollsForEver").lines();

        assertThat(lines.get(0)).isEqualTo("watchdog: a run ends within its limit of cycles [DESIGN §8]");
        assertThat(lines.get(3)).isEqualTo("cycle:    5000");
    }

    @Test
    @Tag("smoke")
    void shouldRefuseWhatCannotBeConfiguredWithTheWayOut() {
        assertThat(Failures.of("asksForAConfigurationThatDoesNotExist").messages.get(0))
                .startsWith("unknown configuration: name=huge, known=small,")
                .endsWith("correct @CosimTest(configurations) or -Dpagewalk.cosim.configuration");
        assertThat(Failures.of("asksForNoSeed").messages.get(0)).endsWith("seeds=0; give at least 1");
        System.setProperty(CosimExtension.EXACT_SEED, "x1");
        assertThat(Failures.of("failsByItself").messages.get(0))
                .isEqualTo(
                        "seed is no number: property=pagewalk.cosim.seed, value=x1; give a decimal number of 64 bits");
    }
}
