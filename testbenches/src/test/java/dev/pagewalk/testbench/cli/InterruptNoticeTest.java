package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class InterruptNoticeTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final InterruptNotice notice = new InterruptNotice(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void shouldSayThatTheCommandWasInterrupted() {
        notice.run();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("pagewalk: interrupted; caches are intact");
    }

    @Test
    void shouldBeSilentAfterACommandThatEnded() {
        notice.finished();
        notice.run();

        assertThat(bytes.size()).isZero();
    }
}
