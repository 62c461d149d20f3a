package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** More than 1 GB of scenarios in a heap of 48 MB: memory does not depend on the length of the file. */
@Tag("nightly")
class LongStreamTest {
    private static final long BYTES = 1_100_000_000L;

    @Test
    void shouldPlayMoreThanOneGigabyteInASmallHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Repeater.class.getName(),
                        Long.toString(BYTES)))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output.strip()).matches("passed [1-9]\\d{5,}, failed 0, heap [1-4]?\\d MB");
        assertThat(process.exitValue()).isZero();
    }

    /** Plays lines of seed 101 again and again until enough bytes have gone by; the program of the small heap. */
    static final class Repeater {
        private Repeater() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            long[] counts = new long[2];
            try (LineSource lines = LineSource.of(new Repeated(Long.parseLong(arguments[0])));
                    VectorRun run = new VectorRun(GoldenTarget::new, 2, Selection.ALL)) {
                run.play(lines, verdict -> counts[verdict.kind() == Verdict.Kind.PASSED ? 0 : 1]++);
            }
            long heap = Runtime.getRuntime().maxMemory() >> 20;
            System.out.println("passed " + counts[0] + ", failed " + counts[1] + ", heap " + heap + " MB");
        }
    }

    /** The text of the first scenarios of seed 101, over and over. */
    private static final class Repeated extends InputStream {
        private final byte[] text;
        private long left;
        private int position;

        Repeated(long bytes) throws IOException {
            StringBuilder lines = new StringBuilder();
            try (LineSource source =
                    LineSource.open(Path.of("src/test/resources/conformance", ConformanceFiles.SEED_101))) {
                while (lines.length() < 1 << 20) {
                    lines.append(source.next()).append('\n');
                }
            }
            text = lines.toString().getBytes(StandardCharsets.UTF_8);
            left = bytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0 && position == 0) {
                return -1;
            }
            int count = Math.min(length, text.length - position);
            System.arraycopy(text, position, buffer, offset, count);
            position = (position + count) % text.length;
            left -= count;
            return count;
        }
    }
}
