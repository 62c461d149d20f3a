package dev.pagewalk.host.iommu.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.host.bus.BusOperation;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.DomainKind;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.iommu.IommuException;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

class CanaryTest {

    private static final int DEVICE = 1;
    private static final long IOVA = 0x8800_0000L;
    /** An odd page half a table away, and the one before it. */
    private static final long ODD = 0x8810_1000L;

    private static final long EVEN = 0x8810_0000L;

    private final FakeHostBus bus = new FakeHostBus().storeLatency(30).registerLatency(1);
    private final FakeIommu hardware = new FakeIommu(bus);
    private final KernelMachine machine = new KernelMachine(bus, new KernelSettings());

    @ParameterizedTest
    @EnumSource(DriverCanary.class)
    void shouldShowADifferenceThatAJudgeCanSee(DriverCanary canary) {
        assertThat(isNoticed(canary, false)).as("healthy").isFalse();
    }

    @ParameterizedTest
    @EnumSource(DriverCanary.class)
    void shouldBeNoticedOnceArmed(DriverCanary canary) {
        assertThat(isNoticed(canary, true)).as("armed").isTrue();
    }

    @Test
    void shouldNameWhatEachCanaryDoesWrong() {
        assertThat(DriverCanary.values())
                .allSatisfy(canary -> assertThat(canary.text()).isNotBlank());
    }

    private boolean isNoticed(DriverCanary canary, boolean armed) {
        CanaryProtocol protocol = new CanaryProtocol(canary).armed(false);
        IommuDriver driver = IommuDriver.start(
                machine, new IommuDriverSettings().protocol(protocol).cycleLimit(4_000));
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        protocol.armed(armed);
        try {
            return observe(canary, driver, domain);
        } catch (IommuException stuck) {
            return true;
        }
    }

    private boolean observe(DriverCanary canary, IommuDriver driver, IommuDomain domain) {
        bus.clearOperations();
        driver.attach(domain, DEVICE);
        boolean early = hasValidContextBeforeItsRest(bus.operations());
        bus.clearOperations();
        domain.map(IOVA, IOVA, 1, Access.READ_ONLY);
        boolean misordered = linksBeforeLeaf(bus.operations());
        boolean torn =
                bus.operations().stream().anyMatch(op -> op.kind() == BusOperation.Kind.STORE && op.bytes() == 4);
        domain.map(EVEN, EVEN, 2, Access.READ_WRITE);
        boolean missing = hardware.translate(DEVICE, ODD, false).orElse(0) != ODD;
        boolean wrong = hardware.translate(DEVICE, IOVA, false).orElse(0) != IOVA
                || hardware.translate(DEVICE, IOVA, true).isPresent();
        domain.unmap(IOVA, 1);
        boolean stale = hardware.translate(DEVICE, IOVA, false).isPresent();
        boolean late = hasUnfinishedFence();
        domain.map(IOVA, IOVA, 1, Access.READ_ONLY);
        hardware.translate(DEVICE, IOVA, false);
        driver.detach(DEVICE);
        boolean leaked = hardware.translate(DEVICE, IOVA, false).isPresent();
        return switch (canary) {
            case MISSING_INVALIDATION, CLEAR_AFTER_INVALIDATE -> stale;
            case MISSING_BARRIER -> stale;
            case CHILD_AFTER_PARENT -> misordered;
            case FENCE_NOT_AWAITED -> late;
            case TORN_ENTRY -> torn;
            case CONTEXT_VALID_FIRST -> early;
            case CONTEXT_NOT_INVALIDATED -> leaked;
            case READ_ONLY_GRANTED_WRITE, WRONG_PAGE, WRONG_CHILD, NEIGHBOUR_CLEARED -> wrong;
            case RESERVED_ENCODING, PAGE_FORGOTTEN -> missing;
            case NOTHING_REMOVED, WRONG_COMMAND -> stale;
        };
    }

    private static boolean hasValidContextBeforeItsRest(List<BusOperation> operations) {
        List<BusOperation> stores = stores(operations);
        return !stores.isEmpty() && stores.get(0).value() == 1 && stores.size() > 1;
    }

    private static boolean linksBeforeLeaf(List<BusOperation> operations) {
        List<BusOperation> entries =
                stores(operations).stream().filter(op -> op.value() != 0).toList();
        return !PageTableEntry.R.isSet(entries.get(0).value());
    }

    private static List<BusOperation> stores(List<BusOperation> operations) {
        return operations.stream()
                .filter(op -> op.kind() == BusOperation.Kind.STORE)
                .toList();
    }

    private boolean hasUnfinishedFence() {
        BusOperation last = bus.operations().get(bus.operations().size() - 1);
        return last.kind() != BusOperation.Kind.LOAD;
    }
}
