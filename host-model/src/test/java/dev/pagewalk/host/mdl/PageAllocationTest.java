package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class PageAllocationTest {

    private static final MemoryCachingType CACHED = MemoryCachingType.MM_CACHED;
    private static final long RAM = 0x8000_0000L;

    private final Kit kit = new Kit(new KernelSettings().ram(RAM, 0x40_0000));

    @Test
    @Rule({"S-APM-1", "S-APM-4"})
    void shouldReturnDistinctZeroedLockedPagesWithoutABuffer() {
        long dirty = kit.buffer(0x3000);
        kit.store(dirty, -1);
        kit.user().free(dirty);

        Mdl mdl = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x2801);

        assertThat(mdl.mdlFlags()).isEqualTo(MdlFlag.MDL_PAGES_LOCKED);
        assertThat(mdl.startVa()).isZero();
        assertThat(mdl.byteCount()).isEqualTo(0x3000);
        assertThat(mdl.process()).isZero();
        assertThat(Arrays.stream(mdl.pfns()).distinct().count()).isEqualTo(3);
        for (long pfn : mdl.pfns()) {
            assertThat(kit.bus.load(pfn << 12, 8)).isZero();
        }
    }

    @Test
    @Rule("S-APM-2")
    void shouldStayInsideTheWindowAndMoveItBySkip() {
        Mdl inWindow = kit.kernel.mmAllocatePagesForMdl(RAM + 0x10_0000, RAM + 0x10_3FFF, 0, 0x10000);
        assertThat(Arrays.stream(inWindow.pfns()).boxed().toList())
                .hasSize(4)
                .allMatch(pfn -> pfn >= 0x80100 && pfn <= 0x80103);

        Mdl moved = kit.kernel.mmAllocatePagesForMdl(RAM + 0x10_0000, RAM + 0x10_3FFF, 0x10_0000, 0x8000);
        assertThat(Arrays.stream(moved.pfns()).boxed().toList())
                .hasSize(8)
                .allMatch(pfn -> pfn >= 0x80200 && pfn <= 0x80303);
    }

    @Test
    @Rule({"S-APM-3", "S-APM-9"})
    void shouldReturnFewerPagesUnlessAllAreRequired() {
        Mdl all = kit.kernel.mmAllocatePagesForMdlEx(
                0, -1L, 0, 0x100_0000, CACHED, PageAllocationFlag.MM_ALLOCATE_FULLY_REQUIRED);
        assertThat(all).isNull();
        Mdl some = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x2_0000_0000L);
        assertThat(some.pfns()).hasSize(0x400);
        assertThat(kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x1000)).isNull();
    }

    @Test
    @Rule("S-APM-3")
    void shouldReturnTheirPagesWhenTheMdlItselfCannotBeMade() {
        long free = kit.machine.pfns().freePages();
        kit.machine.gate().failNth(3);

        assertThat(kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x3000)).isNull();

        assertThat(kit.machine.pfns().freePages()).isEqualTo(free);
    }

    @Test
    @Rule({"S-APM-5", "S-APM-6", "S-APM-7"})
    void shouldMakeContiguousChunksAlignedToTheirSize() {
        int chunks = PageAllocationFlag.MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS;
        Mdl block = kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x5000, CACHED, chunks);
        for (int i = 1; i < 5; i++) {
            assertThat(block.pfn(i)).isEqualTo(block.pfn(0) + i);
        }
        Mdl aligned = kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0x4000, 0x8000, CACHED, chunks);
        assertThat(aligned.pfn(0) % 4).isZero();
        assertThat(aligned.pfn(4) % 4).isZero();
        assertThat(aligned.pfn(7)).isEqualTo(aligned.pfn(4) + 3);

        assertThat(kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0x3000, 0x6000, CACHED, chunks))
                .isNull();
        assertThat(kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0x4000, 0x5000, CACHED, chunks))
                .isNull();
        assertThat(kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x1000, CACHED, 0x40))
                .isNull();
        assertThat(kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x1000, CACHED, 0x104))
                .isNull();
        assertThat(kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x1000, CACHED, 0x200))
                .isNull();
    }

    @Test
    @Rule("S-APM-8")
    void shouldCarryTheCacheTypeOfTheExRoutine() {
        Mdl combined = kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x1000, MemoryCachingType.MM_WRITE_COMBINED, 0);
        Mdl none = kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x1000, MemoryCachingType.MM_USWC_CACHED, 0);

        assertThat(kit.machine.pfns().frame(combined.pfn(0)).cacheType())
                .isEqualTo(MemoryCachingType.MM_WRITE_COMBINED);
        assertThat(kit.machine.pfns().frame(none.pfn(0)).cacheType()).isNull();
    }

    @Test
    @Rule({"S-FPM-1", "S-FPM-2", "S-FPM-3"})
    void shouldUnmapAndFreeThePagesButNotTheMdl() {
        long free = kit.machine.pfns().freePages();
        Mdl mdl = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x3000);
        int ptes = kit.machine.systemPtes().free();
        kit.map(mdl);
        assertViolation(kit.kernel, "S-FPM-3", () -> kit.kernel.exFreePool(mdl));

        kit.kernel.mmFreePagesFromMdl(mdl);

        assertThat(kit.machine.pfns().freePages()).isEqualTo(free);
        assertThat(kit.machine.systemPtes().free()).isEqualTo(ptes);
        assertThat(mdl.pfns()).containsOnly(-1);
        kit.kernel.exFreePool(mdl);
        assertThat(mdl.isAlive()).isFalse();
    }

    @Test
    @Rule("S-FPM-6")
    void shouldFreePagesOfTheExRoutineToo() {
        long free = kit.machine.pfns().freePages();
        Mdl mdl = kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x4000, CACHED, 0);

        kit.kernel.mmFreePagesFromMdl(mdl);

        assertThat(kit.machine.pfns().freePages()).isEqualTo(free);
    }

    @Test
    @Rule("S-FPM-4")
    void shouldStopWhenPagesAreFreedTwice() {
        Mdl mdl = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x2000);
        kit.kernel.mmFreePagesFromMdl(mdl);

        assertStop(() -> kit.kernel.mmFreePagesFromMdl(mdl), 0x1A, 0x1236, mdl.address(), mdl.address() + 0x30, -1);
    }

    @Test
    @Rule("S-FPM-5")
    void shouldRefuseWhileAUserViewLives() {
        Mdl mdl = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x1000);
        kit.kernel.mmMapLockedPagesSpecifyCache(mdl, KprocessorMode.USER_MODE, CACHED, 0, false, 16);

        assertViolation(kit.kernel, "S-FPM-5", () -> kit.kernel.mmFreePagesFromMdl(mdl));
    }

    @Test
    @Rule("S-APM-10")
    void shouldAllowDispatchLevelForTheExRoutineOnly() {
        kit.machine.irql(Irql.DISPATCH_LEVEL);
        assertViolation(kit.kernel, "S-IRQ-1", () -> kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x1000));
        assertThat(kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x1000, CACHED, 0))
                .isNotNull();
        kit.machine.irql(Irql.DEVICE_LEVEL);
        assertViolation(kit.kernel, "S-APM-10", () -> kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x1000, CACHED, 0));

        Kit verified = new Kit(new KernelSettings().verifier(true));
        verified.machine.irql(Irql.DEVICE_LEVEL);
        assertStop(() -> verified.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x1000), 0xC4, 0x7E, 5, 2, 0);
    }
}
