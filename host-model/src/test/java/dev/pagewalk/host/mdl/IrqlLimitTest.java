package dev.pagewalk.host.mdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.io.Irp;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class IrqlLimitTest {

    private static final MemoryCachingType CACHED = MemoryCachingType.MM_CACHED;

    private final Kit kit = new Kit();
    private final Mdl mdl = kit.mdl(kit.buffer(0x2000), 0x2000);
    private final Irp irp = kit.kernel.ioAllocateIrp();
    private final KernelProcess process = kit.machine.currentProcess();

    static Stream<String> names() {
        return new IrqlLimitTest().calls().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Rule({"S-IRQ-1", "S-PLK-1", "S-UNL-6", "S-MLP-8", "S-UMP-7", "S-APM-10", "S-IOM-1"})
    void shouldReportACallOneLevelAboveItsLimitAndChangeNothing(String name) {
        Irql limit = name.startsWith("APC") ? Irql.APC_LEVEL : Irql.DISPATCH_LEVEL;
        kit.machine.irql(limit == Irql.APC_LEVEL ? Irql.DISPATCH_LEVEL : Irql.DEVICE_LEVEL);
        String before = kit.kernel.dump();

        Throwable thrown = catchThrowable(() -> calls().get(name).run());

        assertThat(thrown).isInstanceOf(ContractViolation.class);
        assertThat(kit.kernel.dump()).isEqualTo(before);
    }

    private Map<String, Runnable> calls() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        KprocessorMode user = KprocessorMode.USER_MODE;
        KprocessorMode kernel = KprocessorMode.KERNEL_MODE;
        LockOperation write = LockOperation.IO_WRITE_ACCESS;
        calls.put("DISPATCH IoAllocateMdl", () -> kit.mdl(0, 1));
        calls.put("DISPATCH IoFreeMdl", () -> kit.kernel.ioFreeMdl(mdl));
        calls.put("DISPATCH IoBuildPartialMdl", () -> kit.kernel.ioBuildPartialMdl(mdl, mdl, 0, 0));
        calls.put("DISPATCH MmPrepareMdlForReuse", () -> kit.kernel.mmPrepareMdlForReuse(mdl));
        calls.put("DISPATCH MmBuildMdlForNonPagedPool", () -> kit.kernel.mmBuildMdlForNonPagedPool(mdl));
        calls.put("APC MmProbeAndLockPages of a user buffer", () -> kit.lock(mdl));
        calls.put("DISPATCH MmProbeAndLockPages", () -> kit.lock(mdl));
        calls.put(
                "APC MmProbeAndLockProcessPages",
                () -> kit.kernel.mmProbeAndLockProcessPages(mdl, process, user, write));
        calls.put(
                "APC MmProbeAndLockSelectedPages",
                () -> kit.kernel.mmProbeAndLockSelectedPages(mdl, List.of(0L, 0L), user, write));
        calls.put("DISPATCH MmUnlockPages", () -> kit.kernel.mmUnlockPages(mdl));
        calls.put("DISPATCH MmGetSystemAddressForMdlSafe", () -> kit.map(mdl));
        calls.put(
                "DISPATCH MmMapLockedPagesSpecifyCache",
                () -> kit.kernel.mmMapLockedPagesSpecifyCache(mdl, kernel, CACHED, 0, false, 0));
        calls.put(
                "APC MmMapLockedPagesSpecifyCache for users",
                () -> kit.kernel.mmMapLockedPagesSpecifyCache(mdl, user, CACHED, 0, false, 0));
        calls.put("DISPATCH MmUnmapLockedPages", () -> kit.kernel.mmUnmapLockedPages(-4096, mdl));
        calls.put("APC MmUnmapLockedPages of a user address", () -> kit.kernel.mmUnmapLockedPages(4096, mdl));
        calls.put("APC MmAllocateMappingAddress", () -> kit.kernel.mmAllocateMappingAddress(1, 2));
        calls.put("APC MmFreeMappingAddress", () -> kit.kernel.mmFreeMappingAddress(0, 2));
        calls.put(
                "DISPATCH MmMapLockedPagesWithReservedMapping",
                () -> kit.kernel.mmMapLockedPagesWithReservedMapping(0, 2, mdl, CACHED));
        calls.put("DISPATCH MmUnmapReservedMapping", () -> kit.kernel.mmUnmapReservedMapping(0, 2, mdl));
        calls.put("APC MmAllocatePagesForMdl", () -> kit.kernel.mmAllocatePagesForMdl(0, -1, 0, 1));
        calls.put("DISPATCH MmAllocatePagesForMdlEx", () -> kit.kernel.mmAllocatePagesForMdlEx(0, -1, 0, 1, CACHED, 0));
        calls.put("DISPATCH MmFreePagesFromMdl", () -> kit.kernel.mmFreePagesFromMdl(mdl));
        calls.put("DISPATCH MmMapMdl", () -> kit.kernel.mmMapMdl(mdl, 4, (context, va) -> {}, null));
        calls.put("DISPATCH MmProtectMdlSystemAddress", () -> kit.kernel.mmProtectMdlSystemAddress(mdl, 4));
        calls.put("DISPATCH MmAdvanceMdl", () -> kit.kernel.mmAdvanceMdl(mdl, 1));
        calls.put("DISPATCH MmAllocateMdlForIoSpace", () -> kit.kernel.mmAllocateMdlForIoSpace(List.of(), made -> {}));
        calls.put("DISPATCH MmMapIoSpace", () -> kit.kernel.mmMapIoSpace(0, 1, CACHED));
        calls.put("DISPATCH MmUnmapIoSpace", () -> kit.kernel.mmUnmapIoSpace(0, 1));
        calls.put("DISPATCH ExFreePool", () -> kit.kernel.exFreePool(0));
        calls.put("DISPATCH MmFreeContiguousMemory", () -> kit.kernel.mmFreeContiguousMemory(0));
        calls.put("DISPATCH IoAllocateIrp", () -> kit.kernel.ioAllocateIrp());
        calls.put("DISPATCH IoFreeIrp", () -> kit.kernel.ioFreeIrp(irp));
        calls.put("DISPATCH IoCompleteRequest", () -> kit.kernel.ioCompleteRequest(irp));
        calls.put("APC ProbeForRead", () -> kit.kernel.probeForRead(0x1_0000, 1, 1));
        calls.put("APC ProbeForWrite", () -> kit.kernel.probeForWrite(0x1_0000, 1, 1));
        return calls;
    }
}
