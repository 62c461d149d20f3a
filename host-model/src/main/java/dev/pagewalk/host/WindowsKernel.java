package dev.pagewalk.host;

import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.io.DriverCalls;
import dev.pagewalk.host.io.IoManager;
import dev.pagewalk.host.io.IrpRoutines;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.mdl.AdvanceRoutines;
import dev.pagewalk.host.mdl.CallbackMappingRoutines;
import dev.pagewalk.host.mdl.IoSpaceRoutines;
import dev.pagewalk.host.mdl.MdlBook;
import dev.pagewalk.host.mdl.MdlMacros;
import dev.pagewalk.host.mdl.MemoryRoutines;
import dev.pagewalk.host.mdl.PageAllocationRoutines;
import dev.pagewalk.host.mdl.PartialMdlRoutines;
import dev.pagewalk.host.mdl.ProbeRoutines;
import dev.pagewalk.host.mdl.ReservedMappingRoutines;

/**
 * Every routine of the memory manager and I/O manager that the model has, under its Windows name in lowerCamel.
 *
 * <p>Calls end in one of four ways: they return, raise a status ({@code RaisedStatusException}), stop the machine
 * ({@code BugCheckException}), or report a {@code ContractViolation} and change nothing.
 */
public final class WindowsKernel
        implements IrpRoutines,
                MdlMacros,
                PartialMdlRoutines,
                ReservedMappingRoutines,
                PageAllocationRoutines,
                CallbackMappingRoutines,
                AdvanceRoutines,
                IoSpaceRoutines,
                MemoryRoutines,
                ProbeRoutines,
                DriverCalls {

    private final KernelMachine machine;
    private final MdlBook mdls;
    private final IoManager ioManager;

    /** A kernel over a bus with default settings. */
    public WindowsKernel(HostBus bus) {
        this(bus, new KernelSettings());
    }

    /** A kernel over a bus. */
    public WindowsKernel(HostBus bus, KernelSettings settings) {
        this.machine = new KernelMachine(bus, settings);
        this.mdls = new MdlBook(machine);
        this.ioManager = new IoManager(machine);
    }

    @Override
    public KernelMachine machine() {
        return machine;
    }

    @Override
    public MdlBook mdls() {
        return mdls;
    }

    @Override
    public IoManager ioManager() {
        return ioManager;
    }

    /** Everything that a routine could change, as text: for showing that a refused call changed nothing. */
    public String dump() {
        StringBuilder text = new StringBuilder();
        for (PageFrame frame : machine.pfns().frames()) {
            text.append(frame).append('\n');
        }
        machine.kernelSpace().pages().forEach((page, pte) -> text.append(Long.toHexString(page))
                .append(' ')
                .append(pte)
                .append('\n'));
        machine.processes().forEach(process -> text.append("process ")
                .append(process.id())
                .append(" locked=")
                .append(process.lockedPages())
                .append(' ')
                .append(process.space().pages())
                .append('\n'));
        text.append("ptes=").append(machine.systemPtes().free());
        text.append(" pool=").append(machine.structures().usedBytes());
        text.append(" free=").append(machine.pfns().freePages()).append('\n');
        return text.append(mdls.dump()).toString();
    }
}
