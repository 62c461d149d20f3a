package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.RESERVED_MAPPING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

class ReservedMappingTest {

    private static final int TAG = 0x4B6D524C;
    private static final int OTHER = 0x11111110;
    private static final MemoryCachingType CACHED = MemoryCachingType.MM_CACHED;

    private final Kit kit = new Kit();
    private final long range = kit.kernel.mmAllocateMappingAddress(0x4000, TAG);

    @Test
    @Rule({"S-RMA-3", "S-RMM-6", "S-RMM-10", "S-RMM-11", "S-MAC-1", "S-RMU-2"})
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-1")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-2")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-6")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-9")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-10")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-11")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-12")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-14")
    void shouldMapManyMdlsOneAfterAnotherFromTheStartOfTheRange() {
        for (int pages = 1; pages <= 4; pages++) {
            Mdl mdl = kit.locked(0x80, pages * 0x1000L - 0x80);
            kit.store(mdl.virtualAddress(), pages);

            long va = map(range, TAG, mdl);

            assertThat(va).isEqualTo(range + 0x80);
            assertThat(mdl.mappedSystemVa()).isEqualTo(range);
            assertThat(kit.map(mdl)).isEqualTo(range);
            assertThat(kit.load(va)).isEqualTo(pages);
            assertThat(kit.machine.kernelSpace().at(range + pages * 0x1000L)).isNull();
            kit.kernel.mmUnmapReservedMapping(va, TAG, mdl);
            assertThat(mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)).isFalse();
            kit.kernel.mmUnlockPages(mdl);
            kit.kernel.ioFreeMdl(mdl);
        }
        kit.kernel.mmFreeMappingAddress(range, TAG);
        assertThat(kit.machine.systemPtes().free())
                .isEqualTo(kit.machine.systemPtes().total());
    }

    @Test
    @Rule("S-RMM-12")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-8")
    void shouldMakeForwardProgressWithEveryResourceExhausted() {
        Kit few = new Kit(new KernelSettings().systemPtes(6));
        long own = few.kernel.mmAllocateMappingAddress(0x4000, TAG);
        Mdl mdl = few.locked(0x10, 0x3000);
        few.machine.gate().exhausted(true);
        assertThat(few.machine.systemPtes().free()).isZero();
        assertThat(few.map(mdl)).isZero();

        for (int i = 0; i < 100; i++) {
            long va = few.kernel.mmMapLockedPagesWithReservedMapping(own, TAG, mdl, CACHED);
            few.store(va + 0x1000, i);
            assertThat(few.load(va + 0x1000)).isEqualTo(i);
            few.kernel.mmUnmapReservedMapping(own, TAG, mdl);
        }
    }

    @Test
    @Rule("S-RMM-5")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-7")
    void shouldReturnNullOnlyForAnMdlThatDoesNotFit() {
        Mdl mdl = kit.locked(1, 0x4000);
        String before = kit.kernel.dump();

        assertThat(map(range, TAG, mdl)).isZero();

        assertThat(kit.kernel.dump()).isEqualTo(before);
    }

    @Test
    @Rule({"S-RMA-1", "S-RMA-4"})
    void shouldReturnNullForTagZeroAndWithoutARunOfPtes() {
        assertThat(kit.kernel.mmAllocateMappingAddress(0x1000, 0)).isZero();
        Kit few = new Kit(new KernelSettings().systemPtes(4));
        assertThat(few.kernel.mmAllocateMappingAddress(0x3000, TAG)).isZero();
        assertThat(few.kernel.mmAllocateMappingAddress(0x2000, TAG)).isNotZero();
    }

    @Test
    @Rule("S-RMA-2")
    void shouldStopForAReservationOfNothing() {
        assertStop(() -> kit.kernel.mmAllocateMappingAddress(0, TAG), 0xDA, 0x100, 0, TAG, 0);
    }

    @Test
    @Rule("S-RMA-5")
    void shouldStopWhenTheRangeIsTouchedUnmapped() {
        assertStop(() -> kit.load(range), 0x50, range, 0, 0, 0);
    }

    @Test
    @Rule("S-RMF-1")
    void shouldStopWhenAnotherTagFrees() {
        assertStop(() -> kit.kernel.mmFreeMappingAddress(range, OTHER), 0xDA, 0x101, range, OTHER, TAG);
    }

    @Test
    @Rule("S-RMF-2")
    void shouldStopWhenNothingIsReservedThere() {
        assertStop(() -> kit.kernel.mmFreeMappingAddress(range + 0x4000, TAG), 0xDA, 0x102, range + 0x4000, TAG, 0);
    }

    @Test
    @Rule("S-RMF-3")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-13")
    void shouldStopWhenTheRangeIsFreedWhileMapped() {
        map(range, TAG, kit.locked(0, 0x2000));

        assertStop(() -> kit.kernel.mmFreeMappingAddress(range, TAG), 0xDA, 0x103, range, TAG, 2);
    }

    @Test
    @Rule("S-RMF-4")
    void shouldTakeTheBaseByPage() {
        kit.kernel.mmFreeMappingAddress(range + 4, TAG);

        assertThat(kit.machine.systemPtes().free())
                .isEqualTo(kit.machine.systemPtes().total());
    }

    @Test
    @Rule("S-RMM-2")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-3")
    void shouldStopWhenAnotherTagMaps() {
        Mdl mdl = kit.locked(0, 0x1000);

        assertStop(() -> map(range, OTHER, mdl), 0xDA, 0x104, range, OTHER, TAG);
    }

    @Test
    @Rule("S-RMM-3")
    void shouldStopForAnAddressThatIsNoReservation() {
        Mdl mdl = kit.locked(0, 0x1000);
        long wrong = range + 0x10_0000;

        assertStop(() -> map(wrong, TAG, mdl), 0xDA, 0x105, wrong, TAG, 0);
    }

    @Test
    @Rule("S-RMM-4")
    void shouldStopWhenAnEarlierMappingWasNotUndone() {
        map(range, TAG, kit.locked(0, 0x1000));
        Mdl second = kit.locked(0, 0x1000);

        assertStop(() -> map(range, TAG, second), 0xDA, 0x107, range, range, range + 0x3FFF);
    }

    @Test
    @Rule("S-RMM-9")
    void shouldCheckTheTagBeforeTheContentsAndBothBeforeTheSize() {
        map(range, TAG, kit.locked(0, 0x1000));
        Mdl large = kit.locked(0, 0x5000);

        assertStop(() -> map(range, OTHER, large), 0xDA, 0x104, range, OTHER, TAG);
        Kit other = new Kit();
        long own = other.kernel.mmAllocateMappingAddress(0x4000, TAG);
        other.kernel.mmMapLockedPagesWithReservedMapping(own, TAG, other.locked(0, 0x1000), CACHED);
        Mdl tooLarge = other.locked(0, 0x5000);
        assertStop(
                () -> other.kernel.mmMapLockedPagesWithReservedMapping(own, TAG, tooLarge, CACHED),
                0xDA,
                0x107,
                own,
                own,
                own + 0x3FFF);
    }

    @Test
    @Rule("S-RMM-8")
    void shouldIgnoreTheLowFourBitsFromWindows8OnAndNoOthers() {
        Mdl mdl = kit.locked(0x10, 0x1000);

        assertViolation(kit.kernel, "S-RMM-8", () -> map(range + 0x10, TAG, mdl));
        assertThat(map(range + 4, TAG, mdl)).isEqualTo(range + 0x10);
        Kit seven = new Kit(new KernelSettings().version(WindowsVersion.WINDOWS_7));
        long own = seven.kernel.mmAllocateMappingAddress(0x2000, TAG);
        Mdl other = seven.locked(0x10, 0x1000);
        assertViolation(
                seven.kernel,
                "S-RMM-8",
                () -> seven.kernel.mmMapLockedPagesWithReservedMapping(own + 4, TAG, other, CACHED));
    }

    @Test
    @Rule("S-RMU-1")
    void shouldStopWhenAnotherTagUnmapsOrNothingIsReserved() {
        Mdl mdl = kit.locked(0, 0x1000);
        map(range, TAG, mdl);
        assertStop(() -> unmap(range, OTHER, mdl), 0xDA, 0x108, range, OTHER, TAG);

        Kit other = new Kit();
        Mdl unmapped = other.locked(0, 0x1000);
        assertStop(() -> other.kernel.mmUnmapReservedMapping(range, TAG, unmapped), 0xDA, 0x109, range, TAG, 0);
    }

    @Test
    @Rule("S-RMU-1")
    void shouldStopWhenMorePagesAreUnmappedThanReserved() {
        Mdl large = kit.locked(0, 0x5000);

        assertStop(() -> unmap(range, TAG, large), 0xDA, 0x10A, range, 4, 5);
    }

    @Test
    @Rule("S-RMU-1")
    void shouldStopWhenTheCountOfPagesDiffersFromTheMappedOnes() {
        map(range, TAG, kit.locked(0, 0x2000));
        Mdl larger = kit.locked(0, 0x3000);
        assertStop(() -> unmap(range, TAG, larger), 0xDA, 0x10B, range, TAG, 3);

        Kit other = new Kit();
        long own = other.kernel.mmAllocateMappingAddress(0x4000, TAG);
        Mdl two = other.locked(0, 0x2000);
        other.kernel.mmMapLockedPagesWithReservedMapping(own, TAG, two, CACHED);
        Mdl one = other.locked(0, 0x1000);
        assertStop(() -> other.kernel.mmUnmapReservedMapping(own, TAG, one), 0xDA, 0x10C, own, TAG, 1);
    }

    @Test
    @Rule("S-RMU-4")
    void shouldReportAnotherMdlOfTheSameSize() {
        map(range, TAG, kit.locked(0, 0x2000));
        Mdl twin = kit.locked(0, 0x2000);

        assertViolation(kit.kernel, "S-RMU-4", () -> unmap(range, TAG, twin));
    }

    @Test
    @Rule("S-RMU-3")
    void shouldUnmapByAnyAddressOfTheFirstPage() {
        Mdl mdl = kit.locked(0x123, 0x1000);
        map(range, TAG, mdl);

        unmap(range + 0xFFF, TAG, mdl);

        assertThat(mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)).isFalse();
    }

    @Test
    @Rule({"S-RMM-7", "S-MLP-14"})
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-5")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-15")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-16")
    void shouldUseTheCacheTypeOnlyForPagesWithoutOne() {
        Mdl process = kit.locked(0, 0x1000);
        kit.kernel.mmMapLockedPagesWithReservedMapping(range, TAG, process, MemoryCachingType.MM_NON_CACHED);
        assertThat(kit.machine.kernelSpace().at(range).cache()).isEqualTo(CACHED);
        unmap(range, TAG, process);

        Mdl allocated = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x1000);
        kit.kernel.mmMapLockedPagesWithReservedMapping(range, TAG, allocated, MemoryCachingType.MM_NON_CACHED);

        assertThat(kit.machine.kernelSpace().at(range).cache()).isEqualTo(MemoryCachingType.MM_NON_CACHED);
    }

    @Test
    @Rule("S-RMM-1")
    @Seed(document = RESERVED_MAPPING, sentence = "RSV-4")
    void shouldMapMdlsOfBothRoutinesThatLockPagesDown() {
        Mdl probed = kit.locked(0, 0x1000);
        Mdl allocated = kit.kernel.mmAllocatePagesForMdlEx(0, -1L, 0, 0x2000, CACHED, 0);
        assertThat(map(range, TAG, probed)).isEqualTo(range);
        unmap(range, TAG, probed);

        assertThat(map(range, TAG, allocated)).isEqualTo(range);
        Mdl unlocked = kit.mdl(0x1_0000, 0x1000);
        assertViolation(kit.kernel, "S-MLP-1", () -> map(range, TAG, unlocked));
    }

    @Test
    @Rule("S-BLD-6")
    void shouldMapANonpagedPoolMdlOnlyWhenTheSwitchSaysSo() {
        Kit lenient = new Kit(new KernelSettings().reservedMapsNonpaged(true));
        long own = lenient.kernel.mmAllocateMappingAddress(0x2000, TAG);
        Mdl mdl = lenient.mdl(lenient.pool(0x1000), 0x1000);
        lenient.kernel.mmBuildMdlForNonPagedPool(mdl);

        assertThat(lenient.kernel.mmMapLockedPagesWithReservedMapping(own, TAG, mdl, CACHED))
                .isEqualTo(own);
    }

    @Test
    @Rule({"S-IRQ-1", "S-VER-1"})
    void shouldRespectIrqlLimitsAndTheVersion() {
        Mdl mdl = kit.locked(0, 0x1000);
        kit.machine.irql(Irql.DISPATCH_LEVEL);
        assertViolation(kit.kernel, "S-IRQ-1", () -> kit.kernel.mmAllocateMappingAddress(0x1000, TAG));
        assertViolation(kit.kernel, "S-IRQ-1", () -> kit.kernel.mmFreeMappingAddress(range, TAG));
        map(range, TAG, mdl);
        unmap(range, TAG, mdl);
        kit.machine.irql(Irql.DEVICE_LEVEL);
        assertViolation(kit.kernel, "S-IRQ-1", () -> map(range, TAG, mdl));

        kit.machine.irql(Irql.PASSIVE_LEVEL);
        assertThat(kit.kernel.mmAllocateMappingAddressEx(0x1000, TAG, 1)).isNotZero();
        Kit old = new Kit(new KernelSettings().version(WindowsVersion.WINDOWS_10_1809));
        assertViolation(old.kernel, "S-VER-1", () -> old.kernel.mmAllocateMappingAddressEx(0x1000, TAG, 1));
    }

    private long map(long address, int tag, Mdl mdl) {
        return kit.kernel.mmMapLockedPagesWithReservedMapping(address, tag, mdl, CACHED);
    }

    private void unmap(long address, int tag, Mdl mdl) {
        kit.kernel.mmUnmapReservedMapping(address, tag, mdl);
    }
}
