package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.example.MyFreeMdl;
import dev.pagewalk.host.io.Irp;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.device.DmaDevice;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An IRP with three MDLs and a partial one that a lower driver links in by hand: a device gathers the buffers of the
 * chain, the driver completes the IRP, and the system unlocks and frees the chain. A driver that made its IRP itself
 * frees the chain with the example of the MDL document.
 */
public final class MdlChainScenario implements Scenario {
    private static final int BUFFERS = 3;
    private static final int BUFFER_PAGES = 2;

    @Override
    public String name() {
        return "mdl-chain";
    }

    @Override
    public String summary() {
        return "an IRP with a chain of MDLs and a partial MDL, gathered by a device, then completed";
    }

    @Override
    public void run(ScenarioContext context) {
        new Run(context).all();
    }

    /** One run with its state. */
    private static final class Run {
        private final ScenarioContext context;
        private final DisplayDriver driver;
        private final WindowsKernel kernel;
        private final DmaDevice device;
        private List<Mdl> chain = new ArrayList<>();
        private ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean lockedInCompletion;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "mdl-chain", new KernelSettings(), 1);
            kernel = driver.kernel();
            device = driver.device(0);
        }

        void all() {
            Irp irp = buildChain();
            linkPartial(irp);
            gather();
            complete(irp);
            ownRequest();
            driver.stop();
        }

        private Irp buildChain() {
            Irp irp = kernel.ioAllocateIrp();
            List<Mdl> made = new ArrayList<>();
            for (int i = 0; i < BUFFERS; i++) {
                int bytes = BUFFER_PAGES * Pages.PAGE_SIZE - driver.random().nextInt(100) * DisplayDriver.WORD;
                Mdl mdl = driver.locked(driver.userMemory(bytes), bytes, i > 0, irp);
                made.add(mdl);
                fill(mdl);
                if (i == 0) {
                    context.shows("MDL-19", "MDL-21")
                            .require(
                                    "IoAllocateMdl with FALSE makes the MDL the IRP's",
                                    "S-IOA-3",
                                    mdl,
                                    irp.mdlAddress());
                }
            }
            context.mdlPages(made.get(0).pfns());
            context.shows("MDL-20", "MDL-22", "MDL-27")
                    .require(
                            "with TRUE each further MDL is at the end of the chain, which NULL ends",
                            "S-IOA-3",
                            made,
                            members(irp));
            context.step("IRP with a chain of " + BUFFERS + " locked MDLs");
            return irp;
        }

        /** Drivers walk the chain by Next, and may link MDLs into it. */
        private static List<Mdl> members(Irp irp) {
            List<Mdl> members = new ArrayList<>();
            for (Mdl mdl = irp.mdlAddress(); mdl != null; mdl = mdl.next()) {
                members.add(mdl);
            }
            return members;
        }

        private void fill(Mdl mdl) {
            byte[] bytes = driver.randomBytes((int) mdl.byteCount());
            driver.cpu().write(driver.systemAddress(mdl), bytes);
            content.writeBytes(bytes);
        }

        private void linkPartial(Irp irp) {
            Mdl source = irp.mdlAddress();
            long start = source.virtualAddress() + Pages.PAGE_SIZE;
            long bytes = source.byteCount() - Pages.PAGE_SIZE;
            Mdl partial = kernel.ioAllocateMdl(start, bytes, false, false, null);
            kernel.ioBuildPartialMdl(source, partial, start, bytes);
            Mdl last = members(irp).get(BUFFERS - 1);
            last.next(partial);
            byte[] whole = content.toByteArray();
            content.writeBytes(Arrays.copyOfRange(whole, Pages.PAGE_SIZE, (int) source.byteCount()));
            chain = members(irp);
            context.shows("MDL-26")
                    .require("a lower driver has linked a partial MDL", "S-IRP-1", partial, chain.get(BUFFERS));
            context.step("a lower driver linked a partial MDL in by hand");
        }

        private void gather() {
            ByteArrayOutputStream gathered = new ByteArrayOutputStream();
            List<IoMmuMapping> mappings = new ArrayList<>();
            byte[] whole = content.toByteArray();
            for (Mdl mdl : chain) {
                IoMmuMapping mapping = driver.map(mdl);
                mappings.add(mapping);
                int from = gathered.size();
                byte[] piece = Arrays.copyOfRange(whole, from, from + (int) mdl.byteCount());
                gathered.writeBytes(driver.requireRead(device, mapping, piece).data());
            }
            context.shows("MDL-25")
                    .require(
                            "the device reads the buffers in the order of Next",
                            "S-IRP-1",
                            BUFFERS + 1,
                            mappings.size());
            Mdl target = driver.locked(driver.userMemory(whole.length), whole.length, false, null);
            IoMmuMapping mapping = driver.map(target);
            driver.requireWrite(device, mapping, gathered.toByteArray());
            byte[] combined = driver.cpu().read(driver.systemAddress(target), whole.length);
            context.shows("MDL-28")
                    .require(
                            "the driver's device has combined the buffers into one",
                            "S-IRP-10",
                            true,
                            Arrays.equals(whole, combined));
            driver.unmap(mapping);
            driver.unlockAndFree(target);
            mappings.forEach(driver::unmap);
            context.step("the device gathered " + whole.length + " bytes of " + chain.size() + " MDLs into one buffer");
        }

        /** At DISPATCH_LEVEL the two halves of the completion can be told apart: the APC waits. */
        private void complete(Irp irp) {
            Mdl first = chain.get(0);
            kernel.ioSetCompletionRoutine(
                    irp,
                    (completed, ignored) -> {
                        lockedInCompletion = first.has(MdlFlag.MDL_PAGES_LOCKED);
                        return NtStatus.SUCCESS;
                    },
                    null);
            long[] pages = first.pfns();
            Irql before = kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);
            kernel.ioCompleteRequest(irp);
            context.require("a driver's completion routine sees the pages locked", "S-IRP-4", true, lockedInCompletion);
            context.shows("MDL-23", "MDL-24")
                    .require(
                            "the MDLs are unlocked before the system's routine is queued, and still there",
                            "S-IRP-3, S-IRP-11",
                            true,
                            locks(pages) == 0 && chain.stream().allMatch(Mdl::isAlive));
            kernel.keLowerIrql(before);
            context.shows("MDL-23", "MDL-24", "MDL-29", "MDL-30")
                    .require(
                            "the routine has freed the IRP and every MDL, the lower driver's too",
                            "S-IRP-3, S-IRP-5",
                            true,
                            !irp.isAlive() && chain.stream().noneMatch(Mdl::isAlive));
            driver.requireUnreachable(pages);
            context.step("IoCompleteRequest has unlocked and freed the chain; the device is refused on its pages");
        }

        private int locks(long[] pages) {
            return Arrays.stream(pages)
                    .mapToInt(page -> kernel.machine().pfns().frame(page).locks())
                    .sum();
        }

        /** A driver that is the source of the request takes the IRP back and cleans up itself, with MyFreeMdl. */
        private void ownRequest() {
            Irp own = kernel.ioAllocateIrp();
            int free = kernel.machine().systemPtes().free();
            content = new ByteArrayOutputStream();
            for (int i = 0; i < BUFFERS; i++) {
                fill(driver.locked(driver.userMemory(Pages.PAGE_SIZE), Pages.PAGE_SIZE, i > 0, own));
            }
            chain = members(own);
            long[] pages = chain.stream().mapToLong(mdl -> mdl.pfn(0)).toArray();
            kernel.ioSetCompletionRoutine(own, (completed, ignored) -> NtStatus.MORE_PROCESSING_REQUIRED, null);
            kernel.ioCompleteRequest(own);
            for (int i = 0; i < BUFFERS; i++) {
                int from = i * Pages.PAGE_SIZE;
                driver.requireReach(
                        chain.get(i), Arrays.copyOfRange(content.toByteArray(), from, from + Pages.PAGE_SIZE));
            }
            context.shows("MDL-31")
                    .require(
                            "the driver's own IRP comes back with its MDLs locked, and the device still reads them",
                            "S-IRP-6",
                            BUFFERS,
                            locks(pages));
            MyFreeMdl.myFreeMdl(kernel, own.mdlAddress());
            context.shows("MDL-32")
                    .require(
                            "MyFreeMdl has freed the chain",
                            "S-EX-1",
                            true,
                            chain.stream().noneMatch(Mdl::isAlive));
            context.shows("MDL-33").require("it has unlocked the pages before", "S-IOF-3", 0, locks(pages));
            context.shows("MDL-34")
                    .require(
                            "it did not have to unmap them",
                            "S-IOF-9, S-UNL-2",
                            free,
                            kernel.machine().systemPtes().free());
            own.mdlAddress(null);
            kernel.ioFreeIrp(own);
            driver.requireUnreachable(pages);
            context.step("a driver took its own IRP back and freed the chain with MyFreeMdl");
        }
    }
}
