package dev.pagewalk.testbench.bench;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.JudgePanel;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.TapePlayer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What judging costs: {@link RandomDma} is recorded once and judged again and again, each judge alone and all together.
 * Nanoseconds of processor time per busy cycle, one in which a channel moves; the median of several turns after
 * warming up. Mapping, and the first rounds of traffic, are judged as well and not measured.
 */
public final class JudgeBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FIRST_ROUNDS = 5;
    private static final int ROUNDS = 40;
    private static final int LATENCY = 10;
    private static final int WARM_UPS = 20;
    /** Name of the measurement without a judge: handing out the records. */
    public static final String NONE = "none";
    /** Name of the measurement of {@link PinReader}: reading everything once, judging nothing. */
    public static final String READING = "reading";
    /** Name of the measurement of all judges together. */
    public static final String ALL = "all";

    /**
     * What came out.
     *
     * @param nanoseconds per busy cycle by judge
     * @param recordNanoseconds of processor time per busy cycle that records cost
     * @param unrecorded cycles per second without records
     * @param sameThread share of it with all judges in the thread of the simulation
     * @param otherThread share of it with all judges in a thread of their own
     * @param cycles that were measured
     * @param busyCycles of them
     * @param translations in them
     * @param hitShare of the translations that the IOTLB answered
     */
    public record Result(
            Map<String, Double> nanoseconds,
            double recordNanoseconds,
            double unrecorded,
            double sameThread,
            double otherThread,
            long cycles,
            long busyCycles,
            long translations,
            double hitShare) {}

    private final ModelLibrary library;
    private final int turns;

    /** A benchmark on the traffic of a model; {@code turns} measurements, of which the median counts. */
    public JudgeBenchmark(ModelLibrary library, int turns) {
        this.library = library;
        this.turns = turns;
    }

    /** Runs the traffic once and measures the judges on it. */
    public Result run() {
        try {
            Path journal = Files.createTempFile("pagewalk-bench", ".pwj");
            try {
                return measure(journal);
            } finally {
                Files.delete(journal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the journal of the benchmark", e);
        }
    }

    private Result measure(Path journal) {
        TrafficRecording recording = record(journal);
        JudgeMakers makers = new JudgeMakers(library, recording);
        TapePlayer player = new TapePlayer(library);
        Map<String, Double> nanoseconds = new LinkedHashMap<>();
        nanoseconds.put(NONE, measure(recording, player, signals -> List.of()));
        makers.each().forEach((name, maker) -> nanoseconds.put(name, measure(recording, player, maker)));
        nanoseconds.put(ALL, measure(recording, player, makers::all));
        JudgedSpeed.Times times = new JudgedSpeed(library, recording, journal, makers).run(turns);
        Map<JudgedSpeed.Variant, Double> speeds = times.clock();
        double plain = speeds.get(JudgedSpeed.Variant.UNRECORDED);
        double recorded = times.processor().get(JudgedSpeed.Variant.RECORDED)
                - times.processor().get(JudgedSpeed.Variant.UNRECORDED);
        return new Result(
                nanoseconds,
                recorded * recording.cycles() / recording.busyCycles(),
                1e9 / plain,
                plain / speeds.get(JudgedSpeed.Variant.SAME),
                plain / speeds.get(JudgedSpeed.Variant.OTHER),
                recording.cycles(),
                recording.busyCycles(),
                recording.translations(),
                recording.hitShare());
    }

    private TrafficRecording record(Path journal) {
        PlatformContext context = new PlatformContext().latency(LATENCY).journal(journal);
        try (CosimPlatform platform = CosimPlatform.open(context, library)) {
            TrafficRecording recording = new TrafficRecording(platform);
            RandomDma traffic = new RandomDma(platform);
            traffic.touchEveryPage();
            traffic.run(FIRST_ROUNDS);
            recording.measure(platform.cycle());
            traffic.run(ROUNDS);
            platform.finish();
            return recording;
        }
    }

    private double measure(TrafficRecording recording, TapePlayer player, Function<Signals, List<Judge>> maker) {
        double[] measured = new double[turns];
        for (int turn = -WARM_UPS; turn < turns; turn++) {
            List<Judge> judges = maker.apply(player.signals());
            RecordHandler handler = player.to(new JudgePanel(recording.intentQueue(), judges));
            recording.beginning().play(handler);
            long start = THREADS.getCurrentThreadCpuTime();
            recording.measured().play(handler);
            long taken = THREADS.getCurrentThreadCpuTime() - start;
            judges.forEach(JudgeMakers::requireQuiet);
            if (turn >= 0) {
                measured[turn] = (double) taken / recording.busyCycles();
            }
        }
        Arrays.sort(measured);
        return measured[turns / 2];
    }
}
