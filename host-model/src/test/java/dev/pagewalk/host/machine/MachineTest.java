package dev.pagewalk.host.machine;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MemoryRoutines.PoolType;
import dev.pagewalk.host.outcome.MachineStoppedException;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class MachineTest {

    private final Kit kit = new Kit();

    @Test
    void shouldRefuseEveryCallAfterABugCheck() {
        Mdl mdl = kit.mdl(0x1_0000, 1);
        assertStop(() -> kit.load(0xFFFF_F880_0000_0000L), 0x50, 0xFFFF_F880_0000_0000L, 0, 0, 0);

        assertThatThrownBy(() -> kit.kernel.ioFreeMdl(mdl)).isInstanceOf(MachineStoppedException.class);
        assertThatThrownBy(() -> kit.load(0x1_0000)).isInstanceOf(MachineStoppedException.class);
        assertThatThrownBy(mdl::byteCount)
                .isInstanceOf(MachineStoppedException.class)
                .hasMessageContaining("*** STOP: 0x00000050 (0xFFFFF88000000000");
        assertThatThrownBy(() -> kit.machine.currentProcess().exit()).isInstanceOf(MachineStoppedException.class);
    }

    @Test
    void shouldScatterPagesBySeedAndReuseFreedOnesFirst() {
        List<Long> one = pages(new Kit(new KernelSettings().seed(7)));
        List<Long> same = pages(new Kit(new KernelSettings().seed(7)));
        List<Long> other = pages(new Kit(new KernelSettings().seed(8)));

        assertThat(one).isEqualTo(same).isNotEqualTo(other).doesNotHaveDuplicates();
        for (int i = 1; i < one.size(); i++) {
            assertThat(Math.abs(one.get(i) - one.get(i - 1))).isGreaterThan(1);
        }
        PfnDatabase pfns = kit.machine.pfns();
        long first = pfns.allocate("a");
        pfns.unshare(first);
        assertThat(pfns.allocate("b")).isEqualTo(first);
    }

    @Test
    void shouldHandOutEveryPageExactlyOnce() {
        Kit small = new Kit(new KernelSettings().ram(0x8000_0000L, 0x4_0000).ram(0x20_0000_0000L, 0x3_0000));
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 0x70; i++) {
            assertThat(seen.add(small.machine.pfns().allocate("all"))).isTrue();
        }

        assertThat(small.machine.pfns().allocate("more")).isEqualTo(Pages.NO_PFN);
        assertThat(small.machine.pfns().freePages()).isZero();
    }

    @Test
    void shouldCrossPagesInLoadsAndStoresOfAnyAlignment() {
        long buffer = kit.buffer(0x2000);

        kit.machine.cpu().store(buffer + 0xFFD, 8, 0x1122_3344_5566_7788L);

        assertThat(kit.machine.cpu().load(buffer + 0xFFD, 8)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(kit.machine.cpu().load(buffer + 0x1000, 2)).isEqualTo(0x4455);
        kit.machine.cpu().zero(buffer + 0xFF0, 0x20);
        assertThat(kit.machine.cpu().load(buffer + 0xFFD, 8)).isZero();
    }

    @Test
    void shouldZeroPagesThatSomebodyElseHadBefore() {
        long buffer = kit.buffer(0x1000);
        kit.store(buffer, -1);
        long pfn = kit.user().page(buffer).pfn();
        kit.user().free(buffer);

        long again = kit.buffer(0x1000);

        assertThat(kit.user().page(again).pfn()).isEqualTo(pfn);
        assertThat(kit.load(again)).isZero();
    }

    @Test
    void shouldKeepPoolBlocksApartAndStopOnADoubleFree() {
        long first = kit.pool(24);
        long second = kit.pool(5000);
        kit.store(first, 1);
        kit.machine.cpu().write(second, new byte[5000]);
        assertThat(kit.load(first)).isEqualTo(1);
        kit.kernel.exFreePool(second);

        assertStop(() -> kit.kernel.exFreePool(second), 0xC2, 0x07, 0, 0, second);
    }

    @Test
    void shouldPagePagedPoolOutAndInButNotAtDispatchLevel() {
        long pool = kit.kernel.exAllocatePoolWithTag(PoolType.PAGED_POOL, 0x2000, "page");
        kit.store(pool + 0x1000, 0x42);
        assertThat(kit.machine.pagedPool().pageOut(pool + 0x1000)).isTrue();
        assertThat(kit.kernel.mmIsAddressValid(pool + 0x1000)).isFalse();
        assertThat(kit.load(pool + 0x1000)).isEqualTo(0x42);

        kit.machine.pagedPool().pageOut(pool + 0x1000);
        kit.kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);
        assertStop(() -> kit.load(pool + 0x1000), 0x0A, pool + 0x1000, 2, 0, 0);
    }

    @Test
    void shouldRaiseOnUserAddressesThatAreNotThere() {
        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.load(0x7777_0000L));
        assertThat(kit.machine.stopped()).isNull();
    }

    @Test
    @Rule("S-CON-1")
    void shouldAllocateContiguousAndNoncachedMemory() {
        long va = kit.kernel.mmAllocateContiguousMemory(0x5000, -1L >>> 12);
        long physical = kit.kernel.mmGetPhysicalAddress(va);
        for (int page = 1; page < 5; page++) {
            assertThat(kit.kernel.mmGetPhysicalAddress(va + page * 0x1000L)).isEqualTo(physical + page * 0x1000L);
        }
        assertThat(kit.kernel.mmGetVirtualForPhysical(physical + 0x1234)).isEqualTo(va + 0x1234);
        long bounded = kit.kernel.mmAllocateContiguousMemorySpecifyCache(
                0x3000, 0, -1L >>> 12, 0x4000, MemoryCachingType.MM_CACHED);
        long at = kit.kernel.mmGetPhysicalAddress(bounded);
        assertThat(at / 0x4000).isEqualTo((at + 0x2FFF) / 0x4000);
        assertThat(kit.kernel.mmAllocateContiguousMemorySpecifyCache(
                        0x5000, 0, -1L >>> 12, 0x4000, MemoryCachingType.MM_CACHED))
                .isZero();
        long uncached = kit.kernel.mmAllocateNonCachedMemory(0x2000);
        assertThat(kit.machine.kernelSpace().at(uncached).cache()).isEqualTo(MemoryCachingType.MM_NON_CACHED);
        assertViolation(kit.kernel, "S-CON-1", () -> kit.kernel.mmFreeNonCachedMemory(uncached, 0x1000));
        kit.kernel.mmFreeNonCachedMemory(uncached, 0x2000);
        kit.kernel.mmFreeContiguousMemory(va);
        assertStop(() -> kit.kernel.mmFreeContiguousMemory(va), 0xC2, 0x07, 0, 0, va);
    }

    @Test
    void shouldProbeUserRangesLikeTheWindowsRoutines() {
        long buffer = kit.buffer(0x2000);
        kit.user().protect(buffer + 0x1000, 0x1000, PageProtection.PAGE_READONLY);

        kit.kernel.probeForRead(buffer + 4, 0x1000, 4);
        kit.kernel.probeForRead(0xDEAD_0001L, 0, 8);
        kit.kernel.probeForWrite(buffer, 0x1000, 8);
        assertRaised(NtStatus.DATATYPE_MISALIGNMENT, () -> kit.kernel.probeForRead(buffer + 2, 8, 4));
        assertRaised(
                NtStatus.ACCESS_VIOLATION,
                () -> kit.kernel.probeForRead(KernelSettings.DEFAULT_USER_PROBE_LIMIT - 4, 8, 1));
        assertRaised(NtStatus.ACCESS_VIOLATION, () -> kit.kernel.probeForWrite(buffer, 0x1001, 1));
        kit.machine.irql(Irql.DISPATCH_LEVEL);
        assertViolation(kit.kernel, "S-IRQ-1", () -> kit.kernel.probeForRead(buffer, 1, 1));
    }

    @Test
    @Rule("S-IRQ-2")
    void shouldReportIrqlChangesInTheWrongDirection() {
        kit.kernel.keRaiseIrql(Irql.APC_LEVEL);

        assertViolation(kit.kernel, "S-IRQ-2", () -> kit.kernel.keRaiseIrql(Irql.PASSIVE_LEVEL));
        assertViolation(kit.kernel, "S-IRQ-2", () -> kit.kernel.keLowerIrql(Irql.DISPATCH_LEVEL));
    }

    @Test
    void shouldTellListenersWhoOwnsAndLocksEachPage() {
        List<String> events = new ArrayList<>();
        kit.machine.addListener(new DriverListener() {
            @Override
            public void pageOwned(long pfn, String owner) {
                events.add("owned by " + owner);
            }

            @Override
            public void pageLocked(long pfn, long mdl, int locks) {
                events.add("locked " + locks);
            }

            @Override
            public void pageUnlocked(long pfn, long mdl, int locks) {
                events.add("unlocked " + locks);
            }

            @Override
            public void pageFreed(long pfn) {
                events.add("freed");
            }
        });
        Mdl mdl = kit.locked(0, 0x1000);
        kit.user().free(mdl.startVa());
        kit.kernel.mmUnlockPages(mdl);

        assertThat(events).containsExactly("owned by process 1", "locked 1", "unlocked 0", "freed");
    }

    private static List<Long> pages(Kit kit) {
        List<Long> pages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pages.add(kit.machine.pfns().allocate("scatter"));
        }
        return pages;
    }
}
