package dev.pagewalk.testbench.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.report.timeline.TimelineText;
import dev.pagewalk.testbench.report.timeline.TransactionLog;

import java.util.List;
import java.util.function.Consumer;

/**
 * Two reads of one page by a device: the first needs the device context and a walk, the second hits. Memory answers
 * after four cycles. What docs/tutorials/read-a-waveform.md shows.
 */
final class FirstRead {
    static final int DEVICE = 9;

    private static final int LATENCY = 4;
    private static final int PAGE = 4096;

    final List<String> timeline;
    final long begin;
    final long end;
    final long page;

    /** Runs; {@code ready} gets the platform right before the first read. */
    FirstRead(Consumer<CosimPlatform> ready) {
        PlatformContext context = new PlatformContext().latency(LATENCY);
        try (CosimPlatform platform = CosimPlatform.open(context, Models.standard(BuildProgress.SILENT))) {
            TransactionLog log = new TransactionLog(platform.signals(), 0, Long.MAX_VALUE);
            platform.judges().observe(log);
            HostStack host = new HostStack(platform);
            page = map(host);
            platform.bus().barrier();
            platform.clock().runUntilIdle();
            begin = platform.cycle();
            ready.accept(platform);
            platform.clock().runFor(2);
            DmaDevice device = platform.device(DEVICE).ids(1).maxBeats(1);
            for (int i = 0; i < 2; i++) {
                DmaTransfer read = device.finish(device.read(List.of(new DmaSegment(page + 64L * i, Long.BYTES))));
                assertThat(read.response()).isEqualTo(AxiResponse.OKAY);
            }
            platform.clock().runFor(4);
            end = platform.cycle();
            timeline = new TimelineText(log)
                    .lines().stream().dropWhile(line -> !line.contains("DMA")).toList();
            assertThat(platform.judges().violations()).isEmpty();
        }
    }

    private static long map(HostStack host) {
        long buffer = host.kernel().machine().currentProcess().space().allocate(PAGE);
        Mdl mdl = host.kernel().ioAllocateMdl(buffer, PAGE, false, false, null);
        host.kernel().mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        DxgkAdapter adapter = host.dxgk().addAdapter(DEVICE);
        host.dxgk().enableIommu(adapter, ExclusiveAccess.NONE);
        DxgkArgCbMapMdlToIoMmu map = new DxgkArgCbMapMdlToIoMmu(mdl);
        host.interfaceTable().dxgkCbMapMdlToIoMmu(adapter.lead(), map);
        return adapter.mapping(map.hMemoryHandle()).deviceAddress(0);
    }
}
