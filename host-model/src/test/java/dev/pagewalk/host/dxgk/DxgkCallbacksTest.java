package dev.pagewalk.host.dxgk;

import static dev.pagewalk.host.trace.SeedDocument.DXGKCB_MAPMDLTOIOMMU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.KernelSettings.Reading;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.mdl.IoSpaceRoutines;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.mdl.MemoryRoutines;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class DxgkCallbacksTest extends DxgkFixture {

    @Test
    @Rule({"S-DX-2", "S-DX-3", "S-DX-5", "S-DX-7", "S-DX-9", "S-DX-10"})
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-1")
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-8")
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-9")
    void shouldLetTheDeviceReachEveryPageAtItsPhysicalAddressUntilTheUnmapReturns() {
        start();
        Mdl mdl = lockedMdl(0x3800, LockOperation.IO_WRITE_ACCESS);
        String before = mdl.toString();
        DxgkArgCbMapMdlToIoMmu args = new DxgkArgCbMapMdlToIoMmu(mdl);

        assertThat(dxgkrnl.dxgkCbMapMdlToIoMmu(adapter.lead(), args)).isEqualTo(NtStatus.SUCCESS);

        IoMmuMapping mapping = adapter.mapping(args.hMemoryHandle());
        for (long offset = 0; offset < 0x3800; offset += 0x780) {
            long address = mapping.deviceAddress(offset);
            assertThat(hardware.translate(LEAD, address, true)).hasValue(address);
        }
        assertThat(mdl).hasToString(before);
        dxgkrnl.dxgkCbUnmapMdlFromIoMmu(adapter.lead(), new DxgkArgCbUnmapMdlFromIoMmu(args.hMemoryHandle()));
        assertThat(hardware.translate(LEAD, mapping.deviceAddress(0), false)).isEmpty();
        assertThat(callbacks.hazards()).isEmpty();
    }

    @Test
    @Rule({"S-DX-1", "S-DX-3"})
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-5")
    void shouldMapMdlsOfEveryOriginThatDescribesPages() {
        start();
        long pool = kernel.exAllocatePoolWithTag(MemoryRoutines.PoolType.NON_PAGED_POOL, 0x1000, "dxgk");
        Mdl built = kernel.ioAllocateMdl(pool, 0x800, false, false, null);
        kernel.mmBuildMdlForNonPagedPool(built);
        Mdl whole = lockedMdl(0x4000, LockOperation.IO_WRITE_ACCESS);
        Mdl partial = kernel.ioAllocateMdl(whole.virtualAddress(), 0x4000, false, false, null);
        kernel.ioBuildPartialMdl(whole, partial, whole.virtualAddress() + 0x1800, 0x1000);
        Mdl allocated = kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x3000);
        List<Mdl> ioSpace = new ArrayList<>();
        kernel.mmAllocateMdlForIoSpace(
                List.of(new IoSpaceRoutines.MmPhysicalAddressList(0x20_0000_0000L, 0x1000)), ioSpace::add);

        for (Mdl mdl : List.of(built, partial, allocated, ioSpace.get(0))) {
            Handle handle = map(mdl);
            for (long pfn : mdl.pfns()) {
                assertThat(hardware.translate(LEAD, pfn << 12, true)).hasValue(pfn << 12);
            }
            unmap(handle);
            assertThat(hardware.translate(LEAD, mdl.pfn(0) << 12, false)).isEmpty();
        }
    }

    @Test
    @Rule("S-DX-15")
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-3")
    void shouldShowAMappingToEveryAdapterOfTheChain() {
        start();
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);

        Handle handle = map(mdl);

        long address = adapter.mapping(handle).deviceAddress(0);
        assertThat(hardware.translate(LINKED, address, true)).hasValue(address);
    }

    @Test
    @Rule({"S-DX-1", "S-DX-14"})
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-4")
    void shouldAnswerBadArgumentsWithStatusesAndMapNothing() {
        start();
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        Mdl unlocked = kernel.ioAllocateMdl(0x1_0000, 0x1000, false, false, null);
        bus.clearOperations();

        assertThat(status(new Handle(0x77), mdl)).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(status(adapter.handle(1), mdl)).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(dxgkrnl.dxgkCbMapMdlToIoMmu(adapter.lead(), null)).isEqualTo(NtStatus.INVALID_PARAMETER_2);
        assertThat(status(adapter.lead(), null)).isEqualTo(NtStatus.INVALID_PARAMETER);
        assertThat(status(adapter.lead(), unlocked)).isEqualTo(NtStatus.INVALID_PARAMETER);
        assertThat(bus.operations()).isEmpty();
        assertThat(adapter.mappings()).isEmpty();
    }

    @Test
    @Rule("S-DX-1")
    void shouldAllowCallsUpToApcLevelAndReportThemAboveItAsContractViolations() {
        start();
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        kernel.keRaiseIrql(Irql.APC_LEVEL);
        unmap(map(mdl));
        Handle handle = map(mdl);
        kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);
        String before = kernel.dump();

        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> map(mdl), () -> unmap(handle))) {
            assertThatThrownBy(call).isInstanceOfSatisfying(ContractViolation.class, e -> assertThat(e.ruleId())
                    .isEqualTo("S-DX-1"));
        }
        assertThat(kernel.dump()).isEqualTo(before);
    }

    @Test
    @Rule("S-VER-1")
    void shouldBeAbsentBeforeItsFirstVersionAndThereFromThenOn() {
        start(new KernelSettings().version(WindowsVersion.WINDOWS_10_1709), new DxgkSettings());
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);

        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> map(mdl), () -> unmap(new Handle(1)))) {
            assertThatThrownBy(call).isInstanceOfSatisfying(ContractViolation.class, e -> assertThat(e.ruleId())
                    .isEqualTo("S-VER-1"));
        }
        start(new KernelSettings().version(WindowsVersion.WINDOWS_10_1803), new DxgkSettings());
        unmap(map(lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeUnsupportedForDriversOfWddm30LogicalRemappingOnly(boolean logicalRemapping) {
        start(new KernelSettings(), new DxgkSettings().logicalRemapping(logicalRemapping));
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);

        assertThat(status(adapter.lead(), mdl)).isEqualTo(logicalRemapping ? NtStatus.NOT_SUPPORTED : NtStatus.SUCCESS);
        assertThat(hardware.translate(LEAD, mdl.pfn(0) << 12, false).isEmpty()).isEqualTo(logicalRemapping);
    }

    @Test
    @CatalogueRow("E6")
    void shouldRefuseASecondMappingOfAPageWhenOverlapIsStrict() {
        start(new KernelSettings(), new DxgkSettings().strictOverlap(true));
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        map(mdl);

        assertThat(status(adapter.lead(), mdl)).isEqualTo(NtStatus.RESOURCE_IN_USE);
    }

    @Test
    @CatalogueRow("E3")
    @Rule("S-DX-12")
    void shouldReportAnUnknownOrUsedHandleAndChangeNothing() {
        start();
        Handle handle = map(lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS));
        unmap(handle);
        String before = kernel.dump();

        assertThatThrownBy(() -> unmap(handle)).hasMessageContaining("S-DX-12");
        assertThatThrownBy(() -> unmap(new Handle(1))).hasMessageContaining("S-DX-12");
        assertThat(kernel.dump()).isEqualTo(before);
    }

    @Test
    @Rule("S-DX-6")
    void shouldMakeHandlesThatAreNeitherPointersNorUsedAgain() {
        start();
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        Set<Handle> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Handle handle = map(mdl);
            assertThat(seen.add(handle)).isTrue();
            assertThat(handle.isNull()).isFalse();
            assertThat(handle.value()).isBetween(0x0D96_0000_0000_0000L, 0x0D96_FFFF_FFFF_FFFFL);
            unmap(handle);
        }
    }

    @Test
    @Rule("S-DX-8")
    void shouldMakeEarlierMappingsEffectiveWhenTheIommuIsEnabled() {
        start(new KernelSettings(), new DxgkSettings());
        DxgkAdapter late = callbacks.addAdapter(9);
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        DxgkArgCbMapMdlToIoMmu args = new DxgkArgCbMapMdlToIoMmu(mdl);
        assertThat(dxgkrnl.dxgkCbMapMdlToIoMmu(late.lead(), args)).isEqualTo(NtStatus.SUCCESS);
        assertThat(hardware.translate(9, mdl.pfn(0) << 12, true)).isEmpty();

        assertThat(callbacks.enableIommu(late, ExclusiveAccess.NONE)).isEqualTo(NtStatus.SUCCESS);

        assertThat(hardware.translate(9, mdl.pfn(0) << 12, true)).hasValue(mdl.pfn(0) << 12);
    }

    @Test
    @Rule("S-DX-17")
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-1", reading = "literal")
    void shouldAlsoMapForTheCpuInTheLiteralReadingAndUndoOnlyItsOwn() {
        start(new KernelSettings().reading(Reading.LITERAL), new DxgkSettings());
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);

        Handle handle = map(mdl);
        assertThat(mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)).isTrue();
        unmap(handle);
        assertThat(mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)).isFalse();

        long own = kernel.mmGetSystemAddressForMdlSafe(mdl, 16);
        unmap(map(mdl));
        assertThat(mdl.mappedSystemVa()).isEqualTo(own);
    }

    @Test
    @Rule("S-DX-16")
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-2", reading = "literal")
    void shouldCallTheDriversOwnImplementationWhenItReplacesTheMember() {
        start();
        dxgkrnl.setDxgkCbMapMdlToIoMmu((hAdapter, pArgs) -> NtStatus.NOT_SUPPORTED);

        assertThat(status(adapter.lead(), lockedMdl(0x1000, LockOperation.IO_READ_ACCESS)))
                .isEqualTo(NtStatus.NOT_SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGrantReadOnlyForReadLocksOnlyWhenAskedTo(boolean readOnly) {
        start(new KernelSettings(), new DxgkSettings().readOnlyFromLock(readOnly));
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_READ_ACCESS);
        map(mdl);
        long address = mdl.pfn(0) << 12;

        assertThat(hardware.translate(LEAD, address, true).isEmpty()).isEqualTo(readOnly);
        assertThat(hardware.translate(LEAD, address, false)).hasValue(address);
    }
}
