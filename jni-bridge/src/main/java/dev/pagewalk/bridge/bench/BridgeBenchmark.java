package dev.pagewalk.bridge.bench;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.Stop;
import dev.pagewalk.bridge.build.BuildOptions;
import dev.pagewalk.bridge.build.ModelBuilder;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.record.AxiBus;
import dev.pagewalk.bridge.record.AxiChannel;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.bridge.record.PinField;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures in one run what records and their reading cost against the native loop alone. All variants run the same
 * traffic in turns, in the processor time of one thread; the median of the turns counts.
 */
public final class BridgeBenchmark {
    private static final int BATCH = 1024;
    private static final int REACTIVE_SHARE = 20;

    /** What is measured. */
    public enum Variant {
        /** Native loop with all bus models, one call, no records: a plain C++ test bench. */
        RAW("native loop in one call, no records"),
        /** The same in batches. */
        BATCHED("batches of " + BATCH + ", no records"),
        /** With records, events and hash; nobody reads. */
        RECORDS("batches of " + BATCH + ", records written"),
        /** With records that Java reads, looking at handshakes and addresses of every bus. */
        READING("batches of " + BATCH + ", records read in Java"),
        /** One call per cycle. */
        REACTIVE("one cycle per call, records read in Java");

        private final String text;

        Variant(String text) {
            this.text = text;
        }

        /**
         * What the variant is, in words.
         *
         * @return a few words
         */
        public String text() {
            return text;
        }
    }

    private final ModelLibrary library;
    private final long cycles;
    private final int turns;
    private double busyShare = 1;

    /**
     * A benchmark.
     *
     * @param library library to measure
     * @param cycles cycles per turn
     * @param turns turns per variant
     */
    public BridgeBenchmark(ModelLibrary library, long cycles, int turns) {
        this.library = library;
        this.cycles = cycles;
        this.turns = turns;
    }

    /**
     * Measures.
     *
     * @return cycles per second of processor time, by variant
     */
    public Map<Variant, Double> run() {
        Map<Variant, double[]> samples = new EnumMap<>(Variant.class);
        for (int turn = -1; turn < turns; turn++) {
            for (Variant variant : Variant.values()) {
                double speed = measure(variant);
                if (turn >= 0) {
                    samples.computeIfAbsent(variant, key -> new double[turns])[turn] = speed;
                }
            }
        }
        Map<Variant, Double> medians = new EnumMap<>(Variant.class);
        samples.forEach((variant, values) -> {
            Arrays.sort(values);
            medians.put(variant, values[values.length / 2]);
        });
        return medians;
    }

    private double measure(Variant variant) {
        boolean records = variant.compareTo(Variant.RECORDS) >= 0;
        ModelContext context = new ModelContext();
        try (Model model = Model.open(library, records ? context : context.withoutRecords())) {
            long count = variant == Variant.REACTIVE ? cycles / REACTIVE_SHARE : cycles;
            Reader reader = new Reader(model);
            submit(model, count);
            long start = cpuNanos();
            long step = variant == Variant.RAW ? count : variant == Variant.REACTIVE ? 1 : BATCH;
            long done = 0;
            while (done < count) {
                if (variant.compareTo(Variant.READING) >= 0) {
                    model.run(step, Stop.NONE, reader);
                } else if (records) {
                    model.advance(step, Stop.NONE);
                    model.reader().skip();
                } else {
                    model.advance(step, Stop.NONE);
                }
                done += step;
            }
            double speed = done * 1e9 / (cpuNanos() - start);
            if (variant == Variant.READING) {
                busyShare = (double) reader.busy / done;
            }
            if (variant.compareTo(Variant.READING) >= 0 && reader.sum == 0) {
                throw new IllegalStateException("benchmark read nothing: variant=" + variant);
            }
            return speed;
        }
    }

    /**
     * What records cost: native time for writing and hashing them, over the cycles in which a channel moves.
     *
     * @param speeds what {@link #run} measured
     * @return nanoseconds per busy cycle
     */
    public double recordNanosPerBusyCycle(Map<Variant, Double> speeds) {
        double perCycle = 1e9 / speeds.get(Variant.RECORDS) - 1e9 / speeds.get(Variant.BATCHED);
        return perCycle / busyShare;
    }

    /** Time of this thread alone: other work on the machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Traffic on all ports for the whole length: bursts of the device, stores of the host, register writes. */
    private static void submit(Model model, long cycles) {
        // on the IOMMU this register is ddtp and 1 is Bare: requests pass untranslated
        model.submit(new MmioWrite(0x10, 8, 1));
        boolean host = model.layout().hasBus("s_axi_host");
        for (long at = 0; at < cycles; at += 40) {
            int id = (int) (at / 40 % 16);
            model.submit(
                    new DeviceRead(0x10000 + at % 0x8000 / 64 * 64, 8).id(id).earliest(at));
            model.submit(new DeviceWrite(0x20000 + at % 0x8000 / 64 * 64, at, ~at, at, ~at)
                    .id(id)
                    .earliest(at));
            if (host) {
                model.submit(new HostStore(0x30000 + at % 4096 / 8 * 8, 8, at).earliest(at));
            }
            if (at % 400 == 0) {
                model.submit(new MmioWrite(0x18, 8, 0).earliest(at));
            }
        }
    }

    /** Looks at what a judge looks at: handshakes of every channel and one pin of each transfer. */
    private static final class Reader implements RecordHandler {
        private final PinField[] fields;
        private final long[] bits;
        private long sum;
        private long busy;

        Reader(Model model) {
            List<PinField> pins = new ArrayList<>();
            List<Long> masks = new ArrayList<>();
            for (AxiBus bus : model.layout().buses()) {
                Consumer<AxiChannel> add = channel -> {
                    pins.add(channel.fields().values().iterator().next());
                    masks.add(1L << channel.index());
                };
                bus.channels().forEach(add);
            }
            fields = pins.toArray(new PinField[0]);
            bits = masks.stream().mapToLong(Long::longValue).toArray();
        }

        @Override
        public void onCycle(CycleRecordFlyweight record) {
            long fires = record.validMask() & record.readyMask();
            for (int i = 0; i < bits.length; i++) {
                if ((fires & bits[i]) != 0) {
                    sum += record.get(fields[i]);
                }
            }
            sum += record.repeat();
            busy += fires == 0 ? 0 : record.repeat();
        }

        @Override
        public void onEvent(EventRecordFlyweight event) {
            sum += event.data();
        }
    }

    /**
     * What waveforms cost that are compiled in and off, against a library without them.
     *
     * @param plain the same design without waveforms
     * @return speed with them over speed without
     */
    public double speedWithWavesCompiledIn(ModelLibrary plain) {
        BridgeBenchmark other = new BridgeBenchmark(plain, cycles, turns);
        double[] ratios = new double[turns];
        for (int turn = -1; turn < turns; turn++) {
            double without = other.measure(Variant.BATCHED);
            double with = measure(Variant.BATCHED);
            if (turn >= 0) {
                ratios[turn] = with / without;
            }
        }
        Arrays.sort(ratios);
        return ratios[turns / 2];
    }

    private static ModelLibrary build(String[] arguments, BuildOptions options) {
        return new ModelBuilder(Path.of(arguments[1]))
                .options(options)
                .progress((stage, done, total) -> System.err.printf("%s %d/%d%n", stage, done, total))
                .build(Path.of(arguments[0]));
    }

    /**
     * Builds the library of a published top and prints the table.
     *
     * @param arguments folder of the published top, folder of the cache, cycles per turn (default 200000), and {@code
     *     waves} to compare with a library without waveforms
     */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("arguments: PUBLISHED_FOLDER CACHE_FOLDER [CYCLES [waves]]");
        }
        long cycles = arguments.length > 2 ? Long.parseLong(arguments[2]) : 200_000;
        BuildOptions options = BuildOptions.DEFAULT.withOptimisation(System.getProperty("optimisation", "-O3"));
        ModelLibrary library = build(arguments, options);
        if (arguments.length > 3) {
            ModelLibrary plain = build(arguments, options.withoutWaves());
            double ratio = new BridgeBenchmark(library, cycles, 7).speedWithWavesCompiledIn(plain);
            System.out.printf(
                    Locale.ROOT, "waveforms compiled in and off: %.1f %% of the speed without%n", 100 * ratio);
            return;
        }
        Map<Variant, Double> speeds = new BridgeBenchmark(library, cycles, 7).run();
        double raw = speeds.get(Variant.RAW);
        speeds.forEach((variant, speed) -> System.out.printf(
                Locale.ROOT, "%-44s %9.0f cycles/s %6.1f %% of raw%n", variant.text(), speed, 100 * speed / raw));
    }
}
