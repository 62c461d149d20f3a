package dev.pagewalk.testbench.bench;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.Replay;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.JudgePanel;
import dev.pagewalk.testbench.platform.TapePlayer;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * How fast a judged run is beside the same run without records: the journal of the recorded traffic is run again and
 * again on the same library, in turns. Time on the clock, because judges may have a processor of their own; the median
 * of the turns counts. Only what {@link TrafficRecording} measures is timed.
 */
final class JudgedSpeed {
    /** What is timed. */
    enum Variant {
        /** Nobody records. */
        UNRECORDED,
        /** Records are written and nobody looks at them. */
        RECORDED,
        /** All judges in the thread of the simulation. */
        SAME,
        /** All judges behind the simulation, in a thread of their own. */
        OTHER
    }

    private static final RecordHandler NOBODY = new RecordHandler() {
        @Override
        public void onCycle(CycleRecordFlyweight record) {
            // not looked at
        }

        @Override
        public void onEvent(EventRecordFlyweight event) {
            // not looked at
        }
    };

    private final ModelLibrary library;
    private final TrafficRecording recording;
    private final Path journal;
    private final TapePlayer player;
    private final JudgeMakers makers;

    JudgedSpeed(ModelLibrary library, TrafficRecording recording, Path journal, JudgeMakers makers) {
        this.library = library;
        this.recording = recording;
        this.journal = journal;
        this.makers = makers;
        player = new TapePlayer(library);
    }

    /**
     * Nanoseconds per measured cycle, by variant.
     *
     * @param clock on the clock
     * @param processor of the thread that simulates
     */
    record Times(Map<Variant, Double> clock, Map<Variant, Double> processor) {}

    /** Times every variant that many times, in turns. */
    Times run(int turns) {
        Map<Variant, double[]> clock = new EnumMap<>(Variant.class);
        Map<Variant, double[]> processor = new EnumMap<>(Variant.class);
        for (int turn = -1; turn < turns; turn++) {
            for (Variant variant : Variant.values()) {
                Stopwatch watch = time(variant);
                if (turn >= 0) {
                    clock.computeIfAbsent(variant, key -> new double[turns])[turn] =
                            (double) watch.taken / recording.cycles();
                    processor.computeIfAbsent(variant, key -> new double[turns])[turn] =
                            (double) watch.processor / recording.cycles();
                }
            }
        }
        return new Times(medians(clock), medians(processor));
    }

    private static Map<Variant, Double> medians(Map<Variant, double[]> samples) {
        Map<Variant, Double> medians = new EnumMap<>(Variant.class);
        samples.forEach((variant, values) -> {
            Arrays.sort(values);
            medians.put(variant, values[values.length / 2]);
        });
        return medians;
    }

    private Stopwatch time(Variant variant) {
        Stopwatch watch = new Stopwatch(recording.firstCycle());
        switch (variant) {
            case UNRECORDED -> Replay.measure(journal, library, null, watch);
            case RECORDED -> Replay.measure(journal, library, NOBODY, watch);
            default -> judged(variant, watch);
        }
        watch.stop();
        return watch;
    }

    private void judged(Variant variant, Stopwatch watch) {
        List<Judge> judges = makers.all(player.signals());
        JudgePanel panel = new JudgePanel(recording.intentQueue(), judges);
        if (variant == Variant.SAME) {
            Replay.measure(journal, library, player.to(panel), watch);
        } else {
            try (TapePlayer.Behind behind = player.behind(panel)) {
                Replay.measure(journal, library, behind, watch);
            }
        }
        judges.forEach(JudgeMakers::requireQuiet);
    }

    /** Starts when the run comes to what is measured. */
    private static final class Stopwatch implements LongConsumer {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private final long first;
        private long start;
        private long startProcessor;
        private long taken;
        private long processor;

        Stopwatch(long first) {
            this.first = first;
        }

        @Override
        public void accept(long cycle) {
            if (start == 0 && cycle >= first) {
                start = System.nanoTime();
                startProcessor = THREADS.getCurrentThreadCpuTime();
            }
        }

        void stop() {
            taken = System.nanoTime() - start;
            processor = THREADS.getCurrentThreadCpuTime() - startProcessor;
        }
    }
}
