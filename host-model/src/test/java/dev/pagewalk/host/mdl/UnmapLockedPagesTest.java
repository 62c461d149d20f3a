package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.MM_MAP_LOCKED_PAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

class UnmapLockedPagesTest {

    private final Kit kit = new Kit();

    @Test
    @Rule({"S-UMP-2", "S-UMP-3"})
    @Seed(document = MM_MAP_LOCKED_PAGES, sentence = "MMLP-7")
    void shouldGiveThePtesBackAndKeepThePagesLocked() {
        Mdl mdl = kit.locked(0x10, 0x2000);
        int free = kit.machine.systemPtes().free();
        long va = kit.map(mdl);

        kit.kernel.mmUnmapLockedPages(va, mdl);

        assertThat(kit.machine.systemPtes().free()).isEqualTo(free);
        assertThat(mdl.mdlFlags()).isEqualTo(0x8A);
        assertViolation(kit.kernel, "S-INI-1", mdl::mappedSystemVa);
        assertStop(() -> kit.load(va), 0x50, va, 0, 0, 0);
    }

    @Test
    @Rule("S-UMP-4")
    void shouldAcceptTheMappedAddressOrItsPageAndNothingElse() {
        Mdl mdl = kit.locked(0x10, 0x2000);
        long va = kit.map(mdl);

        assertViolation(kit.kernel, "S-UMP-4", () -> kit.kernel.mmUnmapLockedPages(va + 1, mdl));
        kit.kernel.mmUnmapLockedPages(Pages.pageAlign(va), mdl);
        kit.map(mdl);
    }

    @Test
    @Rule("S-UMP-5")
    void shouldStopForAWrongAddressWhenPtesAreTracked() {
        Kit tracked = new Kit(new KernelSettings().trackPtes(true));
        Mdl mdl = tracked.locked(0x10, 0x2000);
        long va = tracked.map(mdl);

        assertThat(assertStop(() -> tracked.kernel.mmUnmapLockedPages(va + 8, mdl), 0xDA, 3)
                        .parameter(4))
                .isEqualTo(va + 8);
    }

    @Test
    @Rule("S-UMP-5")
    void shouldStopForAChangedFirstPageWhenPtesAreTracked() {
        Kit tracked = new Kit(new KernelSettings().trackPtes(true));
        Mdl mdl = tracked.locked(0, 0x2000);
        long va = tracked.map(mdl);
        long pfn = mdl.pfn(0);
        tracked.store(mdl.address() + 0x30, pfn + 1);

        assertThat(assertStop(() -> tracked.kernel.mmUnmapLockedPages(va, mdl), 0xDA, 4)
                        .parameter(3))
                .isEqualTo(pfn);
    }

    @Test
    @Rule("S-UMP-5")
    void shouldStopForAChangedStartOrLengthWhenPtesAreTracked() {
        Kit tracked = new Kit(new KernelSettings().trackPtes(true));
        Mdl mdl = tracked.locked(0, 0x2000);
        long va = tracked.map(mdl);
        long start = mdl.startVa();
        tracked.store(mdl.address() + 0x20, start + 0x1000);
        assertThat(assertStop(() -> tracked.kernel.mmUnmapLockedPages(va, mdl), 0xDA, 5)
                        .parameter(3))
                .isEqualTo(start);

        Kit other = new Kit(new KernelSettings().trackPtes(true));
        Mdl shorter = other.locked(0, 0x2000);
        long mapped = other.map(shorter);
        other.machine.cpu().store(shorter.address() + 0x28, 4, 0x1000);
        assertThat(assertStop(() -> other.kernel.mmUnmapLockedPages(mapped, shorter), 0xDA, 2)
                        .parameter(4))
                .isEqualTo(1);
    }

    @Test
    @Rule("S-UMP-7")
    void shouldLimitTheIrqlByTheKindOfAddress() {
        Mdl mdl = kit.locked(0, 0x1000);
        long va = kit.map(mdl);
        kit.machine.irql(Irql.DISPATCH_LEVEL);
        assertViolation(kit.kernel, "S-UMP-7", () -> kit.kernel.mmUnmapLockedPages(0x1_0000, mdl));
        kit.kernel.mmUnmapLockedPages(va, mdl);

        Kit verified = new Kit(new KernelSettings().verifier(true));
        Mdl other = verified.locked(0, 0x1000);
        long otherVa = verified.map(other);
        verified.machine.irql(Irql.DEVICE_LEVEL);
        assertStop(() -> verified.kernel.mmUnmapLockedPages(otherVa, other), 0xC4, 0x79, 5, otherVa, other.address());
    }

    @Test
    @Rule("S-UMP-6")
    void shouldNameABadUserAddressUnderVerifier() {
        Kit verified = new Kit(new KernelSettings().verifier(true));
        Mdl mdl = verified.locked(0, 0x1000);

        assertStop(() -> verified.kernel.mmUnmapLockedPages(0x66_0000, mdl), 0xC4, 0xB9, 0x66_0000, mdl.address(), 0);
    }
}
