package dev.pagewalk.host.iommu;

import static dev.pagewalk.host.iommu.canary.ReclaimStep.CLEAR;
import static dev.pagewalk.host.iommu.canary.ReclaimStep.FENCE;
import static dev.pagewalk.host.iommu.canary.ReclaimStep.INVALIDATE;
import static dev.pagewalk.host.iommu.canary.ReclaimStep.UNLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.DxgkArgCbUnmapMdlFromIoMmu;
import dev.pagewalk.host.dxgk.DxgkCallbacks;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.iommu.canary.ReclaimStep;
import dev.pagewalk.host.iommu.canary.WrongOrderReclaim;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.trace.CatalogueRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

@CatalogueRow("E2")
class ReclaimOrderTest {

    private static final int DEVICE = 4;

    private final FakeHostBus bus = new FakeHostBus();
    private final FakeIommu hardware = new FakeIommu(bus);
    private final WindowsKernel kernel = new WindowsKernel(bus);
    private Mdl mdl;
    private long page;

    static Stream<List<ReclaimStep>> orders() {
        List<List<ReclaimStep>> orders = new ArrayList<>();
        permute(new ArrayList<>(), new ArrayList<>(List.of(ReclaimStep.values())), orders);
        return orders.stream();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void shouldBeCleanInTheRightOrderAndNameTheMissingStepInEveryOther(List<ReclaimStep> order) {
        ReclaimWatch watch = new ReclaimWatch();
        kernel.machine().addListener(watch);
        boolean unlockLast = order.indexOf(UNLOCK) == order.size() - 1;
        List<ReclaimStep> inside = unlockLast ? order.subList(0, order.size() - 1) : order;
        DxgkCallbacks callbacks =
                callbacks(new WrongOrderReclaim(inside, () -> kernel.mmUnlockPages(mdl), this::access));
        DxgkAdapter adapter = callbacks.addAdapter(DEVICE);
        callbacks.enableIommu(adapter, ExclusiveAccess.NONE);
        DxgkArgCbMapMdlToIoMmu arguments = new DxgkArgCbMapMdlToIoMmu(lockedMdl());
        callbacks.dxgkCbMapMdlToIoMmu(adapter.lead(), arguments);
        page = mdl.pfn(0) << 12;
        access();

        callbacks.dxgkCbUnmapMdlFromIoMmu(adapter.lead(), new DxgkArgCbUnmapMdlFromIoMmu(arguments.hMemoryHandle()));
        if (unlockLast) {
            kernel.mmUnlockPages(mdl);
        }

        boolean stepsInOrder =
                order.indexOf(CLEAR) < order.indexOf(INVALIDATE) && order.indexOf(INVALIDATE) < order.indexOf(FENCE);
        assertThat(callbacks.hazards().isEmpty()).as("no early unlock").isEqualTo(unlockLast);
        assertThat(watch.violations().isEmpty()).as("no missing step").isEqualTo(stepsInOrder);
        assertThat(watch.checked()).isEqualTo(1);
        boolean staleForEver = order.indexOf(INVALIDATE) < order.indexOf(CLEAR);
        assertThat(hardware.translate(DEVICE, page, false).isPresent()).isEqualTo(staleForEver);
    }

    private void access() {
        hardware.translate(DEVICE, page, false);
    }

    private DxgkCallbacks callbacks(UpdateProtocol protocol) {
        IommuDriverSettings settings =
                new IommuDriverSettings().reclaimTables(false).protocol(protocol);
        IommuDriver driver = IommuDriver.start(kernel.machine(), settings);
        return new DxgkCallbacks(kernel, new DmaIommuInterfaceEx(kernel.machine(), driver));
    }

    private Mdl lockedMdl() {
        long buffer = kernel.machine().currentProcess().space().allocate(0x1000);
        mdl = kernel.ioAllocateMdl(buffer, 0x1000, false, false, null);
        kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        return mdl;
    }

    private static void permute(List<ReclaimStep> taken, List<ReclaimStep> left, List<List<ReclaimStep>> orders) {
        if (left.isEmpty()) {
            orders.add(List.copyOf(taken));
        }
        for (ReclaimStep step : List.copyOf(left)) {
            taken.add(step);
            left.remove(step);
            permute(taken, left, orders);
            left.add(step);
            taken.remove(taken.size() - 1);
        }
    }
}
