package dev.pagewalk.host.mdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.MachineStoppedException;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

@CatalogueRow("E3")
class LegalityMatrixTest {

    private static final int IGNORED_FLAGS = MdlFlag.MDL_ALLOCATED_FIXED_SIZE | MdlFlag.MDL_WRITE_OPERATION;
    private static final Map<String, NtStatus> STATUSES = Map.of(
            "success", NtStatus.SUCCESS,
            "unmapped", NtStatus.NOT_MAPPED_VIEW,
            "invalid", NtStatus.INVALID_PARAMETER);
    private static final int VERIFIER_STOP = 0xC4;

    static Stream<LegalityMatrix.Cell> cells() {
        return LegalityMatrix.cells().stream();
    }

    @Test
    void shouldCoverEveryOperationInEveryState() {
        assertThat(LegalityMatrix.cells()).hasSize(MdlOperation.values().length * MdlState.values().length);
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Rule({"S-BLD-1", "S-PLK-1", "S-UNL-1", "S-UNL-8", "S-UNL-9", "S-MLP-1", "S-BLD-5", "S-UMP-5", "S-UMP-8"})
    void shouldEndEachCellAsItsRuleSays(LegalityMatrix.Cell cell) {
        MdlFixture fixture = new MdlFixture(cell.state(), new KernelSettings());
        String outcome = cell.outcome().replaceFirst("/.*", "");
        check(cell, fixture, outcome);
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Rule({"S-UMP-1", "S-BPM-7", "S-BPM-9", "S-BPM-13", "S-IOF-3", "S-IOF-8", "S-FPM-4", "S-ADV-5", "S-MMM-6"})
    void shouldStopTheMachineUnderVerifierWhereVerifierHasACode(LegalityMatrix.Cell cell) {
        MdlFixture fixture = new MdlFixture(cell.state(), new KernelSettings().verifier(true));
        int slash = cell.outcome().indexOf('/');
        String outcome = slash < 0 ? cell.outcome() : "!C4:" + cell.outcome().substring(slash + 1);
        check(cell, fixture, outcome);
    }

    private static void check(LegalityMatrix.Cell cell, MdlFixture fixture, String outcome) {
        cell.operation().prepare(fixture);
        int flags = fixture.mdl.mdlFlags();
        if (outcome.startsWith("!")) {
            checkStop(cell, fixture, outcome.substring(1));
        } else if (outcome.startsWith("S-")) {
            checkViolation(cell, fixture, outcome);
        } else {
            Object result = cell.operation().run(fixture);
            checkReturn(fixture, outcome, flags, result);
        }
    }

    private static void checkViolation(LegalityMatrix.Cell cell, MdlFixture fixture, String rule) {
        String before = fixture.kernel.dump();
        Throwable thrown = catchThrowable(() -> cell.operation().run(fixture));
        assertThat(thrown).isInstanceOf(ContractViolation.class);
        assertThat(((ContractViolation) thrown).ruleId()).isEqualTo(rule);
        assertThat(fixture.kernel.dump()).isEqualTo(before);
    }

    private static void checkStop(LegalityMatrix.Cell cell, MdlFixture fixture, String stop) {
        int code = Integer.parseInt(stop.substring(0, stop.indexOf(':')), 16);
        long first = Long.parseLong(stop.substring(stop.indexOf(':') + 1), 16);
        List<Long> rest = code == VERIFIER_STOP
                ? verifierParameters(fixture, cell.operation(), (int) first)
                : plainParameters(fixture, first);

        Throwable thrown = catchThrowable(() -> cell.operation().run(fixture));

        assertThat(thrown).isInstanceOf(BugCheckException.class);
        BugCheckException bugCheck = (BugCheckException) thrown;
        assertThat(bugCheck.code().value()).isEqualTo(code);
        assertThat(bugCheck.parameter(1)).isEqualTo(first);
        assertThat(List.of(bugCheck.parameter(2), bugCheck.parameter(3), bugCheck.parameter(4)))
                .isEqualTo(rest);
        assertThatThrownBy(() -> fixture.kernel.ioAllocateMdl(0, 1, false, false, null))
                .isInstanceOf(MachineStoppedException.class);
    }

    private static List<Long> plainParameters(MdlFixture fixture, long first) {
        long mdl = fixture.mdl.address();
        long pages = fixture.mdl.spanPages();
        if (first == 6) {
            return List.of(mdl, MdlOperation.systemBase(fixture), pages);
        }
        if (first == 0x10B) {
            return List.of(fixture.reservation, (long) MdlFixture.TAG, pages);
        }
        long pfn = fixture.mdl.describesPages() ? fixture.mdl.pfn(0) : Pages.NO_PFN;
        return List.of(mdl, mdl + 0x30, pfn);
    }

    private static List<Long> verifierParameters(MdlFixture fixture, MdlOperation operation, int check) {
        long flags = fixture.mdl.mdlFlags();
        long last =
                switch (check) {
                    case 0x7C, 0x7D -> 0;
                    case 0xB0 -> flags & 0x0817;
                    case 0xB2 -> flags & 0x0025;
                    case 0xB3 -> operation == MdlOperation.MAP_USER ? 0x0016 : 0x0012;
                    case 0xB4 -> 0x0010;
                    case 0xB5 -> 0x0100;
                    case 0xB6 -> 0x0001;
                    default -> throw new IllegalArgumentException("check=" + check);
                };
        return List.of(fixture.mdl.address(), flags, last);
    }

    private static void checkReturn(MdlFixture fixture, String outcome, int before, Object result) {
        if (outcome.equals("freed")) {
            assertThat(fixture.mdl.isAlive()).isFalse();
            return;
        }
        if (outcome.equals("same")) {
            assertThat(result).isEqualTo(fixture.mdl.mappedSystemVa());
        }
        if (STATUSES.containsKey(outcome)) {
            assertThat(result).isEqualTo(STATUSES.get(outcome));
        }
        int flags = fixture.mdl.mdlFlags();
        int expected = outcome.startsWith("ok=") ? Integer.parseInt(outcome.substring(3), 16) : before;
        assertThat(Integer.toHexString(flags & ~IGNORED_FLAGS))
                .isEqualTo(Integer.toHexString(expected & ~IGNORED_FLAGS));
    }
}
