package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.io.Irp;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.mdl.PagePriority;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.device.DmaDevice;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An IRP with three MDLs and a partial one that the driver links in by hand: a device gathers the buffers of the chain, the driver
 * completes the IRP, and the system unlocks and frees the chain.
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
        private final List<Mdl> chain = new ArrayList<>();
        private final List<IoMmuMapping> mappings = new ArrayList<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean lockedInCompletion;
        private Irp irp;

        Run(ScenarioContext context) {
            this.context = context;
            driver = new DisplayDriver(context, "mdl-chain", new KernelSettings(), 1);
            kernel = driver.host().kernel();
            device = driver.device(0);
        }

        void all() {
            buildChain();
            gather();
            mappings.forEach(driver::unmap);
            complete();
            driver.stop();
        }

        private void buildChain() {
            irp = kernel.ioAllocateIrp();
            for (int i = 0; i < BUFFERS; i++) {
                int bytes = BUFFER_PAGES * Pages.PAGE_SIZE - driver.random().nextInt(100) * DisplayDriver.WORD;
                long va = kernel.machine().currentProcess().space().allocate(bytes);
                Mdl mdl = kernel.ioAllocateMdl(va, bytes, i > 0, false, irp);
                kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_MODIFY_ACCESS);
                fill(mdl);
            }
            linkPartial();
            for (Mdl mdl = irp.mdlAddress(); mdl != null; mdl = mdl.next()) {
                chain.add(mdl);
            }
            context.require("the chain has every MDL", "S-IRP-1", BUFFERS + 1, chain.size());
            context.mdlPages(chain.get(0).pfns());
            context.step("IRP with " + BUFFERS + " locked MDLs and a partial one, linked by Next");
        }

        private void fill(Mdl mdl) {
            byte[] bytes = driver.randomBytes((int) mdl.byteCount());
            long address = kernel.mmGetSystemAddressForMdlSafe(mdl, PagePriority.NORMAL_PAGE_PRIORITY);
            kernel.machine().cpu().write(address, bytes);
            content.writeBytes(bytes);
        }

        private void linkPartial() {
            Mdl source = irp.mdlAddress();
            long start = source.virtualAddress() + Pages.PAGE_SIZE;
            long bytes = source.byteCount() - Pages.PAGE_SIZE;
            Mdl partial = kernel.ioAllocateMdl(start, bytes, false, false, null);
            kernel.ioBuildPartialMdl(source, partial, start, bytes);
            Mdl last = source;
            while (last.next() != null) {
                last = last.next();
            }
            last.next(partial);
            byte[] whole = content.toByteArray();
            content.writeBytes(Arrays.copyOfRange(whole, Pages.PAGE_SIZE, (int) source.byteCount()));
        }

        private void gather() {
            ByteArrayOutputStream gathered = new ByteArrayOutputStream();
            byte[] whole = content.toByteArray();
            for (Mdl mdl : chain) {
                IoMmuMapping mapping = driver.map(mdl);
                mappings.add(mapping);
                int from = gathered.size();
                byte[] piece = Arrays.copyOfRange(whole, from, from + (int) mdl.byteCount());
                gathered.writeBytes(driver.requireRead(device, mapping, piece).data());
            }
            Mdl target = kernel.ioAllocateMdl(
                    kernel.machine().currentProcess().space().allocate(whole.length), whole.length, false, false, null);
            kernel.mmProbeAndLockPages(target, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
            IoMmuMapping mapping = driver.map(target);
            driver.requireWrite(device, mapping, gathered.toByteArray());
            long address = kernel.mmGetSystemAddressForMdlSafe(target, PagePriority.NORMAL_PAGE_PRIORITY);
            driver.requireSame(
                    "the gathered buffer holds the chain",
                    whole,
                    kernel.machine().cpu().read(address, whole.length));
            driver.unmap(mapping);
            driver.unlockAndFree(target);
            context.step("the device gathered " + whole.length + " bytes of " + chain.size() + " MDLs into one buffer");
        }

        private void complete() {
            Mdl first = chain.get(0);
            kernel.ioSetCompletionRoutine(
                    irp,
                    (completed, ignored) -> {
                        lockedInCompletion = first.has(MdlFlag.MDL_PAGES_LOCKED);
                        return NtStatus.SUCCESS;
                    },
                    null);
            long[] pages = first.pfns();
            kernel.ioCompleteRequest(irp);
            context.require("a driver's completion routine sees the pages locked", "S-IRP-4", true, lockedInCompletion);
            for (Mdl mdl : chain) {
                context.require("the system frees every MDL of the chain", "S-IRP-3", false, mdl.isAlive());
            }
            for (long page : pages) {
                int locks = kernel.machine().pfns().frame(page).locks();
                context.require("the system unlocks the pages of the chain", "S-IRP-3, S-IRP-11", 0, locks);
            }
            context.step("IoCompleteRequest has unlocked and freed the chain");
        }
    }
}
