package dev.pagewalk.testbench.bench;

import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.DomainKind;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random DMA on sixteen ids over a few hundred pages, while the host stores, loads and reads registers, moves a page now
 * and then, and removes every translation so often that a tenth of the requests miss: traffic on every port.
 */
final class RandomDma {
    private static final int DEVICE = 1;
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_WORDS = 512;
    private static final int PAGES = 256;
    private static final int BURSTS = 128;
    private static final int MAX_WORDS = 4;
    /** Rounds between removals: 2560 requests find 256 pages gone. */
    private static final int REMOVE_EVERY = 10;

    private static final int CQCSR = 72;

    private final CosimPlatform platform;
    private final HostStack host;
    private final DmaDevice device;
    private final IommuDomain domain;
    private final Random random;
    private final long[] pages = new long[PAGES];
    private final long scratch;
    private final long moving;
    private final long[] places = new long[2];
    private int round;

    /** Boots the host and maps the pages, each as a leaf of its own. */
    RandomDma(CosimPlatform platform) {
        this.platform = platform;
        random = new Random(platform.seeds().of("random DMA"));
        host = new HostStack(platform, new IommuDriverSettings().superpages(false));
        domain = host.driver().createDomain(DomainKind.SECOND_STAGE);
        host.driver().attach(domain, DEVICE);
        List<IommuDomain.Range> ranges = new ArrayList<>();
        for (int i = 0; i < pages.length; i++) {
            pages[i] = page();
            ranges.add(new IommuDomain.Range(pages[i], pages[i], 1, Access.READ_WRITE));
        }
        scratch = page();
        moving = page();
        places[0] = moving;
        places[1] = page();
        ranges.add(new IommuDomain.Range(moving, moving, 1, Access.READ_WRITE));
        domain.map(ranges);
        device = platform.device(DEVICE).maxBeats(MAX_WORDS);
    }

    private long page() {
        long pfn = host.kernel().machine().pfns().allocate("benchmark");
        platform.intents().pageLocked(pfn, 1, 1);
        return pfn << PAGE_SHIFT;
    }

    /** Reads and writes every page once. */
    void touchEveryPage() {
        List<DmaSegment> list = new ArrayList<>();
        for (long page : pages) {
            list.add(new DmaSegment(page, Long.BYTES));
        }
        finish(device.read(list));
        finish(device.write(list, new byte[list.size() * Long.BYTES]));
    }

    /** Runs some rounds of transfers; each begins before the one before has ended. */
    void run(int rounds) {
        DmaTransfer before = null;
        for (int i = 0; i < rounds; i++) {
            DmaTransfer reads = device.read(segments());
            List<DmaSegment> targets = segments();
            int bytes = targets.stream().mapToInt(DmaSegment::bytes).sum();
            byte[] data = new byte[bytes];
            random.nextBytes(data);
            DmaTransfer writes = device.write(targets, data);
            hostWork();
            if (before != null) {
                finish(before);
            }
            finish(reads);
            before = writes;
        }
        finish(before);
    }

    private void finish(DmaTransfer transfer) {
        device.finish(transfer);
        if (transfer.failed() != 0) {
            throw new IllegalStateException("benchmark DMA refused: response=" + transfer.response());
        }
    }

    private List<DmaSegment> segments() {
        List<DmaSegment> list = new ArrayList<>();
        for (int i = 0; i < BURSTS; i++) {
            int words = 1 + random.nextInt(MAX_WORDS);
            long page = pages[random.nextInt(PAGES)];
            long word = random.nextInt(PAGE_WORDS - words);
            list.add(new DmaSegment(page + word * Long.BYTES, words * Long.BYTES));
        }
        return list;
    }

    private void hostWork() {
        byte[] block = new byte[64];
        random.nextBytes(block);
        platform.bus().storeBlock(scratch + random.nextInt(64) * 64L, block);
        platform.bus().load(scratch + random.nextInt(PAGE_WORDS) * 8L, Long.BYTES);
        platform.bus().mmioRead(CQCSR, Integer.BYTES);
        if (++round % REMOVE_EVERY == 0) {
            domain.unmap(moving, 1);
            domain.map(moving, places[round / REMOVE_EVERY % 2], 1, Access.READ_WRITE);
            domain.flush();
        }
    }
}
