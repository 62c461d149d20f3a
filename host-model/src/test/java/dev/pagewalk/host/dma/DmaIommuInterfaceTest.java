package dev.pagewalk.host.dma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.host.Outcomes;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.dma.FaultInformation.FaultType;
import dev.pagewalk.host.dma.IommuDmaLogicalAddressToken.MappedSegment;
import dev.pagewalk.host.dma.IommuMapPhysicalAddress.ContiguousRange;
import dev.pagewalk.host.dma.IommuMapPhysicalAddress.OfPfns;
import dev.pagewalk.host.dma.LogicalRanges.Placement;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class DmaIommuInterfaceTest {

    private static final int READ = 1;
    private static final int BOTH = 3;
    private static final long PA = 0x8000_0000L;

    private final FakeHostBus bus = new FakeHostBus();
    private final FakeIommu hardware = new FakeIommu(bus);
    private final KernelMachine machine = new KernelMachine(bus, new KernelSettings());
    private final DmaIommuInterfaceEx iommu =
            new DmaIommuInterfaceEx(machine, IommuDriver.start(machine, new IommuDriverSettings().cycleLimit(10_000)));

    @Test
    @CatalogueRow("E6")
    void shouldMapIdentityRangesAllOrNothing() {
        IommuDmaDomain domain = domain(IommuDmaDomainType.TRANSLATE, 0);
        device(domain, 7);

        assertThat(iommu.mapIdentityRangeEx(domain, BOTH, new OfPfns(List.of(0x80010L, 0x80011L, 0x80020L))))
                .isEqualTo(NtStatus.SUCCESS);
        assertThat(iommu.mapIdentityRangeEx(domain, BOTH, new OfPfns(List.of(0x80030L, 0x80020L))))
                .isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(iommu.mapIdentityRangeEx(domain, BOTH, new OfPfns(List.of(0x80031L, 0x80031L))))
                .isEqualTo(NtStatus.RESOURCE_IN_USE);

        assertThat(hardware.translate(7, 0x8001_1008L, true)).hasValue(0x8001_1008L);
        assertThat(hardware.translate(7, 0x8003_0000L, true)).isEmpty();
        assertThat(iommu.unmapIdentityRangeEx(domain, new OfPfns(List.of(0x80011L, 0x80099L))))
                .isEqualTo(NtStatus.INVALID_PARAMETER_2);
        assertThat(iommu.unmapIdentityRangeEx(domain, new OfPfns(List.of(0x80010L, 0x80011L, 0x80020L))))
                .isEqualTo(NtStatus.SUCCESS);
        assertThat(hardware.translate(7, 0x8001_1008L, true)).isEmpty();
    }

    @Test
    @CatalogueRow("E6")
    void shouldAnswerIdentityMisuseWithTheDocumentedStatuses() {
        IommuDmaDomain translate = domain(IommuDmaDomainType.TRANSLATE, 0);
        IommuDmaDomain buddy = domain(IommuDmaDomainType.TRANSLATE, 40);
        IommuDmaDomain stage1 = domain(IommuDmaDomainType.TRANSLATE_S1, 0);
        ContiguousRange page = new ContiguousRange(PA, 0x1000);

        assertThat(iommu.mapIdentityRangeEx(stage1, BOTH, page)).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(iommu.mapIdentityRangeEx(translate, 4, page)).isEqualTo(NtStatus.INVALID_PARAMETER_2);
        assertThat(iommu.mapIdentityRangeEx(translate, BOTH, new ContiguousRange(PA + 8, 0x1000)))
                .isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThat(iommu.mapIdentityRangeEx(translate, BOTH, new ContiguousRange(PA, 0)))
                .isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThat(iommu.mapIdentityRangeEx(translate, BOTH, new ContiguousRange(1L << 50, 0x1000)))
                .isEqualTo(NtStatus.INVALID_PARAMETER_3);
        assertThat(iommu.mapIdentityRangeEx(translate, 2, page)).isEqualTo(NtStatus.NOT_SUPPORTED);
        assertThat(iommu.mapIdentityRangeEx(buddy, BOTH, page)).isEqualTo(NtStatus.NOT_SUPPORTED);
        assertThat(iommu.unmapIdentityRangeEx(stage1, page)).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(translate.highestVisibleAddress()).isEqualTo((1L << 50) - 1);
    }

    @Test
    void shouldPlaceLogicalRangesExplicitlyOrByTheBuddyAllocator() {
        IommuDmaDomain explicit = domain(IommuDmaDomainType.TRANSLATE, 0);
        IommuDmaDomain buddy = domain(IommuDmaDomainType.TRANSLATE, 36);
        device(explicit, 1);
        List<Long> at = new ArrayList<>();
        OfPfns scattered = new OfPfns(List.of(0x80005L, 0x80003L));

        assertThat(map(explicit, scattered, Placement.at(0x10_0000), at)).isEqualTo(NtStatus.SUCCESS);
        assertThat(hardware.translate(1, 0x10_1004, true)).hasValue(0x8000_3004L);
        assertThat(map(explicit, scattered, Placement.at(0x10_1000), at)).isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(map(explicit, scattered, Placement.at(0x10_0800), at)).isEqualTo(NtStatus.INVALID_PARAMETER_4);
        assertThat(map(explicit, scattered, Placement.ANY, at)).isEqualTo(NtStatus.NOT_SUPPORTED);
        assertThat(map(buddy, scattered, Placement.at(0x10_0000), at)).isEqualTo(NtStatus.NOT_SUPPORTED);
        assertThat(map(buddy, scattered, Placement.between(9, 3), at)).isEqualTo(NtStatus.INVALID_PARAMETER_MIX);
        at.clear();
        map(buddy, scattered, Placement.ANY, at);
        map(buddy, new OfPfns(List.of(0x80009L)), Placement.ANY, at);
        map(buddy, new ContiguousRange(PA, 0x3000), Placement.between(0x1_0000, 0x2_0000), at);
        assertThat(at).containsExactly(0L, 0x2000L, 0x1_0000L);
        assertThat(iommu.logical().unmapLogicalRange(buddy, 0, 2)).isEqualTo(NtStatus.SUCCESS);
        assertThat(iommu.logical().unmapLogicalRange(buddy, 0, 2)).isEqualTo(NtStatus.INVALID_PARAMETER_2);
        map(buddy, new OfPfns(List.of(0x80007L)), Placement.ANY, at);
        assertThat(at.get(3)).isZero();
    }

    @Test
    void shouldMapSegmentsOfAReservationAndKeepItUntilTheyAreGone() {
        IommuDmaDomain domain = domain(IommuDmaDomainType.TRANSLATE, 0);
        device(domain, 2);
        List<IommuDmaLogicalAddressToken> token = new ArrayList<>();
        List<MappedSegment> segments = new ArrayList<>();
        LogicalRanges logical = iommu.logical();
        logical.reserveLogicalAddressRange(domain, 0x8000, Placement.at(0x40_0000), token::add);
        ContiguousRange two = new ContiguousRange(PA, 0x2000);

        assertThat(logical.mapReservedLogicalRange(token.get(0), 0x2000, BOTH, two, segments::add))
                .isEqualTo(NtStatus.SUCCESS);
        assertThat(hardware.translate(2, 0x40_3010, false)).hasValue(PA + 0x1010);
        assertThat(logical.mapReservedLogicalRange(token.get(0), 0x3000, BOTH, two, segments::add))
                .isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(logical.mapReservedLogicalRange(token.get(0), 0x7000, BOTH, two, segments::add))
                .isEqualTo(NtStatus.INVALID_PARAMETER_4);
        assertThat(logical.mapReservedLogicalRange(token.get(0), 0x800, BOTH, two, segments::add))
                .isEqualTo(NtStatus.INVALID_PARAMETER_2);
        assertThat(logical.freeReservedLogicalAddressRange(token.get(0))).isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(iommu.deleteDomain(domain)).isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(logical.unmapReservedLogicalRange(segments.get(0))).isEqualTo(NtStatus.SUCCESS);
        assertThat(logical.unmapReservedLogicalRange(segments.get(0))).isEqualTo(NtStatus.INVALID_PARAMETER);
        assertThat(logical.freeReservedLogicalAddressRange(token.get(0))).isEqualTo(NtStatus.SUCCESS);
        assertThat(logical.mapReservedLogicalRange(token.get(0), 0, BOTH, two, segments::add))
                .isEqualTo(NtStatus.UNSUCCESSFUL);
    }

    @Test
    void shouldKeepReservedRegionsOutAndMapThoseThatAskForIt() {
        List<IommuDmaDomain> made = new ArrayList<>();
        iommu.createDomainEx(
                IommuDmaDomainType.TRANSLATE,
                0,
                0,
                List.of(new IommuDmaReservedRegion(PA, 2, true), new IommuDmaReservedRegion(PA + 0x8000, 1, false)),
                made::add);
        device(made.get(0), 3);

        assertThat(hardware.translate(3, PA + 0x1000, true)).hasValue(PA + 0x1000);
        assertThat(hardware.translate(3, PA + 0x8000, true)).isEmpty();
        assertThat(iommu.mapIdentityRangeEx(made.get(0), BOTH, new ContiguousRange(PA + 0x7000, 0x2000)))
                .isEqualTo(NtStatus.RESOURCE_IN_USE);
    }

    @Test
    @CatalogueRow("E10")
    void shouldAttachAndDetachDevicesWithTheDocumentedStatuses() {
        IommuDmaDomain domain = domain(IommuDmaDomainType.TRANSLATE, 0);
        IommuDmaDomain through = domain(IommuDmaDomainType.PASS_THROUGH, 0);
        IommuDmaDevice device = device(domain, 9);
        iommu.mapIdentityRangeEx(domain, BOTH, new ContiguousRange(PA, 0x1000));
        hardware.translate(9, PA, true);

        assertThat(iommu.attachDeviceEx(through, device)).isEqualTo(NtStatus.INVALID_PARAMETER);
        assertThat(iommu.deleteDevice(device)).isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(iommu.deleteDomain(domain)).isEqualTo(NtStatus.RESOURCE_IN_USE);
        assertThat(iommu.detachDeviceEx(device)).isEqualTo(NtStatus.SUCCESS);
        assertThat(iommu.detachDeviceEx(device)).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(hardware.translate(9, PA, true)).isEmpty();
        assertThat(iommu.attachDeviceEx(through, device)).isEqualTo(NtStatus.SUCCESS);
        assertThat(hardware.translate(9, 0x1234_5678L, true)).hasValue(0x1234_5678L);
        assertThat(iommu.detachDeviceEx(device)).isEqualTo(NtStatus.SUCCESS);
        device.forbid(IommuDmaDomainType.TRANSLATE);
        assertThat(iommu.attachDeviceEx(domain, device)).isEqualTo(NtStatus.ACCESS_DENIED);
        assertThat(iommu.queryAvailableDomainTypes(device)).isEqualTo(0b1110);
        assertThat(iommu.createDevice(64, made -> {})).isEqualTo(NtStatus.INVALID_PARAMETER);
        assertThat(iommu.deleteDomain(domain)).isEqualTo(NtStatus.SUCCESS);
    }

    @Test
    void shouldTellTranslationFromPermissionFaultsByASoftwareWalk() {
        IommuDmaDomain domain = domain(IommuDmaDomainType.TRANSLATE, 0);
        IommuDmaDevice device = device(domain, 5);
        List<FaultInformation> handled = new ArrayList<>();
        iommu.faultReporting().setDeviceFaultReporting(device, handled::add);
        iommu.mapIdentityRangeEx(domain, READ, new ContiguousRange(PA, 0x1000));
        hardware.translate(5, PA + 8, true);
        hardware.translate(5, PA + 0x5000, false);
        hardware.translate(6, PA, false);

        List<FaultInformation> found = iommu.faultReporting().dispatch();

        assertThat(found.stream().map(FaultInformation::type))
                .containsExactly(FaultType.PERMISSION, FaultType.TRANSLATION, FaultType.EXTERNAL);
        assertThat(handled).hasSize(2).allSatisfy(fault -> assertThat(fault.domain())
                .isSameAs(domain));
        assertThat(handled.get(0).record().cause()).isEqualTo(FaultCause.WRITE_GUEST_PAGE_FAULT);
        assertThat(handled.get(0).isStage1()).isFalse();
        assertThat(iommu.faultReporting().setDeviceFaultReportingEx()).isEqualTo(NtStatus.NOT_IMPLEMENTED);
    }

    @Test
    @Rule("S-IFX-1")
    void shouldAnswerConfigurationFlushAndStateCallbacksAsDocumented() {
        IommuDmaDomain translate = domain(IommuDmaDomainType.TRANSLATE, 0);
        IommuDmaDomain unmanaged = domain(IommuDmaDomainType.UNMANAGED, 0);
        IommuDmaDevice device = device(translate, 8);
        List<Integer> states = new ArrayList<>();

        assertThat(iommu.configureDomain(translate)).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(iommu.configureDomain(unmanaged)).isEqualTo(NtStatus.NOT_SUPPORTED);
        assertThatThrownBy(() -> iommu.flushDomain(translate)).hasMessageContaining("S-IFX-1");
        iommu.flushDomain(unmanaged);
        iommu.flushDomainByVaList(unmanaged, true, List.of(PA));
        assertThat(iommu.queryInputMappings()).isEqualTo(NtStatus.UNSUCCESSFUL);
        assertThat(iommu.registerInterfaceStateChangeCallback((c, types) -> states.add(types), null, device, 0))
                .isEqualTo(NtStatus.INVALID_PARAMETER_4);
        assertThat(iommu.registerInterfaceStateChangeCallback((c, types) -> states.add(types), null, device, 1))
                .isEqualTo(NtStatus.SUCCESS);
        assertThat(iommu.registerInterfaceStateChangeCallback((c, types) -> states.add(types), null, device, 1))
                .isEqualTo(NtStatus.UNSUCCESSFUL);
        assertThat(states).containsExactly(0b1111);
    }

    @Test
    void shouldStopTheMachineWithTheDocumentedCodeWhenHardwareFails() {
        IommuDmaDomain domain = domain(IommuDmaDomainType.TRANSLATE, 0);
        iommu.mapIdentityRangeEx(domain, BOTH, new ContiguousRange(PA, 0x1000));
        hardware.deaf(true);

        Outcomes.assertStop(
                () -> iommu.unmapIdentityRangeEx(domain, new ContiguousRange(PA, 0x1000)),
                0x1D9,
                1,
                NtStatus.UNSUCCESSFUL.code(),
                domain.hardware().id(),
                PA);
    }

    private NtStatus map(IommuDmaDomain domain, IommuMapPhysicalAddress memory, Placement placement, List<Long> at) {
        return iommu.logical().mapLogicalRangeEx(domain, BOTH, memory, placement, at::add);
    }

    private IommuDmaDomain domain(IommuDmaDomainType type, int allocatorWidth) {
        List<IommuDmaDomain> made = new ArrayList<>();
        assertThat(iommu.createDomainEx(type, 0, allocatorWidth, List.of(), made::add))
                .isEqualTo(NtStatus.SUCCESS);
        return made.get(0);
    }

    private IommuDmaDevice device(IommuDmaDomain domain, int id) {
        List<IommuDmaDevice> made = new ArrayList<>();
        assertThat(iommu.createDevice(id, made::add)).isEqualTo(NtStatus.SUCCESS);
        assertThat(iommu.attachDeviceEx(domain, made.get(0))).isEqualTo(NtStatus.SUCCESS);
        return made.get(0);
    }
}
