package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.USING_MDLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

class PartialMdlTest {

    private final Kit kit = new Kit();
    private final Mdl source = kit.locked(0x200, 0x4000);
    private final Mdl target = kit.mdl(source.virtualAddress(), 0x4000);

    @Test
    @Rule({"S-BPM-4", "S-BPM-5", "S-BPM-6", "S-BPM-11"})
    @Seed(document = USING_MDLS, sentence = "MDL-17")
    void shouldDescribePartOfTheSourceByItsOriginalAddresses() {
        long va = source.virtualAddress() + 0x1300;

        kit.kernel.ioBuildPartialMdl(source, target, va, 0x2000);

        assertThat(kit.kernel.mmGetMdlVirtualAddress(target)).isEqualTo(va);
        assertThat(target.byteCount()).isEqualTo(0x2000);
        assertThat(target.mdlFlags()).isEqualTo(MdlFlag.MDL_ALLOCATED_FIXED_SIZE | MdlFlag.MDL_PARTIAL);
        assertThat(target.process()).isEqualTo(source.process());
        assertThat(target.pfns()).containsExactly(source.pfn(1), source.pfn(2), source.pfn(3));
    }

    @Test
    @Rule({"S-BPM-5", "S-IOF-1"})
    @Seed(document = USING_MDLS, sentence = "MDL-18")
    @Seed(document = USING_MDLS, sentence = "MDL-35")
    void shouldMapOnItsOwnAndBeUnmappedByTheFree() {
        kit.store(source.virtualAddress() + 0x1000, 0x31);
        kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress() + 0x1000, 0x100);
        int free = kit.machine.systemPtes().free();
        long va = kit.map(target);
        kit.machine.attach(kit.machine.createProcess());
        assertThat(kit.load(va)).isEqualTo(0x31);
        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.load(kit.kernel.mmGetMdlVirtualAddress(target)));
        assertThat(target.has(MdlFlag.MDL_PARTIAL_HAS_BEEN_MAPPED)).isTrue();

        kit.kernel.ioFreeMdl(target);

        assertThat(kit.machine.systemPtes().free()).isEqualTo(free);
    }

    @Test
    @Rule({"S-IOF-6", "S-BPM-12"})
    void shouldInheritTheSourcesMappingAndLeaveItThereWhenFreed() {
        long va = kit.map(source);
        kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress() + 0x800, 0x100);

        assertThat(kit.map(target)).isEqualTo(va + 0x800);
        assertThat(target.has(MdlFlag.MDL_PARENT_MAPPED_SYSTEM_VA)).isTrue();
        kit.kernel.ioFreeMdl(target);
        assertThat(kit.load(va)).isZero();
    }

    @Test
    @Rule("S-BPM-12")
    void shouldReportTheUseOfAnInheritedMappingThatIsGone() {
        long va = kit.map(source);
        kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress(), 0);
        kit.kernel.mmUnmapLockedPages(va, source);

        assertViolation(kit.kernel, "S-BPM-12", () -> kit.map(target));
    }

    @Test
    @Rule("S-BPM-12")
    void shouldRefuseToUnlockTheSourceWhileThePartialIsMapped() {
        kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress(), 0);
        kit.map(target);

        assertViolation(kit.kernel, "S-BPM-12", () -> kit.kernel.mmUnlockPages(source));
        kit.kernel.mmPrepareMdlForReuse(target);
        kit.kernel.mmUnlockPages(source);
    }

    @Test
    @Rule({"S-BPM-1", "S-BPM-3"})
    void shouldStopForARangeOutsideTheSource() {
        long va = source.virtualAddress();
        long s = source.address();
        long t = target.address();
        assertStop(() -> kit.kernel.ioBuildPartialMdl(source, target, va - 1, 2), 0x12E, s, t, va - 1, 2);
        for (long[] range : new long[][] {{0x4000, 0}, {0x4000, 1}, {0x3FFF, 2}, {0, 0x4001}}) {
            Kit here = new Kit();
            Mdl from = here.locked(0x200, 0x4000);
            Mdl to = here.mdl(from.virtualAddress(), 0x10);
            long start = from.virtualAddress() + range[0];
            assertStop(
                    () -> here.kernel.ioBuildPartialMdl(from, to, start, range[1]),
                    0x12E,
                    from.address(),
                    to.address(),
                    start,
                    range[1]);
        }
    }

    @Test
    @Rule("S-BPM-2")
    void shouldStopWhenTheTargetIsTooSmall() {
        Mdl large = kit.locked(0, 30 * 0x1000);

        assertStop(() -> kit.kernel.ioBuildPartialMdl(large, target, large.virtualAddress(), 0), 0x40, 0, 0, 0, 0);
    }

    @Test
    @Rule({"S-BPM-8", "S-BPM-10"})
    void shouldBuildPartialsOfPartialsAndOfTheWholeRange() {
        kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress() + 0x1000, 0);
        Mdl inner = kit.mdl(target.virtualAddress(), 0x1000);

        kit.kernel.ioBuildPartialMdl(target, inner, target.virtualAddress() + 0x1000, 0x80);

        assertThat(inner.pfn(0)).isEqualTo(source.pfn(2));
        kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress(), 0);
        assertThat(target.byteCount()).isEqualTo(0x4000);
    }

    @Test
    @Rule({"S-BPM-7", "S-BPM-9", "S-BPM-13"})
    void shouldReportSourcesWithoutPagesAndTargetsInUse() {
        Mdl blank = kit.mdl(0x1_0000, 0x1000);
        assertViolation(kit.kernel, "S-BPM-7", () -> kit.kernel.ioBuildPartialMdl(blank, target, 0x1_0000, 0));
        assertViolation(
                kit.kernel, "S-BPM-13", () -> kit.kernel.ioBuildPartialMdl(source, source, source.virtualAddress(), 0));
        kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress(), 0);
        kit.map(target);
        assertViolation(
                kit.kernel, "S-BPM-9", () -> kit.kernel.ioBuildPartialMdl(source, target, source.virtualAddress(), 0));
    }

    @Test
    @Rule("S-BPM-5")
    void shouldInheritTheNonpagedFlagOfItsSource() {
        Mdl built = kit.mdl(kit.pool(0x2000), 0x2000);
        kit.kernel.mmBuildMdlForNonPagedPool(built);

        kit.kernel.ioBuildPartialMdl(built, target, built.virtualAddress() + 8, 0x10);

        assertThat(kit.map(target)).isEqualTo(built.virtualAddress() + 8);
        assertThat(target.has(MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL)).isTrue();
    }

    @Test
    @Rule({"S-BLD-2", "S-BLD-3"})
    @Seed(document = USING_MDLS, sentence = "MDL-11")
    void shouldFillThePfnArrayOfANonpagedBufferWithoutLockingIt() {
        long pool = kit.pool(0x2000);
        Mdl built = kit.mdl(pool + 0x10, 0x1800);

        kit.kernel.mmBuildMdlForNonPagedPool(built);

        assertThat(built.mdlFlags()).isEqualTo(MdlFlag.MDL_ALLOCATED_FIXED_SIZE | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL);
        assertThat(built.process()).isZero();
        assertThat(kit.map(built)).isEqualTo(pool + 0x10);
        assertThat(built.pfn(1)).isEqualTo(kit.kernel.mmGetPhysicalAddress(pool + 0x1000) >>> 12);
    }

    @Test
    @Rule("S-BLD-4")
    void shouldStopOrReportABuildOverMemoryThatIsNotNonpaged() {
        long paged = kit.kernel.exAllocatePoolWithTag(MemoryRoutines.PoolType.PAGED_POOL, 0x1000, "page");
        Mdl overPaged = kit.mdl(paged, 8);
        assertViolation(kit.kernel, "S-BLD-4", () -> kit.kernel.mmBuildMdlForNonPagedPool(overPaged));
        Mdl overUser = kit.mdl(kit.buffer(0x1000), 8);
        assertStop(
                () -> kit.kernel.mmBuildMdlForNonPagedPool(overUser),
                0x1A,
                0x1240,
                overUser.address(),
                overUser.startVa(),
                0);

        Kit verified = new Kit(new KernelSettings().verifier(true));
        long pagedThere = verified.kernel.exAllocatePoolWithTag(MemoryRoutines.PoolType.PAGED_POOL, 0x1000, "page");
        Mdl there = verified.mdl(pagedThere, 8);
        assertStop(() -> verified.kernel.mmBuildMdlForNonPagedPool(there), 0xC4, 0x7F, 0, there.address(), 8);
    }
}
