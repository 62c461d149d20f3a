package dev.pagewalk.host.iommu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.OptionalLong;
import java.util.stream.Stream;

class IommuDomainTest {

    private static final int DEVICE = 5;
    private static final long IOVA = 0x4000_0000L;
    private static final long PA = 0x8000_0000L;

    private final FakeHostBus bus = new FakeHostBus().storeLatency(8).registerLatency(2);
    private final FakeIommu hardware = new FakeIommu(bus);
    private final KernelMachine machine = new KernelMachine(bus, new KernelSettings());

    @ParameterizedTest
    @EnumSource(
            value = PageTableMode.class,
            names = {"SV39X4", "SV48X4", "SV57X4"})
    void shouldTranslateWhatWasMappedInEverySecondStageMode(PageTableMode mode) {
        IommuDomain domain = attached(start(new IommuDriverSettings().secondStage(mode)), DomainKind.SECOND_STAGE);

        assertThat(domain.map(IOVA, PA, 3, Access.READ_WRITE)).isEqualTo(NtStatus.SUCCESS);

        assertThat(domain.table().format().mode()).isEqualTo(mode);
        assertThat(hardware.translate(DEVICE, IOVA + 0x2345, true)).hasValue(PA + 0x2345);
        assertThat(hardware.translate(DEVICE, IOVA + 0x3000, false)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = PageTableMode.class,
            names = {"SV39", "SV48", "SV57"})
    void shouldTranslateWhatWasMappedInEveryFirstStageMode(PageTableMode mode) {
        IommuDomain domain = attached(start(new IommuDriverSettings().firstStage(mode)), DomainKind.FIRST_STAGE);

        assertThat(domain.map(IOVA, PA, 1, Access.READ_ONLY)).isEqualTo(NtStatus.SUCCESS);

        assertThat(hardware.translate(DEVICE, IOVA + 8, false)).hasValue(PA + 8);
        assertThat(hardware.translate(DEVICE, IOVA + 8, true)).isEmpty();
        assertThat(domain.unmap(IOVA, 1)).isEqualTo(NtStatus.SUCCESS);
        assertThat(hardware.translate(DEVICE, IOVA + 8, false)).isEmpty();
    }

    @Test
    void shouldLetNoAccessSucceedAfterUnmapAlthoughItWasCached() {
        IommuDriver driver = start(new IommuDriverSettings());
        IommuDomain domain = attached(driver, DomainKind.SECOND_STAGE);
        domain.map(IOVA, PA, 2, Access.READ_WRITE);
        hardware.translate(DEVICE, IOVA, true);

        assertThat(domain.unmap(IOVA, 2)).isEqualTo(NtStatus.SUCCESS);

        assertThat(hardware.translate(DEVICE, IOVA, false)).isEmpty();
        FaultReport fault = driver.faults().poll().get(0);
        assertThat(fault.cause()).isEqualTo(FaultCause.READ_GUEST_PAGE_FAULT);
        assertThat(fault.deviceId()).isEqualTo(DEVICE);
        assertThat(fault.address()).isEqualTo(IOVA);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void shouldSplitLargePagesOnAPartialUnmap(boolean napot, long pages, long hole) {
        IommuDomain domain = attached(start(new IommuDriverSettings().napot(napot)), DomainKind.SECOND_STAGE);
        domain.map(IOVA, PA, pages, Access.READ_WRITE);
        assertThat(hardware.translate(DEVICE, IOVA + hole * 4096, true)).hasValue(PA + hole * 4096);

        assertThat(domain.unmap(IOVA + hole * 4096, 1)).isEqualTo(NtStatus.SUCCESS);

        for (long page = 0; page < pages; page += 7) {
            OptionalLong seen = hardware.translate(DEVICE, IOVA + page * 4096, true);
            assertThat(seen.isPresent()).as("page %d", page).isEqualTo(page != hole);
        }
    }

    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of(false, 512L, 14L),
                Arguments.of(true, 32L, 21L),
                Arguments.of(true, 1024L, 0L),
                Arguments.of(false, 513L, 511L));
    }

    @Test
    void shouldPromoteAFullTableToASuperpageThatMapsTheSame() {
        IommuDomain domain = attached(start(new IommuDriverSettings().promotion(true)), DomainKind.SECOND_STAGE);
        long before = machine.pfns().freePages();

        for (long page = 0; page < 512; page++) {
            assertThat(domain.map(IOVA + page * 4096, PA + page * 4096, 1, Access.READ_WRITE))
                    .isEqualTo(NtStatus.SUCCESS);
        }

        assertThat(domain.table().leafAt(IOVA).node().level).isEqualTo(1);
        assertThat(before - machine.pfns().freePages()).isEqualTo(2);
        assertThat(hardware.translate(DEVICE, IOVA + 0x1F_F008, true)).hasValue(PA + 0x1F_F008);
    }

    @Test
    @CatalogueRow("E6")
    void shouldRefuseOverlapsAndRangesOutsideBeforeTheFirstStore() {
        IommuDomain domain = attached(start(new IommuDriverSettings()), DomainKind.SECOND_STAGE);
        domain.map(IOVA, PA, 2, Access.READ_WRITE);
        bus.clearOperations();

        assertThat(domain.map(IOVA + 0x1000, PA, 2, Access.READ_WRITE)).isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(domain.map(IOVA + 0x9001, PA, 1, Access.READ_WRITE)).isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThat(domain.map(IOVA + 0x9000, PA, 0, Access.READ_WRITE)).isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThat(domain.map((1L << 50) - 0x1000, PA, 2, Access.READ_WRITE)).isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThat(domain.map(IOVA + 0x9000, 1L << 56, 1, Access.READ_WRITE)).isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThat(domain.map(IOVA + 0x9000, PA, 1, new Access(2, MemoryType.PMA)))
                .isEqualTo(NtStatus.NOT_SUPPORTED);
        assertThat(domain.unmap(IOVA + 0x1000, 2)).isEqualTo(NtStatus.INVALID_PARAMETER_2);
        assertThat(bus.operations()).isEmpty();
    }

    @Test
    void shouldGiveEveryTableBackWhenAllIsUnmapped() {
        IommuDomain domain = attached(start(new IommuDriverSettings()), DomainKind.SECOND_STAGE);
        long before = machine.pfns().freePages();
        domain.map(IOVA, PA, 600, Access.READ_WRITE);
        assertThat(machine.pfns().freePages()).isLessThan(before);

        domain.unmap(IOVA, 600);

        assertThat(machine.pfns().freePages()).isEqualTo(before);
    }

    @Test
    @CatalogueRow("B8")
    void shouldReuseTheTagOfADeletedDomainOnlyAfterAFence() {
        IommuDriver driver = start(new IommuDriverSettings());
        IommuDomain first = attached(driver, DomainKind.SECOND_STAGE);
        first.map(IOVA, PA, 1, Access.READ_WRITE);
        hardware.translate(DEVICE, IOVA, true);
        driver.detach(DEVICE);
        driver.deleteDomain(first);

        IommuDomain second = attached(driver, DomainKind.SECOND_STAGE);

        assertThat(second.tag()).isEqualTo(first.tag());
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(hardware.translate(DEVICE, IOVA, false)).isEmpty();
    }

    @Test
    void shouldReportAFenceThatNeverCompletes() {
        IommuDomain domain = attached(start(new IommuDriverSettings().cycleLimit(5_000)), DomainKind.SECOND_STAGE);
        domain.map(IOVA, PA, 1, Access.READ_WRITE);
        hardware.deaf(true);

        assertThatThrownBy(() -> domain.unmap(IOVA, 1))
                .isInstanceOfSatisfying(
                        IommuException.class, e -> assertThat(e.status()).isEqualTo(NtStatus.UNSUCCESSFUL))
                .hasMessageContaining("fence does not complete");
    }

    private IommuDriver start(IommuDriverSettings settings) {
        return IommuDriver.start(machine, settings);
    }

    private static IommuDomain attached(IommuDriver driver, DomainKind kind) {
        IommuDomain domain = driver.createDomain(kind);
        driver.attach(domain, DEVICE);
        return domain;
    }
}
