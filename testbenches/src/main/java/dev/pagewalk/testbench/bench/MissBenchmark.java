package dev.pagewalk.testbench.bench;

import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.DomainKind;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;

import java.util.ArrayList;
import java.util.List;

/** Measures on the RTL, judges on, how hits pass misses and how misses overlap. */
public final class MissBenchmark {
    private static final int DEVICE = 1;
    private static final int LATENCY = 50;
    private static final int MISSES = 8;
    private static final int WORD = 8;
    private static final int HIT_ID = 1;

    /**
     * What was measured, in cycles from address in to address out.
     *
     * @param hitAlone a hit with nothing else going on
     * @param hitBehindMiss a hit that came right after a miss
     * @param missAlone one miss
     * @param missesTogether from the first of eight misses on eight ids to the last address out
     */
    public record Result(long hitAlone, long hitBehindMiss, long missAlone, long missesTogether) {
        /** How many misses were in flight on average. */
        public double overlap() {
            return (double) MISSES * missAlone / missesTogether;
        }
    }

    private final Models models;
    private final String configuration;

    public MissBenchmark(Models models, String configuration) {
        this.models = models;
        this.configuration = configuration;
    }

    /** Measures with a memory latency of 50 cycles. */
    public Result run() {
        PlatformContext context =
                new PlatformContext().configuration(configuration).latency(LATENCY);
        try (CosimPlatform platform = CosimPlatform.open(context, models)) {
            PassageProbe probe = new PassageProbe(platform.signals());
            platform.judges().observe(probe);
            HostStack host = new HostStack(platform);
            long[] pages = mappedPages(platform, host, 2 * MISSES + 2);
            DmaDevice device = platform.device(DEVICE).maxBeats(1);
            read(device, probe, pages[0]);
            read(device, probe, pages[0]);
            long hitAlone = probe.passage(HIT_ID);
            read(device, probe, pages[1]);
            long missAlone = probe.passage(HIT_ID);
            read(device, probe, pages[2], pages[0]);
            long hitBehindMiss = probe.passage(HIT_ID + 1);
            long[] cold = new long[MISSES];
            System.arraycopy(pages, 3, cold, 0, MISSES);
            read(device, probe, cold);
            long together = 0;
            for (int id = 1; id <= MISSES; id++) {
                together = Math.max(together, probe.left(id) - probe.entered(HIT_ID));
            }
            platform.finish();
            return new Result(hitAlone, hitBehindMiss, missAlone, together);
        }
    }

    /** Reads one word of each page, each with an id of its own, from {@link #HIT_ID} on. */
    private static void read(DmaDevice device, PassageProbe probe, long... pages) {
        probe.clear();
        device.nextId(HIT_ID);
        List<DmaSegment> list = new ArrayList<>();
        for (long page : pages) {
            list.add(new DmaSegment(page, WORD));
        }
        DmaTransfer transfer = device.finish(device.read(list));
        if (transfer.failed() != 0) {
            throw new IllegalStateException("benchmark read refused: response=" + transfer.response());
        }
    }

    private static long[] mappedPages(CosimPlatform platform, HostStack host, int count) {
        IommuDomain domain = host.driver().createDomain(DomainKind.SECOND_STAGE);
        host.driver().attach(domain, DEVICE);
        long[] pages = new long[count];
        for (int i = 0; i < count; i++) {
            long pfn = host.kernel().machine().pfns().allocate("benchmark");
            platform.intents().pageLocked(pfn, 1, 1);
            pages[i] = pfn << 12;
            domain.map(pages[i], pages[i], 1, Access.READ_WRITE);
        }
        return pages;
    }
}
