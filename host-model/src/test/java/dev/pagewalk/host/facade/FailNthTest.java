package dev.pagewalk.host.facade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.host.trace.CatalogueRow;
import org.junit.jupiter.api.Test;

import java.util.List;

@CatalogueRow("E8")
class FailNthTest {

    private final Kit kit = new Kit();
    private final long buffer = kit.buffer(0x3000);

    @Test
    void shouldLeaveEverythingAsItWasWhicheverAllocationOfAnMdlsLifeFails() {
        kit.user().pageOut(buffer + 0x1000);
        String before = accounts();
        boolean succeeded = false;
        int failed = 0;
        for (int n = 0; !succeeded; n++) {
            kit.machine.gate().failNth(n);
            succeeded = live();
            List<String> sites = List.copyOf(kit.machine.gate().sites());
            kit.machine.gate().open();
            kit.user().pageOut(buffer + 0x1000);
            assertThat(accounts()).as("after failing %s", sites).isEqualTo(before);
            failed += succeeded ? 0 : 1;
        }

        assertThat(failed).isGreaterThanOrEqualTo(8);
    }

    /** What a careful driver does; false if something was refused. */
    private boolean live() {
        Mdl pages = kit.kernel.mmAllocatePagesForMdl(0, -1L, 0, 0x2000);
        boolean complete = pages != null && pages.byteCount() == 0x2000;
        boolean locked = false;
        try {
            LockedMdl mdl = LockedMdl.lock(kit.kernel, buffer, 0x3000, LockOperation.IO_WRITE_ACCESS);
            locked = true;
            complete &= mapBoth(mdl);
            mdl.unlockAndFree();
        } catch (RaisedStatusException refused) {
            complete = false;
            assertThat(locked).isFalse();
        }
        if (pages != null) {
            kit.kernel.mmFreePagesFromMdl(pages);
            kit.kernel.exFreePool(pages);
        }
        return complete;
    }

    private boolean mapBoth(LockedMdl locked) {
        boolean system = kit.kernel.mmGetSystemAddressForMdlSafe(locked.mdl(), PagePriority.HIGH_PAGE_PRIORITY) != 0;
        try {
            long view = kit.kernel.mmMapLockedPagesSpecifyCache(
                    locked.mdl(), KprocessorMode.USER_MODE, MemoryCachingType.MM_CACHED, 0, false, 32);
            kit.kernel.mmUnmapLockedPages(view, locked.mdl());
            return system;
        } catch (RaisedStatusException refused) {
            return false;
        }
    }

    private String accounts() {
        return "locked=%d ptes=%d pool=%d pages=%d mdls=%d"
                .formatted(
                        kit.machine.currentProcess().lockedPages(),
                        kit.machine.systemPtes().free(),
                        kit.machine.structures().usedBytes(),
                        kit.machine.pfns().freePages(),
                        kit.kernel.mdls().live().size());
    }
}
