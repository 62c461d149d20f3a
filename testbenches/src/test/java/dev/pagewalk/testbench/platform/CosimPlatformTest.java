package dev.pagewalk.testbench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.DomainKind;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.junit.CosimTest;
import org.junit.jupiter.api.Tag;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

@Tag("smoke")
class CosimPlatformTest {
    private static final int DEVICE = 9;
    private static final long MDL = 1;

    @CosimTest(idleJudges = {"tableWrite", "translation", "ownership"})
    void shouldSeeOwnPostedStoresInLoadsOfEverySize(CosimPlatform platform) {
        HostBus bus = platform.bus();
        bus.store(0x9000_0000L, 8, 0x1122_3344_5566_7788L);
        bus.store(0x9000_0004L, 4, 0xdead_beefL);
        bus.store(0x9000_0001L, 1, 0xaaL);

        assertThat(bus.load(0x9000_0000L, 8)).isEqualTo(0xdead_beef_5566_aa88L);
        assertThat(bus.load(0x9000_0006L, 2)).isEqualTo(0xdeadL);
        assertThat(bus.load(0x9000_0001L, 1)).isEqualTo(0xaaL);
    }

    @CosimTest(idleJudges = {"tableWrite", "translation", "ownership"})
    void shouldMoveBlocksInBursts(CosimPlatform platform) {
        byte[] block = new byte[4096];
        new Random(4).nextBytes(block);
        platform.bus().storeBlock(0x9000_0000L, block);

        assertThat(platform.bus().loadBlock(0x9000_0000L, block.length)).isEqualTo(block);
        assertThat(platform.bus().loadBlock(0x9000_0008L, 16)).containsExactly(Arrays.copyOfRange(block, 8, 24));
    }

    @CosimTest(idleJudges = {"tableWrite", "translation", "ownership"})
    void shouldSpendHostCyclesOnEveryCall(CosimPlatform platform) {
        HostBus bus = platform.bus();
        long start = bus.cycle();
        bus.store(0x9000_0000L, 8, 1);
        long afterStore = bus.cycle();
        bus.barrier();

        assertThat(afterStore).isGreaterThan(start);
        assertThat(bus.cycle()).isGreaterThan(afterStore);
        assertThat(bus.load(0x9000_0000L, 8)).isEqualTo(1);
    }

    @CosimTest(seeds = 2)
    void shouldMoveUnalignedScatterListsThroughTheIommu(CosimPlatform platform, HostStack host) {
        long[] pages = lockedPages(platform, host, 3);
        IommuDomain domain = host.driver().createDomain(DomainKind.SECOND_STAGE);
        host.driver().attach(domain, DEVICE);
        for (long page : pages) {
            assertThat(domain.map(page, page, 1, Access.READ_WRITE)).isEqualTo(NtStatus.SUCCESS);
        }
        DmaDevice device = platform.device(DEVICE);
        List<DmaSegment> list = List.of(
                new DmaSegment(pages[2] + 3, 100), new DmaSegment(pages[0] + 4000, 96), new DmaSegment(pages[1], 1));
        byte[] data = new byte[197];
        new Random(platform.seeds().of("data")).nextBytes(data);

        DmaTransfer write = device.finish(device.write(list, data));
        DmaTransfer read = device.finish(device.read(list));

        assertThat(write.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(read.data()).isEqualTo(data);
        assertThat(platform.bus().load(pages[2], 8) & 0xff_ffffL).isZero();
    }

    @CosimTest
    void shouldRefuseWritesThroughReadOnlyMappingsWithoutTouchingMemory(CosimPlatform platform, HostStack host) {
        long page = lockedPages(platform, host, 1)[0];
        IommuDomain domain = host.driver().createDomain(DomainKind.SECOND_STAGE);
        host.driver().attach(domain, DEVICE);
        assertThat(domain.map(page, page, 1, Access.READ_ONLY)).isEqualTo(NtStatus.SUCCESS);
        DmaDevice device = platform.device(DEVICE);
        List<DmaSegment> list = List.of(new DmaSegment(page, 64));

        DmaTransfer read = device.finish(device.read(list));
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 1);
        DmaTransfer write = device.finish(device.write(list, ones));

        assertThat(read.response()).isEqualTo(AxiResponse.OKAY);
        assertThat(write.failed()).isEqualTo(write.bursts());
        assertThat(platform.bus().load(page, 8)).isZero();
    }

    @CosimTest(idleJudges = "ownership")
    void shouldRecordTheFaultOfADeviceThatIsNotAttached(CosimPlatform platform, HostStack host) {
        DmaDevice device = platform.device(DEVICE);
        DmaTransfer read = device.finish(device.read(List.of(new DmaSegment(0x9000_0000L, 8))));

        assertThat(read.response()).isEqualTo(AxiResponse.DECERR);
        assertThat(host.driver().faults().await(10_000))
                .singleElement()
                .satisfies(fault -> assertThat(fault.causeCode()).isEqualTo(258))
                .satisfies(fault -> assertThat(fault.deviceId()).isEqualTo(DEVICE));
    }

    private static long[] lockedPages(CosimPlatform platform, HostStack host, int count) {
        long[] pages = new long[count];
        for (int i = 0; i < count; i++) {
            long pfn = host.kernel().machine().pfns().allocate("test");
            platform.intents().pageLocked(pfn, MDL, 1);
            pages[i] = pfn << 12;
        }
        return pages;
    }
}
