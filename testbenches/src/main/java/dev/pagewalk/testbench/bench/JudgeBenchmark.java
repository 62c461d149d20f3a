package dev.pagewalk.testbench.bench;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.DomainKind;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.data.DataJudge;
import dev.pagewalk.testbench.judge.ownership.OwnershipJudge;
import dev.pagewalk.testbench.judge.protocol.ProtocolJudge;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.TableWriteJudge;
import dev.pagewalk.testbench.judge.translation.DesignFacts;
import dev.pagewalk.testbench.judge.translation.TranslationJudge;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.platform.PlatformContext;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What judging costs: a run with traffic on every channel is kept in memory and judged again and again, each judge
 * alone and all together. Nanoseconds of processor time per busy cycle, one with at least one handshake.
 */
public final class JudgeBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int DEVICE = 1;
    private static final int PAGES = 32;
    private static final int ROUNDS = 12;
    private static final int PAGE_BYTES = 4096;
    private static final int WARM_UPS = 3;
    /** Name of the measurement of all judges together. */
    public static final String ALL = "all";

    /** The nanoseconds per busy cycle by judge, and how many busy cycles there were. */
    public record Result(Map<String, Double> nanoseconds, long busyCycles) {}

    private final ModelLibrary library;
    private final int turns;

    /** A benchmark on the traffic of a model; {@code turns} measurements, of which the median counts. */
    public JudgeBenchmark(ModelLibrary library, int turns) {
        this.library = library;
        this.turns = turns;
    }

    /** Runs the traffic once and measures the judges on it. */
    public Result run() {
        PlatformContext context = new PlatformContext().latency(1);
        try (CosimPlatform platform = CosimPlatform.open(context, library)) {
            CapturedRun captured = capture(platform);
            Signals signals = platform.signals();
            Map<String, Function<Signals, Judge>> makers = makers(platform);
            Map<String, Double> nanoseconds = new LinkedHashMap<>();
            makers.forEach(
                    (name, maker) -> nanoseconds.put(name, measure(captured, () -> List.of(maker.apply(signals)))));
            nanoseconds.put(ALL, measure(captured, () -> makers.values().stream()
                    .map(maker -> maker.apply(signals))
                    .toList()));
            return new Result(nanoseconds, captured.busyCycles());
        }
    }

    private static Map<String, Function<Signals, Judge>> makers(CosimPlatform platform) {
        Map<String, String> parameters = platform.library().ports().parameters();
        Map<String, Function<Signals, Judge>> makers = new LinkedHashMap<>();
        makers.put("protocol", ProtocolJudge::new);
        makers.put("tableWrite", signals -> new TableWriteJudge(signals, () -> "none"));
        makers.put("data", signals -> DataJudge.withoutStimulus(signals, () -> "none"));
        makers.put("translation", signals -> new TranslationJudge(signals, DesignFacts.of(parameters), () -> "none"));
        makers.put("ownership", signals -> new OwnershipJudge(() -> "none"));
        return makers;
    }

    /** Makes judges for each turn, so that every one begins with the run. */
    private interface Maker {
        List<Judge> make();
    }

    private double measure(CapturedRun captured, Maker maker) {
        double[] measured = new double[turns];
        for (int turn = -WARM_UPS; turn < turns; turn++) {
            List<Judge> judges = maker.make();
            long start = THREADS.getCurrentThreadCpuTime();
            captured.play(judges);
            long taken = THREADS.getCurrentThreadCpuTime() - start;
            judges.forEach(JudgeBenchmark::requireQuiet);
            if (turn >= 0) {
                measured[turn] = (double) taken / captured.busyCycles();
            }
        }
        Arrays.sort(measured);
        return measured[turns / 2];
    }

    private static void requireQuiet(Judge judge) {
        if (!judge.violations().isEmpty() || judge.checks() == 0) {
            throw new IllegalStateException("benchmark judge: name=" + judge.name() + ", checks=" + judge.checks()
                    + ", violations=" + judge.violations());
        }
    }

    private static CapturedRun capture(CosimPlatform platform) {
        List<String> channels = new ArrayList<>();
        for (String bus : List.of("s_axi_dev", "m_axi_mem", "m_axi_ptw", "s_axi_cfg", "m_axi_host")) {
            for (String channel : List.of("aw", "w", "b", "ar", "r")) {
                channels.add(bus + "_" + channel);
            }
        }
        CapturedRun captured =
                new CapturedRun(platform.signals(), platform.pins().size(), channels);
        platform.judges().observe(captured);
        HostStack host = new HostStack(platform);
        IommuDomain domain = host.driver().createDomain(DomainKind.SECOND_STAGE);
        host.driver().attach(domain, DEVICE);
        List<DmaSegment> list = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            long pfn = host.kernel().machine().pfns().allocate("benchmark");
            platform.intents().pageLocked(pfn, 1, 1);
            domain.map(pfn << 12, pfn << 12, 1, Access.READ_WRITE);
            list.add(new DmaSegment(pfn << 12, PAGE_BYTES));
        }
        DmaDevice device = platform.device(DEVICE).maxBeats(4);
        byte[] data = new byte[PAGES * PAGE_BYTES];
        for (int round = 0; round < ROUNDS; round++) {
            var reads = device.read(list);
            device.finish(device.write(list, data));
            device.finish(reads);
        }
        platform.finish();
        return captured;
    }
}
