package dev.pagewalk.host.dxgk;

import static dev.pagewalk.host.trace.SeedDocument.DXGKCB_MAPMDLTOIOMMU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.KernelSettings.Lifetime;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class DxgkLifetimeTest extends DxgkFixture {

    @Test
    @CatalogueRow("A13")
    void shouldReportTheBytesThatWholePagesExposeBeyondTheBuffer() {
        start();
        List<String> diagnostics = new ArrayList<>();
        kernel.machine().addListener(new DriverListener() {
            @Override
            public void diagnostic(String id, String text) {
                diagnostics.add(id);
            }
        });

        Handle handle = map(lockedMdl(0x1234, LockOperation.IO_WRITE_ACCESS));

        assertThat(adapter.mapping(handle).exposedBytesOutsideMdl()).isEqualTo(0x2000 - 0x1234);
        assertThat(diagnostics).containsExactly("exposed-bytes");
    }

    @Test
    @CatalogueRow("E9")
    void shouldMapAndUnmapFromManyThreadsAsIfOneAfterTheOther() throws InterruptedException {
        start();
        List<Mdl> mdls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            mdls.add(lockedMdl(0x3000, LockOperation.IO_WRITE_ACCESS));
        }
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (Mdl mdl : mdls) {
            threads.add(new Thread(() -> {
                for (int n = 0; n < 25; n++) {
                    unmap(map(mdl));
                }
            }));
        }
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> failures.add(e)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(adapter.mappings()).isEmpty();
        for (Mdl mdl : mdls) {
            assertThat(hardware.translate(LEAD, mdl.pfn(0) << 12, false)).isEmpty();
            assertThat(kernel.machine().pfns().frame(mdl.pfn(0)).deviceMaps()).isZero();
        }
    }

    @Test
    @CatalogueRow("E4")
    @Rule("S-DX-4")
    void shouldKeepAPageOfTwoMappingsUntilTheLastUnmap() {
        start();
        Mdl first = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        Mdl second = kernel.ioAllocateMdl(first.virtualAddress(), 0x1000, false, false, null);
        kernel.mmProbeAndLockPages(second, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        Handle one = map(first);
        Handle two = map(second);
        long address = adapter.mapping(one).deviceAddress(0);

        unmap(one);
        assertThat(hardware.translate(LEAD, address, true)).hasValue(address);
        unmap(two);

        assertThat(hardware.translate(LEAD, address, true)).isEmpty();
    }

    @Test
    @CatalogueRow("E1")
    @Rule({"S-DX-11", "S-DX-18"})
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-6")
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-7")
    void shouldNameAnUnlockBeforeTheUnmapAndLetThePageBeReused() {
        start();
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        Handle handle = map(mdl);
        long pfn = mdl.pfn(0);
        kernel.machine().currentProcess().space().free(mdl.startVa());

        kernel.mmUnlockPages(mdl);

        assertThat(callbacks.hazards())
                .anySatisfy(text -> assertThat(text).contains("pfn=0x%x".formatted(pfn), "DxgkLifetimeTest.", "freed"));
        long reused = kernel.machine().pfns().allocate("process 9");
        assertThat(reused).isEqualTo(pfn);
        assertThat(hardware.translate(LEAD, pfn << 12, true)).hasValue(pfn << 12);
        unmap(handle);
        assertThat(hardware.translate(LEAD, pfn << 12, true)).isEmpty();
    }

    @Test
    @CatalogueRow({"E1", "E2"})
    @Rule("S-DX-18")
    void shouldQuarantineThePageUntilTheUnmapInStrictMode() {
        start(new KernelSettings().lifetime(Lifetime.STRICT), new DxgkSettings());
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        Handle handle = map(mdl);
        PageFrame frame = kernel.machine().pfns().frame(mdl.pfn(0));
        kernel.machine().currentProcess().space().free(mdl.startVa());
        kernel.mmUnlockPages(mdl);
        assertThat(frame.state()).isEqualTo(PageFrame.State.QUARANTINED);

        unmap(handle);

        assertThat(frame.state()).isEqualTo(PageFrame.State.FREE);
    }

    @Test
    @CatalogueRow("E5")
    @Rule("S-DX-11")
    void shouldNoticeAnMdlThatWasAdvancedWhileMapped() {
        start();
        Mdl mdl = lockedMdl(0x3000, LockOperation.IO_WRITE_ACCESS);
        map(mdl);

        kernel.mmAdvanceMdl(mdl, 0x1000);

        assertThat(callbacks.hazards()).anySatisfy(text -> assertThat(text).contains("MDL advanced"));
    }

    @Test
    @CatalogueRow("E7")
    @Rule("S-DX-13")
    void shouldReportLeaksAtRemovalAndThenUnmapThem() {
        start();
        Mdl mdl = lockedMdl(0x2000, LockOperation.IO_WRITE_ACCESS);
        map(mdl);

        assertThat(callbacks.removeAdapter(adapter))
                .hasSize(1)
                .first()
                .asString()
                .contains("pages=2");

        assertThat(hardware.translate(LEAD, mdl.pfn(0) << 12, false)).isEmpty();
        assertThat(adapter.mappings()).isEmpty();
    }

    @Test
    void shouldStopTheMachineWhenTheHardwareNeverCompletesAnUnmap() {
        start();
        Handle handle = map(lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS));
        hardware.deaf(true);

        assertThatThrownBy(() -> unmap(handle)).isInstanceOfSatisfying(BugCheckException.class, stop -> {
            assertThat(stop.code()).isEqualTo(BugCheckCode.HAL_IOMMU_INTERNAL_ERROR);
            assertThat(stop.parameter(1)).isEqualTo(1);
            assertThat((int) stop.parameter(2)).isEqualTo(NtStatus.UNSUCCESSFUL.code());
        });
    }

    @Test
    @CatalogueRow("E8")
    @Rule("S-DX-4")
    void shouldLeaveNothingHalfMappedWhicheverAllocationFails() {
        start();
        Mdl mdl = lockedMdl(0x4000, LockOperation.IO_WRITE_ACCESS);
        String before = kernel.dump();
        int failures = 0;
        NtStatus status = NtStatus.INSUFFICIENT_RESOURCES;
        for (int n = 0; !status.isSuccess(); n++) {
            kernel.machine().gate().failNth(n);
            status = status(adapter.lead(), mdl);
            if (!status.isSuccess()) {
                failures++;
                assertThat(status).isEqualTo(NtStatus.INSUFFICIENT_RESOURCES);
                assertThat(adapter.mappings()).isEmpty();
                assertThat(hardware.translate(LEAD, mdl.pfn(0) << 12, false)).isEmpty();
                assertThat(freePages(kernel.dump())).isEqualTo(freePages(before));
            }
        }
        kernel.machine().gate().open();
        assertThat(failures).isGreaterThanOrEqualTo(4);
    }
}
