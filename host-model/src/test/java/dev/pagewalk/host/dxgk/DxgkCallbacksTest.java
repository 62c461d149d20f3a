package dev.pagewalk.host.dxgk;

import static dev.pagewalk.host.trace.SeedDocument.DXGKCB_MAPMDLTOIOMMU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.fake.FakeIommu;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.KernelSettings.Lifetime;
import dev.pagewalk.host.machine.KernelSettings.Reading;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

class DxgkCallbacksTest {

    private static final int LEAD = 1;
    private static final int LINKED = 2;

    private final FakeHostBus bus = new FakeHostBus().storeLatency(8).registerLatency(2);
    private final FakeIommu hardware = new FakeIommu(bus);
    private WindowsKernel kernel;
    private DxgkCallbacks callbacks;
    private DxgkrnlInterface dxgkrnl;
    private DxgkAdapter adapter;

    @Test
    @Rule({"S-DX-2", "S-DX-3", "S-DX-5", "S-DX-7", "S-DX-9", "S-DX-10"})
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-1")
    @Seed(document = DXGKCB_MAPMDLTOIOMMU, sentence = "DXGK-5")
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
    void shouldReportACallAtDispatchLevelAsAContractViolation() {
        start();
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);
        kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);

        assertThatThrownBy(() -> map(mdl)).isInstanceOfSatisfying(ContractViolation.class, e -> assertThat(e.ruleId())
                .isEqualTo("S-DX-1"));
    }

    @Test
    @Rule("S-VER-1")
    void shouldBeAbsentBeforeItsFirstVersion() {
        start(new KernelSettings().version(WindowsVersion.WINDOWS_10_1709), new DxgkSettings());
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_WRITE_ACCESS);

        assertThatThrownBy(() -> map(mdl)).isInstanceOfSatisfying(ContractViolation.class, e -> assertThat(e.ruleId())
                .isEqualTo("S-VER-1"));
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

        assertThat(callbacks.hazards()).anySatisfy(text -> assertThat(text)
                .contains("pfn=0x%x".formatted(pfn), "DxgkCallbacksTest.", "freed"));
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

    @Test
    void shouldGrantReadOnlyForReadLocksWhenAskedTo() {
        start(new KernelSettings(), new DxgkSettings().readOnlyFromLock(true));
        Mdl mdl = lockedMdl(0x1000, LockOperation.IO_READ_ACCESS);
        map(mdl);
        long address = mdl.pfn(0) << 12;

        assertThat(hardware.translate(LEAD, address, true)).isEmpty();
        assertThat(hardware.translate(LEAD, address, false)).hasValue(address);
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

    private static String freePages(String dump) {
        return dump.substring(dump.indexOf("free="), dump.indexOf('\n', dump.indexOf("free=")));
    }

    private void start() {
        start(new KernelSettings(), new DxgkSettings());
    }

    private void start(KernelSettings settings, DxgkSettings readings) {
        kernel = new WindowsKernel(bus, settings);
        IommuDriver driver = IommuDriver.start(kernel.machine(), new IommuDriverSettings().cycleLimit(20_000));
        callbacks = new DxgkCallbacks(kernel, new DmaIommuInterfaceEx(kernel.machine(), driver), readings);
        dxgkrnl = new DxgkrnlInterface(callbacks);
        adapter = callbacks.addAdapter(LEAD, LINKED);
        assertThat(callbacks.enableIommu(adapter, ExclusiveAccess.NONE)).isEqualTo(NtStatus.SUCCESS);
    }

    private Mdl lockedMdl(int bytes, LockOperation operation) {
        long buffer = kernel.machine().currentProcess().space().allocate(bytes);
        Mdl mdl = kernel.ioAllocateMdl(buffer, bytes, false, false, null);
        kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, operation);
        return mdl;
    }

    private NtStatus status(Handle handle, Mdl mdl) {
        return dxgkrnl.dxgkCbMapMdlToIoMmu(handle, new DxgkArgCbMapMdlToIoMmu(mdl));
    }

    private Handle map(Mdl mdl) {
        DxgkArgCbMapMdlToIoMmu args = new DxgkArgCbMapMdlToIoMmu(mdl);
        assertThat(dxgkrnl.dxgkCbMapMdlToIoMmu(adapter.lead(), args)).isEqualTo(NtStatus.SUCCESS);
        return args.hMemoryHandle();
    }

    private void unmap(Handle handle) {
        dxgkrnl.dxgkCbUnmapMdlFromIoMmu(adapter.lead(), new DxgkArgCbUnmapMdlFromIoMmu(handle));
    }
}
