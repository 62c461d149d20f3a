package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.MM_MDL_ROUTINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class MmMapMdlTest {

    private static final int READWRITE = PageProtection.PAGE_READWRITE;

    private final Kit kit = new Kit();
    private final Mdl mdl = kit.locked(0x44, 0x2000);

    private static final class DriverContext {
        NtStatus status = NtStatus.UNSUCCESSFUL;
    }

    @Test
    @Rule({"S-MMM-1", "S-MMM-2", "S-MMM-4", "S-MMM-7", "S-MMM-11"})
    @Seed(document = MM_MDL_ROUTINE, sentence = "MDLR-1")
    @Seed(document = MM_MDL_ROUTINE, sentence = "MDLR-2")
    @Seed(document = MM_MDL_ROUTINE, sentence = "MDLR-3")
    @Seed(document = MM_MDL_ROUTINE, sentence = "MDLR-4")
    void shouldCallTheRoutineOnceWithTheContextAndTheMappedAddress() {
        DriverContext context = new DriverContext();
        List<Long> addresses = new ArrayList<>();
        kit.store(mdl.virtualAddress() + 0x1000, 0x1234);
        int flags = mdl.mdlFlags();

        NtStatus status = kit.kernel.mmMapMdl(
                mdl,
                READWRITE,
                (given, va) -> {
                    addresses.add(va);
                    assertThat(given).isSameAs(context);
                    assertThat(kit.load(va + 0x1000)).isEqualTo(0x1234);
                    assertThat(kit.map(mdl)).isEqualTo(va);
                    ((DriverContext) given).status = NtStatus.SUCCESS;
                },
                context);

        assertThat(status).isEqualTo(NtStatus.SUCCESS);
        assertThat(context.status).isEqualTo(NtStatus.SUCCESS);
        assertThat(addresses).hasSize(1);
        assertThat(addresses.get(0) & 0xFFF).isEqualTo(0x44);
        assertThat(mdl.mdlFlags()).isEqualTo(flags);
    }

    @Test
    @Rule("S-MMM-5")
    void shouldRevokeTheAddressAfterTheReturn() {
        List<Long> kept = new ArrayList<>();
        kit.kernel.mmMapMdl(mdl, READWRITE, (context, va) -> kept.add(va), null);

        assertStop(() -> kit.load(kept.get(0)), 0x50, kept.get(0), 0, 0, 0);
    }

    @Test
    @Rule({"S-MMM-1", "S-MMM-9"})
    void shouldUseAndKeepAnExistingMappingAndNest() {
        long va = kit.map(mdl);
        List<Long> seen = new ArrayList<>();

        kit.kernel.mmMapMdl(
                mdl,
                PageProtection.PAGE_READONLY,
                (context, first) -> kit.kernel.mmMapMdl(mdl, READWRITE, (c, second) -> seen.add(second), null),
                null);

        assertThat(seen).containsExactly(va);
        kit.store(va, 1);
    }

    @Test
    @Rule({"S-MMM-3", "S-MMM-6", "S-MMM-2"})
    void shouldAnswerWithAnErrorExactlyWhenTheRoutineIsNotCalled() {
        List<Long> calls = new ArrayList<>();
        MmMdlRoutine routine = (context, va) -> calls.add(va);

        assertThat(kit.kernel.mmMapMdl(mdl, PageProtection.PAGE_NOACCESS, routine, null))
                .isEqualTo(NtStatus.INVALID_PAGE_PROTECTION);
        assertThat(kit.kernel.mmMapMdl(mdl, 0x6, routine, null)).isEqualTo(NtStatus.INVALID_PAGE_PROTECTION);
        assertThat(kit.kernel.mmMapMdl(mdl, READWRITE, null, null)).isEqualTo(NtStatus.INVALID_PARAMETER_3);
        Kit few = new Kit(new KernelSettings().systemPtes(1));
        assertThat(few.kernel.mmMapMdl(few.locked(0, 0x2000), READWRITE, routine, null))
                .isEqualTo(NtStatus.INSUFFICIENT_RESOURCES);
        assertThat(calls).isEmpty();
        assertThat(kit.kernel.mmMapMdl(mdl, READWRITE | PageProtection.PAGE_NOCACHE, routine, null))
                .isEqualTo(NtStatus.SUCCESS);
        assertThat(calls).hasSize(1);
    }

    @Test
    @Rule("S-MMM-3")
    void shouldStopOnAStoreThroughAReadOnlyMapping() {
        List<Long> address = new ArrayList<>();
        Throwable stop = catchThrowable(() -> kit.kernel.mmMapMdl(
                mdl,
                PageProtection.PAGE_READONLY,
                (context, va) -> {
                    address.add(va);
                    kit.store(va, 1);
                },
                null));

        assertThat(stop).isInstanceOfSatisfying(BugCheckException.class, e -> {
            assertThat(e.code()).isEqualTo(BugCheckCode.ATTEMPTED_WRITE_TO_READONLY_MEMORY);
            assertThat(e.parameter(1)).isEqualTo(address.get(0));
        });
    }

    @Test
    @Rule("S-MMM-8")
    void shouldReleaseTheMappingWhenTheRoutineRaises() {
        int free = kit.machine.systemPtes().free();
        assertRaised(
                NtStatus.ACCESS_VIOLATION,
                () -> kit.kernel.mmMapMdl(
                        mdl,
                        READWRITE,
                        (context, va) -> {
                            throw new RaisedStatusException(NtStatus.ACCESS_VIOLATION, "driver");
                        },
                        null));

        assertThat(kit.machine.systemPtes().free()).isEqualTo(free);
    }

    @Test
    @Rule({"S-MMM-10"})
    @Seed(document = MM_MDL_ROUTINE, sentence = "MDLR-5")
    void shouldRunTheRoutineAtTheCallersIrqlUpToDispatchLevel() {
        kit.machine.irql(Irql.DISPATCH_LEVEL);
        List<Irql> seen = new ArrayList<>();
        kit.kernel.mmMapMdl(mdl, READWRITE, (context, va) -> seen.add(kit.machine.irql()), null);
        assertThat(seen).containsExactly(Irql.DISPATCH_LEVEL);

        assertViolation(
                kit.kernel,
                "S-MMM-10",
                () -> kit.kernel.mmMapMdl(mdl, READWRITE, (context, va) -> kit.machine.irql(Irql.PASSIVE_LEVEL), null));
        kit.machine.irql(Irql.DEVICE_LEVEL);
        assertViolation(kit.kernel, "S-IRQ-1", () -> kit.kernel.mmMapMdl(mdl, READWRITE, (context, va) -> {}, null));
    }

    @Test
    @Rule("S-VER-1")
    @Seed(document = MM_MDL_ROUTINE, sentence = "MDLR-6")
    void shouldBeAbsentBeforeWindows10Version1709() {
        Kit old = new Kit(new KernelSettings().version(WindowsVersion.WINDOWS_10_1507));
        Mdl there = old.locked(0, 0x1000);

        assertViolation(old.kernel, "S-VER-1", () -> old.kernel.mmMapMdl(there, READWRITE, (context, va) -> {}, null));
        Kit first = new Kit(new KernelSettings().version(WindowsVersion.WINDOWS_10_1709));
        assertThat(first.kernel.mmMapMdl(first.locked(0, 0x1000), READWRITE, (context, va) -> {}, null))
                .isEqualTo(NtStatus.SUCCESS);
    }

    @Test
    @Rule("S-MMM-5")
    void shouldRefuseToTakeTheMappingAwayInsideTheRoutine() {
        kit.kernel.mmMapMdl(
                mdl,
                READWRITE,
                (context, va) -> {
                    assertViolation(kit.kernel, "S-MMM-5", () -> kit.kernel.mmUnmapLockedPages(va, mdl));
                    assertViolation(kit.kernel, "S-MMM-5", () -> kit.kernel.mmUnlockPages(mdl));
                },
                null);
    }
}
