package dev.pagewalk.host.iommu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.host.bus.BusOperation;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class IommuDriverTest {

    private static final long IOVA = 0x9000_0000L;
    private static final long PAGE = 0x8000_0000L;

    private final FakeHostBus bus = new FakeHostBus().storeLatency(5);
    private final KernelMachine machine = new KernelMachine(bus, new KernelSettings());

    @ParameterizedTest
    @CsvSource({
        "0,7,ONE_LEVEL",
        "0,16,TWO_LEVEL",
        "0,24,THREE_LEVEL",
        "1,6,ONE_LEVEL",
        "1,15,TWO_LEVEL",
        "1,24,THREE_LEVEL"
    })
    void shouldUseAsManyDirectoryLevelsAsTheDeviceIdsNeedInBothFormats(int extended, int bits, DirectoryMode mode) {
        long capabilities = FakeIommu.DEFAULT_CAPABILITIES | Capabilities.MSI_FLAT.of(extended);
        FakeIommu hardware = new FakeIommu(bus, capabilities);
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings().deviceIdBits(bits));
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        int device = (1 << bits) - 1;

        driver.attach(domain, device);
        domain.map(IOVA, IOVA, 1, Access.READ_WRITE);

        long ddtp = driver.registers().read(Register.DDTP);
        assertThat(DirectoryPointer.MODE.get(ddtp)).isEqualTo(mode.encoding());
        assertThat(hardware.translate(device, IOVA + 4, true)).hasValue(IOVA + 4);
        assertThat(hardware.translate(device - 1, IOVA, true)).isEmpty();
        driver.detach(device);
        assertThat(hardware.translate(device, IOVA, true)).isEmpty();
    }

    @Test
    void shouldFallBackToTheWidestModeThatTheHardwareHas() {
        long narrow =
                Capabilities.VERSION.of(Capabilities.VERSION_1_0) | Capabilities.SV39X4.of(1) | Capabilities.PAS.of(40);
        new FakeIommu(bus, narrow);
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings());

        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);

        assertThat(domain.table().format().mode()).isEqualTo(PageTableMode.SV39X4);
        assertThat(domain.highestVisibleAddress()).isEqualTo((1L << 40) - 1);
        assertThat(domain.map(1L << 40, 1L << 40, 1, Access.READ_WRITE)).isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThatThrownBy(() -> driver.createDomain(DomainKind.FIRST_STAGE))
                .isInstanceOfSatisfying(
                        IommuException.class, e -> assertThat(e.status()).isEqualTo(NtStatus.NOT_SUPPORTED));
    }

    @Test
    void shouldRefuseAnUnknownVersion() {
        new FakeIommu(bus, Capabilities.VERSION.of(0x20));

        assertThatThrownBy(() -> IommuDriver.start(machine, new IommuDriverSettings()))
                .isInstanceOf(IommuException.class)
                .hasMessage("unknown version: capabilities=0x20");
    }

    @Test
    void shouldStoreTheDoublewordWithValidLastAndEachEntryOnce() {
        new FakeIommu(bus);
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings());
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        bus.clearOperations();

        driver.attach(domain, 2);

        List<BusOperation> stores = stores();
        assertThat(stores).hasSize(4);
        assertThat(stores.get(3).address()).isEqualTo(stores.get(0).address() - 8);
        assertThat(stores.get(3).value()).isEqualTo(1);
        bus.clearOperations();
        domain.map(IOVA, IOVA, 2, Access.READ_WRITE);
        assertThat(stores().stream().filter(store -> store.value() != 0).map(BusOperation::bytes))
                .containsOnly(8)
                .hasSize(5);
    }

    @Test
    void shouldPutABarrierBetweenTheLastCommandAndTheDoorbell() {
        new FakeIommu(bus);
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings());
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        domain.map(IOVA, IOVA, 1, Access.READ_WRITE);
        bus.clearOperations();

        domain.unmap(IOVA, 1);

        List<BusOperation.Kind> kinds =
                bus.operations().stream().map(BusOperation::kind).toList();
        int doorbell = kinds.indexOf(BusOperation.Kind.MMIO_WRITE);
        assertThat(kinds.get(doorbell - 1)).isEqualTo(BusOperation.Kind.BARRIER);
        assertThat(kinds.get(doorbell - 2)).isEqualTo(BusOperation.Kind.STORE);
    }

    @Test
    void shouldWrapTheCommandQueueManyTimes() {
        FakeIommu hardware = new FakeIommu(bus);
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings().queueSizes(2, 2));
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        driver.attach(domain, 1);
        for (int i = 0; i < 40; i++) {
            domain.map(IOVA, IOVA, 9, Access.READ_WRITE);
            assertThat(hardware.translate(1, IOVA, true)).hasValue(IOVA);
            domain.unmap(IOVA, 9);
            assertThat(hardware.translate(1, IOVA, true)).isEmpty();
            driver.faults().poll();
        }
    }

    @Test
    void shouldReportAndClearAFaultQueueOverflow() {
        FakeIommu hardware = new FakeIommu(bus);
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings().queueSizes(4, 2));
        for (int i = 0; i < 6; i++) {
            hardware.translate(0, 0x1000L * i, false);
        }

        assertThat(driver.faults().poll()).hasSize(3);
        assertThat(driver.faults().overflows()).isEqualTo(1);
        hardware.translate(0, 0x9000, true);
        assertThat(driver.faults().poll()).hasSize(1);
    }

    @Test
    void shouldTellTheListenerEveryTableWithItsLevelAndParent() {
        List<String> events = new ArrayList<>();
        machine.addListener(new DriverListener() {
            @Override
            public void tableAllocated(TableKind kind, long physicalAddress, long bytes, int level, long parent) {
                if (kind == TableKind.SECOND_STAGE) {
                    events.add("level " + level + (parent == 0 ? " root" : ""));
                }
            }

            @Override
            public void tableFreed(TableKind kind, long physicalAddress, long bytes) {
                events.add("freed");
            }

            @Override
            public void mappingInstalled(int domain, long iova, long physicalAddress, long pages, int permissions) {
                events.add("installed " + pages);
            }

            @Override
            public void mappingRemoved(int domain, long iova, long pages) {
                events.add("removed " + pages);
            }
        });
        new FakeIommu(bus);
        IommuDomain domain = IommuDriver.start(machine, new IommuDriverSettings().secondStage(PageTableMode.SV39X4))
                .createDomain(DomainKind.SECOND_STAGE);

        domain.map(IOVA, IOVA, 3, Access.READ_WRITE);
        domain.unmap(IOVA, 3);

        assertThat(events)
                .containsExactly("level 2 root", "level 1", "level 0", "installed 3", "freed", "freed", "removed 3");
    }

    @Test
    void shouldWaitForFencesAndFaultsByTheirInterruptWires() {
        FakeIommu hardware = new FakeIommu(bus);
        IommuDriver driver = IommuDriver.start(
                machine, new IommuDriverSettings().waitByInterrupt(true).vectors(3, 4));
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        driver.attach(domain, 1);
        domain.map(IOVA, IOVA, 1, Access.READ_WRITE);

        assertThat(domain.unmap(IOVA, 1)).isEqualTo(NtStatus.SUCCESS);

        assertThat(hardware.interrupt(3)).isFalse();
        hardware.translate(1, IOVA, true);
        assertThat(hardware.interrupt(4)).isTrue();
        assertThat(driver.faults().await(100)).hasSize(1);
        assertThat(hardware.interrupt(4)).isFalse();
        assertThat(driver.faults().await(100)).isEmpty();
    }

    @Test
    void shouldTranslateInterruptPagesThroughAnMsiTableAndKeepThemOutOfTheDomain() {
        FakeIommu hardware = new FakeIommu(bus, FakeIommu.DEFAULT_CAPABILITIES | Capabilities.MSI_FLAT.of(1));
        MsiWindow window = new MsiWindow(0xFEE00, List.of(0x30_0000_0000L, 0x30_0000_5000L));
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings().msiWindow(window));
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        driver.attach(domain, 1);
        long free = machine.pfns().freePages();

        assertThat(hardware.translate(1, 0xFEE0_1010L, true)).hasValue(0x30_0000_5010L);
        assertThat(hardware.translate(1, 0xFEE0_2000L, true)).isEmpty();
        assertThat(domain.map(0xFEE0_0000L, PAGE, 1, Access.READ_WRITE)).isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(domain.map(0xFEE0_2000L, PAGE, 1, Access.READ_WRITE)).isEqualTo(NtStatus.SUCCESS);
        domain.unmap(0xFEE0_2000L, 1);
        driver.detach(1);
        driver.deleteDomain(domain);
        assertThat(machine.pfns().freePages()).isEqualTo(free + 5);
        assertThatThrownBy(() -> new MsiWindow(0xFEE01, List.of(0L, 0L)))
                .hasMessage("MSI window not a naturally aligned power of two: firstPage=0xfee01, pages=2");
    }

    @Test
    void shouldTakeOverAnIommuThatIsRunning() {
        FakeIommu hardware = new FakeIommu(bus);
        IommuDriver.start(machine, new IommuDriverSettings());
        bus.clearOperations();

        IommuDriver second = IommuDriver.start(machine, new IommuDriverSettings());

        List<Long> writes = bus.operations().stream()
                .filter(operation -> operation.kind() == BusOperation.Kind.MMIO_WRITE)
                .map(BusOperation::address)
                .toList();
        assertThat(writes.subList(0, 4))
                .containsExactly(
                        (long) Register.DDTP.offset(),
                        (long) Register.CQCSR.offset(),
                        (long) Register.FQCSR.offset(),
                        (long) Register.FCTL.offset());
        IommuDomain domain = second.createDomain(DomainKind.SECOND_STAGE);
        second.attach(domain, 1);
        domain.map(IOVA, IOVA, 1, Access.READ_WRITE);
        assertThat(hardware.translate(1, IOVA, true)).hasValue(IOVA);
    }

    @Test
    @CatalogueRow("E8")
    void shouldGiveTagAndTablesBackWhicheverAllocationOfADomainFails() {
        new FakeIommu(bus, FakeIommu.DEFAULT_CAPABILITIES | Capabilities.MSI_FLAT.of(1));
        IommuDriver driver = IommuDriver.start(
                machine, new IommuDriverSettings().msiWindow(new MsiWindow(0xFEE00, List.of(0x30_0000_0000L))));
        long free = machine.pfns().freePages();
        for (int n = 0; n < 3; n++) {
            machine.gate().failNth(n);
            assertThatThrownBy(() -> driver.createDomain(DomainKind.SECOND_STAGE))
                    .isInstanceOfSatisfying(IommuException.class, e -> assertThat(e.status())
                            .isEqualTo(NtStatus.INSUFFICIENT_RESOURCES));
            assertThat(machine.pfns().freePages()).isEqualTo(free);
        }
        machine.gate().open();

        assertThat(driver.createDomain(DomainKind.SECOND_STAGE).tag()).isEqualTo(1);
    }

    @Test
    void shouldTurnTheIommuOffAndGiveAllMemoryBack() {
        long free = machine.pfns().freePages();
        FakeIommu hardware = new FakeIommu(bus);
        IommuDriver driver = IommuDriver.start(machine, new IommuDriverSettings());
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        driver.deleteDomain(domain);

        driver.stop();

        assertThat(machine.pfns().freePages()).isEqualTo(free);
        assertThat(hardware.commands()).isNotEmpty();
    }

    private List<BusOperation> stores() {
        return bus.operations().stream()
                .filter(operation -> operation.kind() == BusOperation.Kind.STORE)
                .toList();
    }
}
