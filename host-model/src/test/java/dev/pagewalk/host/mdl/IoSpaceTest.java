package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertStop;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.mdl.IoSpaceRoutines.MmPhysicalAddressList;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class IoSpaceTest {

    private static final long BAR = 0x20_0000_0000L;
    private static final MemoryCachingType NON_CACHED = MemoryCachingType.MM_NON_CACHED;

    private final Kit kit = new Kit();

    @Test
    @Rule({"S-IOS-2", "S-IOS-3"})
    void shouldDescribeTheRangesPagesInOrder() {
        Mdl mdl = ioMdl(new MmPhysicalAddressList(BAR, 0x2000), new MmPhysicalAddressList(0x1000_0000L, 0x1000));

        assertThat(mdl.pfns()).containsExactly(BAR >>> 12, (BAR >>> 12) + 1, 0x1_0000L);
        assertThat(mdl.mdlFlags()).isEqualTo(MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_IO_SPACE);
        kit.store(kit.map(mdl) + 0x2000, 0x77);
        assertThat(kit.bus.load(0x1000_0000L, 8)).isEqualTo(0x77);
    }

    @Test
    @Rule("S-IOS-1")
    void shouldRefuseRangesThatAreNoWholeIoPages() {
        assertThat(status(new MmPhysicalAddressList(BAR + 8, 0x1000))).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(status(new MmPhysicalAddressList(BAR, 0x800))).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(status(new MmPhysicalAddressList(KernelSettings.DEFAULT_RAM_BASE, 0x1000)))
                .isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(status(new MmPhysicalAddressList(BAR, 0x1_0000_0000L))).isEqualTo(NtStatus.INVALID_PARAMETER_1);
        assertThat(status()).isEqualTo(NtStatus.INVALID_PARAMETER_2);
        kit.machine.gate().exhausted(true);
        assertThat(status(new MmPhysicalAddressList(BAR, 0x1000))).isEqualTo(NtStatus.INSUFFICIENT_RESOURCES);
    }

    @Test
    @Rule({"S-IOS-4", "S-IOS-5", "S-IOF-4", "S-IOF-9"})
    void shouldBeFreedByIoFreeMdlAndNeverUnlocked() {
        List<String> diagnostics = new ArrayList<>();
        kit.machine.addListener(new DriverListener() {
            @Override
            public void diagnostic(String id, String text) {
                diagnostics.add(id);
            }
        });
        Mdl mdl = ioMdl(new MmPhysicalAddressList(BAR, 0x1000));
        int free = kit.machine.systemPtes().free();
        kit.map(mdl);
        assertViolation(kit.kernel, "S-IOS-5", () -> kit.kernel.mmUnlockPages(mdl));

        kit.kernel.ioFreeMdl(mdl);

        assertThat(diagnostics).containsExactly("implicit-unmap");
        assertThat(kit.machine.systemPtes().free()).isEqualTo(free);
    }

    @Test
    @Rule("S-IOF-4")
    void shouldStopUnderVerifierWhenAMappedMdlIsFreed() {
        Kit verified = new Kit(new KernelSettings().verifier(true));
        List<Mdl> made = new ArrayList<>();
        verified.kernel.mmAllocateMdlForIoSpace(List.of(new MmPhysicalAddressList(BAR, 0x1000)), made::add);
        Mdl mdl = made.get(0);
        verified.map(mdl);

        assertStop(() -> verified.kernel.ioFreeMdl(mdl), 0xC4, 0xB8, mdl.address(), 0x803, 0);
    }

    @Test
    @Rule({"S-IOM-1", "S-IOM-2"})
    void shouldMapIoSpaceWithTheAddressesPageOffset() {
        long va = kit.kernel.mmMapIoSpace(BAR + 0x234, 0x1000, NON_CACHED);
        assertThat(va & 0xFFF).isEqualTo(0x234);
        kit.machine.cpu().store(va, 4, 0x55);
        assertThat(kit.bus.load(BAR + 0x234, 4)).isEqualTo(0x55);
        assertThat(kit.kernel.mmGetPhysicalAddress(va)).isEqualTo(BAR + 0x234);
        kit.kernel.mmUnmapIoSpace(va, 0x1000);
        assertThat(kit.kernel.mmMapIoSpace(BAR, 0, NON_CACHED)).isZero();
        assertThat(kit.kernel.mmMapIoSpaceEx(BAR, 8, PageProtection.PAGE_NOACCESS))
                .isZero();
        long combined =
                kit.kernel.mmMapIoSpaceEx(BAR, 8, PageProtection.PAGE_READONLY | PageProtection.PAGE_WRITECOMBINE);
        assertThat(kit.machine.kernelSpace().at(combined).cache()).isEqualTo(MemoryCachingType.MM_WRITE_COMBINED);

        assertStop(() -> kit.kernel.mmUnmapIoSpace(va, 0x1000), 0xDA, 0x400, va, 2, 0);
    }

    @Test
    @Rule("S-IOM-2")
    void shouldRefuseToMapRamThatIsNotLockedAndTablesAtAll() {
        long buffer = kit.buffer(0x1000);
        long physical = kit.kernel.mmGetPhysicalAddress(buffer);
        assertViolation(kit.kernel, "S-IOM-2", () -> kit.kernel.mmMapIoSpace(physical, 8, NON_CACHED));
        kit.lock(kit.mdl(buffer, 8));
        assertThat(kit.kernel.mmMapIoSpace(physical, 8, NON_CACHED)).isNotZero();
        long table = kit.machine.pfns().allocate("iommu") << 12;
        assertThat(kit.kernel.mmMapIoSpace(table, 8, NON_CACHED)).isZero();

        Kit verified = new Kit(new KernelSettings().verifier(true));
        long other = verified.kernel.mmGetPhysicalAddress(verified.buffer(0x1000));
        assertStop(() -> verified.kernel.mmMapIoSpace(other, 8, NON_CACHED), 0xC4, 0x83, other, 8, other >>> 12);
    }

    private NtStatus status(MmPhysicalAddressList... ranges) {
        return kit.kernel.mmAllocateMdlForIoSpace(List.of(ranges), mdl -> {});
    }

    private Mdl ioMdl(MmPhysicalAddressList... ranges) {
        List<Mdl> made = new ArrayList<>();
        assertThat(kit.kernel.mmAllocateMdlForIoSpace(List.of(ranges), made::add))
                .isEqualTo(NtStatus.SUCCESS);
        return made.get(0);
    }
}
