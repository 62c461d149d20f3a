package dev.pagewalk.host;

import dev.pagewalk.host.bus.FakeHostBus;
import dev.pagewalk.host.machine.AddressSpace;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MemoryRoutines.PoolType;
import dev.pagewalk.host.mdl.PagePriority;

/** A kernel over plain memory, and the shortest ways to the things that tests need. */
public final class Kit {

    public final FakeHostBus bus = new FakeHostBus().recording(false);
    public final WindowsKernel kernel;
    public final KernelMachine machine;

    public Kit() {
        this(new KernelSettings());
    }

    public Kit(KernelSettings settings) {
        kernel = new WindowsKernel(bus, settings);
        machine = kernel.machine();
    }

    public AddressSpace user() {
        return machine.currentProcess().space();
    }

    /** Read-write user memory. */
    public long buffer(long bytes) {
        return user().allocate(bytes);
    }

    public long pool(int bytes) {
        return kernel.exAllocatePoolWithTag(PoolType.NON_PAGED_POOL, bytes, "test");
    }

    public Mdl mdl(long va, long bytes) {
        return kernel.ioAllocateMdl(va, bytes, false, false, null);
    }

    public void lock(Mdl mdl) {
        kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
    }

    /** An MDL over a new locked user buffer that starts at an offset in its first page. */
    public Mdl locked(int offset, long bytes) {
        Mdl mdl = mdl(buffer(offset + bytes) + offset, bytes);
        lock(mdl);
        return mdl;
    }

    public long map(Mdl mdl) {
        return kernel.mmGetSystemAddressForMdlSafe(mdl, PagePriority.HIGH_PAGE_PRIORITY);
    }

    public void store(long va, long value) {
        machine.cpu().store(va, 8, value);
    }

    public long load(long va) {
        return machine.cpu().load(va, 8);
    }
}
