package dev.pagewalk.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.testbench.platform.CosimPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class CosimExtensionTest {
    /** Tests that fail on purpose; only the launcher below runs them. */
    static final class Samples {
        @CosimTest(idleJudges = {"tableWrite", "translation", "ownership"})
        void losesAHostStore(CosimPlatform platform) {
            platform.plant(new BridgeCanary(BridgeCanary.Kind.DROP_HOST_STORE, 1));
            platform.bus().store(0x9000_0000L, 8, 1);
            platform.bus().store(0x9000_0008L, 8, 2);
            platform.bus().store(0x9000_0010L, 8, 3);
            platform.bus().barrier();
        }

        @CosimTest(idleJudges = {"tableWrite", "translation"})
        void leavesAJudgeIdle(CosimPlatform platform) {
            platform.bus().store(0x9000_0000L, 8, 1);
        }

        @CosimTest(
                seeds = 3,
                idleJudges = {"tableWrite", "translation", "ownership"})
        void failsByItself(CosimPlatform platform) {
            platform.bus().store(0x9000_0000L, 8, 1);
            assertThat(platform.bus().load(0x9000_0000L, 8)).isEqualTo(2);
        }
    }

    @Test
    @Tag("smoke")
    void shouldWordAViolationInOrderWithTheRerunCommandLast() {
        List<String> lines = failures("losesAHostStore").get(0).lines().toList();

        assertThat(lines.get(0)).startsWith("data: host stores reach memory complete, unchanged and in program order");
        assertThat(lines.get(1)).isEqualTo("expected: 0x2 to 0x90000008, lanes 0xff");
        assertThat(lines.get(2)).isEqualTo("actual:   0x3 to 0x90000010, lanes 0xff");
        assertThat(lines.get(3)).startsWith("cycle:    ");
        assertThat(lines.get(4)).startsWith("oldest outstanding transaction: ");
        assertThat(lines.get(5)).isEqualTo("last records:");
        assertThat(lines.get(lines.size() - 1))
                .startsWith("./mvnw -pl testbenches -am test -Dtest='Samples#losesAHostStore'")
                .contains("-Dpagewalk.cosim.configuration=small", "-Dpagewalk.cosim.seed=");
        String bundle = lines.get(lines.size() - 2);
        assertThat(Files.isRegularFile(Path.of(bundle.substring("bundle: ".length()))))
                .isTrue();
    }

    @Test
    void shouldFailARunInWhichAJudgeJudgedNothing() {
        assertThat(failures("leavesAJudgeIdle")).singleElement().satisfies(message -> assertThat(message)
                .startsWith("ownership: every judge judges something"));
    }

    @Test
    void shouldRunOncePerSeedAndKeepTheMessageOfAnAssertion() {
        assertThat(failures("failsByItself")).hasSize(3).allMatch(message -> message.contains("2L"));
    }

    private static List<String> failures(String method) {
        List<String> messages = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Samples.class, method, CosimPlatform.class.getName()))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
                    result.getThrowable().ifPresent(thrown -> messages.add(thrown.getMessage()));
                }
            }
        });
        return messages;
    }
}
