package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.AccessBuilder;
import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.Invalidation.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which command covers which entry, operand by operand [IOMMU §9]. */
class CoverageTest {
    private static final long IOVA = 0x40_0020_3000L;
    private static final long LEAF = 0xdf;
    private static final long POINTER = 1;
    private static final long NAPOT = 1L << 63 | 8 << 10 | 0xdf;

    @ParameterizedTest
    @CsvSource({
        // DV, DID, DDT pointer, device context, PDT pointer, process context
        "false,0,true,true,true,true",
        "true,3,false,true,true,true",
        "true,4,false,false,false,false"
    })
    void shouldCoverDirectoriesByDevice(
            boolean valid, int device, boolean pointer, boolean context, boolean processes, boolean process) {
        Invalidation command = directory(Scope.DDT, valid, device, 0);

        assertThat(covers(command, AccessKind.DDT_NON_LEAF)).isEqualTo(pointer);
        assertThat(covers(command, AccessKind.DEVICE_CONTEXT)).isEqualTo(context);
        assertThat(covers(command, AccessKind.PDT_NON_LEAF)).isEqualTo(processes);
        assertThat(covers(command, AccessKind.PROCESS_CONTEXT)).isEqualTo(process);
        assertThat(covers(command, AccessKind.FIRST_STAGE_PTE)).isFalse();
        assertThat(covers(command, AccessKind.SECOND_STAGE_PTE)).isFalse();
        assertThat(covers(command, AccessKind.MSI_PTE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3,9,true", "3,8,false", "4,9,false"})
    void shouldCoverOneProcessContext(int device, int process, boolean covered) {
        Invalidation command = directory(Scope.PDT, true, device, process);

        assertThat(covers(command, AccessKind.PROCESS_CONTEXT)).isEqualTo(covered);
        assertThat(covers(command, AccessKind.DEVICE_CONTEXT)).isFalse();
        assertThat(covers(command, AccessKind.PDT_NON_LEAF)).isFalse();
        assertThat(covers(command, AccessKind.DDT_NON_LEAF)).isFalse();
        assertThat(covers(command, AccessKind.SECOND_STAGE_PTE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // GV, GSCID, PSCV, PSCID, global mapping
        "true,7,false,0,false,true",
        "true,7,false,0,true,true",
        "true,8,false,0,false,false",
        "false,0,false,0,false,false",
        "true,7,true,5,false,true",
        "true,7,true,6,false,false",
        "true,7,true,5,true,false"
    })
    void shouldCoverFirstStageEntriesOfASpace(
            boolean gv, int gscid, boolean pscv, int pscid, boolean global, boolean covered) {
        Invalidation command = space(Scope.VMA, gv, gscid, pscv, pscid);

        assertThat(Coverage.covers(command, first(0), LEAF, global)).isEqualTo(covered);
        assertThat(Coverage.covers(command, first(1), POINTER, global)).isEqualTo(covered);
        assertThat(Coverage.covers(command, second(0), LEAF, global)).isFalse();
    }

    @Test
    void shouldCoverTheHostsOwnSpacesWithoutGv() {
        ImplicitAccess host = AccessBuilder.reading(AccessKind.FIRST_STAGE_PTE)
                .in(ImplicitAccess.NONE, 5)
                .lookingUp(IOVA, 0)
                .build();

        assertThat(Coverage.covers(space(Scope.VMA, false, 0, false, 0), host, LEAF, false))
                .isTrue();
        assertThat(Coverage.covers(space(Scope.VMA, true, 7, false, 0), host, LEAF, false))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"false,0,true", "true,7,true", "true,8,false"})
    void shouldCoverGuestEntriesOfAMachine(boolean gv, int gscid, boolean covered) {
        Invalidation command = space(Scope.GVMA, gv, gscid, false, 0);

        assertThat(Coverage.covers(command, second(0), LEAF, false)).isEqualTo(covered);
        assertThat(Coverage.covers(command, second(2), POINTER, false)).isEqualTo(covered);
        assertThat(covers(command, AccessKind.MSI_PTE)).isEqualTo(covered);
        assertThat(Coverage.covers(command, first(0), LEAF, false)).isFalse();
        assertThat(covers(command, AccessKind.PROCESS_CONTEXT)).isFalse();
    }

    @Test
    void shouldIgnoreTheAddressOfAGuestCommandForAllMachines() {
        Invalidation command =
                new Invalidation(Scope.GVMA, true, false, false, false, false, 0, 0, 0x1000, false, 0, 0);

        assertThat(Coverage.covers(command, second(0), LEAF, false)).isTrue();
        assertThat(Coverage.covers(command, second(1), POINTER, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // address, NL, S, page, 2-MiB page, pointer at level 1, NAPOT page
        "0x4000203000,false,false,true,true,false,true",
        "0x4000203000,true,false,true,true,true,true",
        "0x4000204000,false,false,false,true,false,true",
        "0x4000204000,true,false,false,true,true,true",
        "0x4000210000,false,false,false,true,false,false",
        "0x4000400000,true,false,false,false,false,false",
        // lowest 0 at bit 0: two pages; at bit 1: four pages; at bit 3: 16 pages
        "0x4000202000,false,true,true,true,false,true",
        "0x4000204000,false,true,false,true,false,true",
        "0x4000201000,false,true,true,true,false,true",
        "0x4000217000,false,true,false,true,false,false",
        "0x400020f000,false,true,true,true,false,true"
    })
    void shouldCoverByAddress(
            String address,
            boolean nl,
            boolean range,
            boolean page,
            boolean superpage,
            boolean pointer,
            boolean napot) {
        for (Scope scope : new Scope[] {Scope.VMA, Scope.GVMA}) {
            Invalidation command =
                    new Invalidation(scope, true, false, true, nl, range, 0, 7, Long.decode(address), false, 0, 0);

            assertThat(Coverage.covers(command, stage(scope, 0), LEAF, false)).isEqualTo(page);
            assertThat(Coverage.covers(command, stage(scope, 1), LEAF, false)).isEqualTo(superpage);
            assertThat(Coverage.covers(command, stage(scope, 1), POINTER, false))
                    .isEqualTo(pointer);
            assertThat(Coverage.covers(command, stage(scope, 0), NAPOT, false)).isEqualTo(napot);
        }
    }

    @Test
    void shouldCoverAnMsiEntryAsAPage() {
        ImplicitAccess msi = tagged(AccessKind.MSI_PTE);
        Invalidation same = new Invalidation(Scope.GVMA, true, false, true, false, false, 0, 7, IOVA, false, 0, 0);
        Invalidation next =
                new Invalidation(Scope.GVMA, true, false, true, false, false, 0, 7, IOVA + 0x1000, false, 0, 0);

        assertThat(Coverage.covers(same, msi, 7, false)).isTrue();
        assertThat(Coverage.covers(next, msi, 7, false)).isFalse();
    }

    @Test
    void shouldCoverNothingThatIsNoTable() {
        assertThat(covers(directory(Scope.DDT, false, 0, 0), AccessKind.COMMAND))
                .isFalse();
        assertThat(covers(space(Scope.GVMA, false, 0, false, 0), AccessKind.FAULT_RECORD))
                .isFalse();
    }

    private static boolean covers(Invalidation command, AccessKind kind) {
        return Coverage.covers(command, tagged(kind), LEAF, false);
    }

    private static ImplicitAccess tagged(AccessKind kind) {
        return AccessBuilder.reading(kind).of(3, 9).in(7, 5).lookingUp(IOVA, 0).build();
    }

    private static ImplicitAccess stage(Scope scope, int level) {
        return scope == Scope.VMA ? first(level) : second(level);
    }

    private static ImplicitAccess first(int level) {
        return AccessBuilder.reading(AccessKind.FIRST_STAGE_PTE)
                .of(3, 9)
                .in(7, 5)
                .lookingUp(IOVA, level)
                .build();
    }

    private static ImplicitAccess second(int level) {
        return AccessBuilder.reading(AccessKind.SECOND_STAGE_PTE)
                .of(3, 9)
                .in(7, ImplicitAccess.NONE)
                .lookingUp(IOVA, level)
                .build();
    }

    private static Invalidation directory(Scope scope, boolean deviceValid, int device, int process) {
        return new Invalidation(scope, false, false, false, false, false, 0, 0, 0, deviceValid, device, process);
    }

    private static Invalidation space(Scope scope, boolean gv, int gscid, boolean pscv, int pscid) {
        return new Invalidation(scope, false, pscv, gv, false, false, pscid, gscid, 0, false, 0, 0);
    }
}
