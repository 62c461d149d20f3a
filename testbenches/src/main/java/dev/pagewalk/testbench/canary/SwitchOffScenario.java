package dev.pagewalk.testbench.canary;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.DomainKind;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.iommu.IommuRegisters;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.scenario.Scenario;
import dev.pagewalk.testbench.scenario.ScenarioContext;

import java.util.List;
import java.util.function.LongSupplier;

/** The IOMMU is switched off while a device writes: when ddtp is no longer busy, nothing may reach memory any more. */
final class SwitchOffScenario implements Scenario {
    private static final int DEVICE = 3;
    private static final int SLOW = 900;
    private static final int STARTING_CYCLES = 150;
    private static final int MOST_POLLS = 10_000;

    @Override
    public String name() {
        return "switch-off";
    }

    @Override
    public String summary() {
        return "ddtp goes Off while a device writes to slow memory";
    }

    @Override
    public void run(ScenarioContext context) {
        HostStack host = new HostStack(context.platform(), new IommuDriverSettings().protocol(context.protocol()));
        IommuDriver driver = host.driver();
        long buffer = host.kernel().machine().currentProcess().space().allocate(Pages.PAGE_SIZE);
        Mdl mdl = host.kernel().ioAllocateMdl(buffer, Pages.PAGE_SIZE, false, false, null);
        host.kernel().mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        IommuDomain domain = driver.createDomain(DomainKind.SECOND_STAGE);
        driver.attach(domain, DEVICE);
        long address = Pages.addressOf(mdl.pfn(0));
        domain.map(address, address, 1, Access.READ_WRITE);
        DmaDevice device = context.platform().device(DEVICE);
        device.finish(device.read(List.of(new DmaSegment(address, Long.BYTES))));
        context.platform().timing(new MemoryTiming(MemoryPort.MEM).latency(SLOW, SLOW));
        DmaTransfer write = device.write(List.of(new DmaSegment(address, 256)), new byte[256]);
        context.platform().clock().runFor(STARTING_CYCLES);
        long off = switchOff(driver.registers(), context.platform().bus()::cycle);
        device.finish(write);
        context.require(
                "no write reaches memory after ddtp has gone Off",
                "IOMMU §6 ddtp",
                true,
                write.lastSuccess() > 0 && write.lastSuccess() <= off);
        context.step("ddtp was Off in cycle " + off + ", the last write ended in cycle " + write.lastSuccess());
        end(host, domain, address, mdl);
    }

    /** The cycle in which the host has seen that the change is complete. */
    private static long switchOff(IommuRegisters registers, LongSupplier cycle) {
        long before = registers.read(Register.DDTP);
        registers.write(Register.DDTP, DirectoryPointer.MODE.insert(before, DirectoryMode.OFF.encoding()));
        await(registers);
        long off = cycle.getAsLong();
        registers.write(Register.DDTP, before);
        await(registers);
        return off;
    }

    private static void await(IommuRegisters registers) {
        boolean busy = true;
        for (int polls = 0; busy && polls < MOST_POLLS; polls++) {
            busy = DirectoryPointer.BUSY.isSet(registers.read(Register.DDTP));
        }
    }

    private static void end(HostStack host, IommuDomain domain, long address, Mdl mdl) {
        host.driver().detach(DEVICE);
        domain.unmap(address, 1);
        host.driver().deleteDomain(domain);
        host.kernel().mmUnlockPages(mdl);
        host.kernel().ioFreeMdl(mdl);
        host.driver().stop();
    }
}
