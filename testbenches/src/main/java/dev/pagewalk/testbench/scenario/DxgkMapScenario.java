package dev.pagewalk.testbench.scenario;

import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.host.dxgk.DxgkAdapter;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.DxgkArgCbUnmapMdlFromIoMmu;
import dev.pagewalk.host.dxgk.ExclusiveAccess;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.iommu.FaultReport;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.platform.HostStack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An MDL of a process buffer is mapped with DXGKCB_MAPMDLTOIOMMU, a device reads and writes it through the IOMMU, the
 * MDL is unmapped, and a DMA that comes too late faults.
 */
public final class DxgkMapScenario implements Scenario {
    private static final int MIN_PAGES = 5;
    private static final int MORE_PAGES = 6;
    private static final int DEVICE_IDS = 64;
    private static final int WORD = Long.BYTES;
    private static final long FAULT_WAIT = 20_000;
    private static final int GUEST_READ_FAULT = 21;

    @Override
    public String name() {
        return "dxgk-map";
    }

    @Override
    public String summary() {
        return "an MDL mapped with DXGKCB_MAPMDLTOIOMMU, device DMA, unmap, and a DMA that then faults";
    }

    @Override
    public void run(ScenarioContext context) {
        new Run(context).all();
    }

    /** One run with its state. */
    private static final class Run {
        private final ScenarioContext context;
        private final Random random;
        private final HostStack host;
        private final DmaDevice device;
        private final DxgkAdapter adapter;
        private Mdl mdl;
        private IoMmuMapping mapping;
        private long systemAddress;
        private byte[] content;

        Run(ScenarioContext context) {
            this.context = context;
            random = new Random(context.platform().seeds().of("dxgk-map"));
            host = new HostStack(context.platform(), new IommuDriverSettings().protocol(context.protocol()));
            context.step("the driver has started the IOMMU");
            device = context.platform().device(1 + random.nextInt(DEVICE_IDS - 1));
            adapter = host.dxgk().addAdapter(device.deviceId());
            NtStatus enabled = host.dxgk().enableIommu(adapter, ExclusiveAccess.NONE);
            context.require("the IOMMU can be enabled for an adapter", "S-DX-8", NtStatus.SUCCESS, enabled);
            context.step("adapter with device id " + device.deviceId() + " is attached to its domain");
        }

        void all() {
            lockAndFill();
            map();
            deviceReads("first pass");
            deviceWrites();
            secondPassHits();
            unmap();
            lateAccessFaults();
            host.kernel().mmUnlockPages(mdl);
            host.kernel().ioFreeMdl(mdl);
            context.step("MmUnlockPages, IoFreeMdl");
            List<String> leaks = host.dxgk().removeAdapter(adapter);
            context.require("nothing stays mapped at the end", "S-DX-13", List.of(), leaks);
        }

        private void lockAndFill() {
            int bytes = (MIN_PAGES + random.nextInt(MORE_PAGES)) * Pages.PAGE_SIZE - random.nextInt(200) * WORD;
            int offset = random.nextInt(100) * WORD;
            long base = host.kernel().machine().currentProcess().space().allocate(bytes + (long) offset);
            mdl = host.kernel().ioAllocateMdl(base + offset, bytes, false, false, null);
            host.kernel().mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
            context.mdlPages(mdl.pfns());
            context.step("MDL of " + bytes + " bytes on " + mdl.spanPages() + " scattered pages probed and locked");
            systemAddress = host.kernel().mmGetSystemAddressForMdlSafe(mdl, PagePriority.NORMAL_PAGE_PRIORITY);
            content = randomBytes(bytes);
            host.kernel().machine().cpu().write(systemAddress, content);
            context.step("the CPU has filled it through system address 0x" + Long.toHexString(systemAddress));
        }

        private void map() {
            DxgkArgCbMapMdlToIoMmu arguments = new DxgkArgCbMapMdlToIoMmu(mdl);
            NtStatus status = host.interfaceTable().dxgkCbMapMdlToIoMmu(adapter.lead(), arguments);
            context.require("DXGKCB_MAPMDLTOIOMMU succeeds", "S-DX-3", NtStatus.SUCCESS, status);
            mapping = adapter.mapping(arguments.hMemoryHandle());
            context.step("DXGKCB_MAPMDLTOIOMMU returned handle " + arguments.hMemoryHandle());
        }

        private void deviceReads(String pass) {
            DmaTransfer read = device.finish(device.read(scatterList()));
            context.require("every read of the device succeeds", "S-DX-5", AxiResponse.OKAY, read.response());
            requireSame("the device reads what memory should hold", read.data());
            context.step(pass + ": the device has read " + content.length + " bytes in " + read.bursts() + " bursts");
        }

        private void deviceWrites() {
            content = randomBytes(content.length);
            DmaTransfer write = device.finish(device.write(scatterList(), content));
            context.require("every write of the device succeeds", "S-DX-5", AxiResponse.OKAY, write.response());
            requireSame(
                    "the CPU reads what the device wrote",
                    host.kernel().machine().cpu().read(systemAddress, content.length));
            context.step("the device has written, and the CPU has read it back");
        }

        private void secondPassHits() {
            long walkReads = context.recorder().walkReads();
            deviceReads("second pass");
            context.require(
                    "the second pass needs no walk",
                    "DESIGN §3",
                    walkReads,
                    context.recorder().walkReads());
        }

        private void unmap() {
            host.interfaceTable()
                    .dxgkCbUnmapMdlFromIoMmu(adapter.lead(), new DxgkArgCbUnmapMdlFromIoMmu(mapping.handle()));
            context.step("DXGKCB_UNMAPMDLFROMIOMMU has cleared, invalidated and fenced");
        }

        private void lateAccessFaults() {
            host.driver().faults().poll();
            long address = mapping.deviceAddress(0);
            DmaTransfer late = device.finish(device.read(List.of(new DmaSegment(address, WORD))));
            context.require("a DMA after the unmap is refused", "S-DX-10", AxiResponse.DECERR, late.response());
            List<FaultReport> reports = host.driver().faults().await(FAULT_WAIT);
            context.require("the driver finds one fault record", "IOMMU §8", 1, reports.size());
            FaultReport report = reports.get(0);
            context.require("the cause is a guest read page fault", "IOMMU §8", GUEST_READ_FAULT, report.causeCode());
            context.require("it names the device", "IOMMU §8", device.deviceId(), report.deviceId());
            context.require(
                    "it names the page", "IOMMU §8", Pages.pageAlign(address), Pages.pageAlign(report.address()));
            context.step("a late DMA was refused and recorded: " + report);
        }

        private List<DmaSegment> scatterList() {
            List<DmaSegment> list = new ArrayList<>();
            for (int done = 0; done < content.length; ) {
                long address = mapping.deviceAddress(done);
                int bytes = Math.min(content.length - done, Pages.PAGE_SIZE - Pages.byteOffset(address));
                list.add(new DmaSegment(address, bytes));
                done += bytes;
            }
            return list;
        }

        private byte[] randomBytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }

        private void requireSame(String claim, byte[] actual) {
            int at = Arrays.mismatch(content, actual);
            context.require(claim, "DESIGN §6, data", "no difference", at < 0 ? "no difference" : "byte " + at);
        }
    }
}
