package dev.pagewalk.host.machine;

import dev.pagewalk.host.bus.LittleEndian;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.ContractViolation;

/**
 * Loads and stores of the host CPU through any virtual address, each a bus access at its cost.
 *
 * <p>User addresses go through the current process; faults there raise. Kernel addresses that are not mapped stop the
 * machine: no {@code try/except} sees that (S-RMA-5).
 */
public final class Cpu {

    private final KernelMachine machine;

    Cpu(KernelMachine machine) {
        this.machine = machine;
    }

    /** Loads 1 to 8 bytes, zero extended; may cross a page. */
    public long load(long va, int bytes) {
        machine.requireRunning("CPU load");
        if (!aligned(va, bytes)) {
            return LittleEndian.read(read(va, bytes), 0, bytes);
        }
        if (machine.structures().contains(va)) {
            return machine.structures().read(va, bytes);
        }
        return machine.bus().load(translate(va, false), bytes);
    }

    /** Stores the low 1 to 8 bytes; may cross a page. */
    public void store(long va, int bytes, long value) {
        machine.requireRunning("CPU store");
        if (!aligned(va, bytes)) {
            byte[] data = new byte[bytes];
            LittleEndian.write(data, 0, bytes, value);
            write(va, data);
        } else if (machine.structures().contains(va)) {
            machine.structures().write(va, bytes, value);
        } else {
            machine.bus().store(translate(va, true), bytes, value);
        }
    }

    /** Reads a buffer, in whole words where it can. */
    public byte[] read(long va, int count) {
        byte[] data = new byte[count];
        for (int done = 0; done < count; ) {
            int step = step(va + done, count - done);
            LittleEndian.write(data, done, step, load(va + done, step));
            done += step;
        }
        return data;
    }

    /** Writes a buffer, in whole words where it can. */
    public void write(long va, byte[] data) {
        for (int done = 0; done < data.length; ) {
            int step = step(va + done, data.length - done);
            store(va + done, step, LittleEndian.read(data, done, step));
            done += step;
        }
    }

    /** RtlZeroMemory. */
    public void zero(long va, int count) {
        write(va, new byte[count]);
    }

    /** Physical address of a valid virtual address after the faults that the access takes. */
    public long translate(long va, boolean write) {
        if (KernelSpace.isKernel(va)) {
            return kernel(va, write);
        }
        UserPage page = machine.currentProcess().space().page(va);
        if (page != null && write && page.readLocked && PageProtection.writable(page.protection)) {
            throw readLockedStore(va, page.viewOf);
        }
        return physical(machine.currentProcess().space().resolve(va, write), va);
    }

    private long kernel(long va, boolean write) {
        KernelPte pte = machine.kernelSpace().at(va);
        if (pte == null || !PageProtection.readable(pte.protection)) {
            throw machine.bugCheck(
                    BugCheckCode.PAGE_FAULT_IN_NONPAGED_AREA, va, write ? 1 : 0, 0, 0, "no valid page at this address");
        }
        if (!pte.resident()) {
            pageIn(pte, va, write);
        }
        if (write && !PageProtection.writable(pte.protection)) {
            throw machine.bugCheck(
                    BugCheckCode.ATTEMPTED_WRITE_TO_READONLY_MEMORY, va, pte.bits(), 0, 0, "read-only mapping");
        }
        if (write && pte.readLocked) {
            throw readLockedStore(va, pte.mdl);
        }
        return physical(pte.pfn, va);
    }

    private void pageIn(KernelPte pte, long va, boolean write) {
        if (machine.irql().above(Irql.APC_LEVEL)) {
            throw machine.bugCheck(
                    BugCheckCode.IRQL_NOT_LESS_OR_EQUAL,
                    va,
                    machine.irql().value(),
                    write ? 1 : 0,
                    0,
                    "paged pool touched at or above DISPATCH_LEVEL");
        }
        machine.pageIn(pte);
    }

    private static long physical(long pfn, long va) {
        return Pages.addressOf(pfn) | Pages.byteOffset(va);
    }

    private static ContractViolation readLockedStore(long va, long mdl) {
        return new ContractViolation(
                "S-PLK-10",
                "store through a mapping of an MDL locked with IoReadAccess: va=0x%x, mdl=0x%x".formatted(va, mdl));
    }

    private static boolean aligned(long va, int bytes) {
        return Integer.bitCount(bytes) == 1 && bytes <= Long.BYTES && (va & (bytes - 1)) == 0;
    }

    private static int step(long va, int left) {
        int natural = (int) Math.min(Long.lowestOneBit(va | Long.BYTES), Long.BYTES);
        return Math.min(natural, Integer.highestOneBit(left));
    }
}
