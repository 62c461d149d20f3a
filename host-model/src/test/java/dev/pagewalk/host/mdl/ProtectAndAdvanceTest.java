package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;

class ProtectAndAdvanceTest {

    private final Kit kit = new Kit();

    @Test
    @Rule({"S-PRO-1", "S-PRO-2", "S-PRO-5", "S-PRO-6"})
    void shouldCheckTheProtectionBeforeTheMapping() {
        Mdl mdl = kit.locked(0, 0x1000);
        for (int bad : new int[] {0, 8, 0x80, 0x104, 6}) {
            assertThat(kit.kernel.mmProtectMdlSystemAddress(mdl, bad)).isEqualTo(NtStatus.INVALID_PAGE_PROTECTION);
        }
        Mdl built = kit.mdl(kit.pool(0x1000), 8);
        kit.kernel.mmBuildMdlForNonPagedPool(built);
        assertThat(kit.kernel.mmProtectMdlSystemAddress(built, 4)).isEqualTo(NtStatus.NOT_MAPPED_VIEW);
        assertThat(kit.kernel.mmProtectMdlSystemAddress(mdl, 4)).isEqualTo(NtStatus.NOT_MAPPED_VIEW);
    }

    @Test
    @Rule("S-PRO-3")
    void shouldMakeAMappingUsableAgainWithItsData() {
        Mdl mdl = kit.locked(0, 0x2000);
        String before = mdl.toString();
        long va = kit.map(mdl);
        kit.store(va + 0x1000, 0x66);

        kit.kernel.mmProtectMdlSystemAddress(mdl, PageProtection.PAGE_NOACCESS);
        assertThat(kit.kernel.mmIsAddressValid(va)).isFalse();
        assertThat(kit.kernel.mmProtectMdlSystemAddress(mdl, PageProtection.PAGE_READWRITE))
                .isEqualTo(NtStatus.SUCCESS);

        assertThat(kit.load(va + 0x1000)).isEqualTo(0x66);
        kit.kernel.mmUnmapLockedPages(va, mdl);
        assertThat(mdl).hasToString(before);
    }

    @Test
    @Rule("S-PRO-4")
    void shouldStopWhenTheMappingUnderneathIsInvalid() {
        Mdl mdl = kit.locked(0, 0x2000);
        long va = kit.map(mdl);
        kit.machine.kernelSpace().unmap(va + 0x1000);

        assertStop(() -> kit.kernel.mmProtectMdlSystemAddress(mdl, 4), 0x1A, 0x1235, mdl.address(), va + 0x1000, 0);
    }

    @Test
    @Rule("S-ADV-1")
    void shouldRefuseToAdvanceToOrBeyondTheEnd() {
        Mdl mdl = kit.locked(0, 0x1000);
        String before = mdl.toString();

        assertThat(kit.kernel.mmAdvanceMdl(mdl, 0x1000)).isEqualTo(NtStatus.INVALID_PARAMETER_2);
        assertThat(kit.kernel.mmAdvanceMdl(mdl, 0x1001)).isEqualTo(NtStatus.INVALID_PARAMETER_2);
        assertThat(kit.kernel.mmAdvanceMdl(mdl, 0)).isEqualTo(NtStatus.SUCCESS);
        assertThat(mdl).hasToString(before);
    }

    @Test
    @Rule({"S-ADV-2", "S-ADV-3", "S-ADV-6"})
    void shouldUnlockPassedPagesAtOnceAndTheRestLater() {
        Mdl mdl = kit.locked(0x800, 0x3000);
        long[] pfns = mdl.pfns();
        long end = mdl.virtualAddress() + mdl.byteCount();

        assertThat(kit.kernel.mmAdvanceMdl(mdl, 0x1900)).isEqualTo(NtStatus.SUCCESS);

        assertThat(mdl.virtualAddress() + mdl.byteCount()).isEqualTo(end);
        assertThat(mdl.pfns()).containsExactly(pfns[2], pfns[3]);
        assertThat(kit.machine.pfns().frame(pfns[0]).locks()).isZero();
        assertThat(kit.machine.currentProcess().lockedPages()).isEqualTo(2);
        kit.kernel.mmUnlockPages(mdl);
        assertThat(kit.machine.currentProcess().lockedPages()).isZero();
    }

    @Test
    @Rule({"S-ADV-2", "S-ADV-4", "S-UMP-2"})
    void shouldGiveEveryPteBackWhenAnAdvancedMappingEnds() {
        Mdl mdl = kit.locked(0x10, 0x4000);
        int free = kit.machine.systemPtes().free();
        long va = kit.map(mdl);
        kit.store(va + 0x3000, 0x5A);

        kit.kernel.mmAdvanceMdl(mdl, 0x1000);
        kit.kernel.mmAdvanceMdl(mdl, 0x2000);

        assertThat(mdl.has(MdlFlag.MDL_FREE_EXTRA_PTES)).isTrue();
        assertThat(kit.load(mdl.address() + 0x30 + 8L * mdl.spanPages())).isEqualTo(3);
        assertThat(mdl.mappedSystemVa()).isEqualTo(va + 0x3000);
        assertThat(kit.load(mdl.mappedSystemVa())).isEqualTo(0x5A);
        assertThat(kit.kernel.mmIsAddressValid(va)).isFalse();
        kit.kernel.mmUnmapLockedPages(mdl.mappedSystemVa(), mdl);
        assertThat(kit.machine.systemPtes().free()).isEqualTo(free);
        assertThat(mdl.has(MdlFlag.MDL_FREE_EXTRA_PTES)).isFalse();
    }

    @Test
    @Rule("S-ADV-5")
    void shouldMoveOnlyTheRangeOfANonpagedMdl() {
        long pool = kit.pool(0x3000);
        Mdl mdl = kit.mdl(pool, 0x3000);
        kit.kernel.mmBuildMdlForNonPagedPool(mdl);

        kit.kernel.mmAdvanceMdl(mdl, 0x1800);

        assertThat(kit.map(mdl)).isEqualTo(pool + 0x1800);
        assertThat(mdl.pfn(0)).isEqualTo(kit.kernel.mmGetPhysicalAddress(pool + 0x1800) >>> 12);
        assertViolation(kit.kernel, "S-UNL-1", () -> kit.kernel.mmUnlockPages(mdl));
    }
}
