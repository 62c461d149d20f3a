package dev.pagewalk.host.fake;

import dev.pagewalk.architecture.DeviceContext;
import dev.pagewalk.architecture.DeviceContextFormat;
import dev.pagewalk.architecture.DirectoryEntry;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.MsiPageTableEntry;
import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.host.bus.SparseMemory;

/** One walk of directory and one stage, without caches; enough of the architecture for tests of the driver. */
final class FakeWalk {

    /**
     * Result of a walk.
     *
     * @param page physical address of the 4-KiB page
     * @param span pages that the leaf covers
     * @param cause null without a fault
     */
    record Result(long page, boolean writable, long span, FaultCause cause) {

        boolean covers(long own, long asked) {
            return own / span == asked / span;
        }

        static Result fault(FaultCause cause) {
            return new Result(0, false, 1, cause);
        }
    }

    private final SparseMemory memory;
    private final long ddtp;
    private final DeviceContextFormat format;

    FakeWalk(SparseMemory memory, long ddtp, long capabilities) {
        this.memory = memory;
        this.ddtp = ddtp;
        this.format = DeviceContextFormat.of(capabilities);
    }

    Result walk(int device, long iova, boolean write) {
        DirectoryMode mode =
                DirectoryMode.ofEncoding(DirectoryPointer.MODE.get(ddtp)).orElseThrow();
        if (mode == DirectoryMode.OFF) {
            return Result.fault(FaultCause.ALL_INBOUND_DISALLOWED);
        }
        if (device >>> format.deviceIdBits(mode.levels()) != 0) {
            return Result.fault(FaultCause.TYPE_DISALLOWED);
        }
        long table = DirectoryPointer.PPN.get(ddtp) << 12;
        for (int level = mode.levels() - 1; level > 0; level--) {
            long entry = memory.read(table + 8L * format.index(device, level), 8);
            if (!DirectoryEntry.V.isSet(entry)) {
                return Result.fault(FaultCause.DDT_NOT_VALID);
            }
            table = DirectoryEntry.PPN.get(entry) << 12;
        }
        return translate(context(table + (long) format.index(device, 0) * format.bytes()), iova, write);
    }

    private long[] context(long address) {
        long[] words = new long[DeviceContextFormat.EXTENDED.bytes() / 8];
        for (int word = 0; word < format.bytes() / 8; word++) {
            words[word] = memory.read(address + 8L * word, 8);
        }
        return words;
    }

    private Result translate(long[] context, long iova, boolean write) {
        if (!DeviceContext.V.isSet(context)) {
            return Result.fault(FaultCause.DDT_NOT_VALID);
        }
        long first = DeviceContext.FSC_MODE.get(context);
        long second = DeviceContext.IOHGATP_MODE.get(context);
        if (first == 0 && second == 0) {
            return new Result(iova & -4096, true, 1, null);
        }
        long page = iova >>> 12;
        long mask = DeviceContext.MSI_ADDR_MASK.get(context);
        boolean msi = DeviceContext.MSIPTP_MODE.get(context) == DeviceContext.MSIPTP_FLAT;
        if (msi && (page & ~mask) == (DeviceContext.MSI_ADDR_PATTERN.get(context) & ~mask)) {
            return interruptFile(context, page & mask);
        }
        Stage stage = first == 0 ? Stage.SECOND : Stage.FIRST;
        PageTableMode mode =
                PageTableMode.of(stage, false, first == 0 ? second : first).orElseThrow();
        long root = (first == 0 ? DeviceContext.IOHGATP_PPN.get(context) : DeviceContext.FSC_PPN.get(context)) << 12;
        return mode.inRange(iova) ? walkTable(mode, root, iova, write) : pageFault(stage, write);
    }

    /** Basic-mode entries only; the mask has its ones at the low end. */
    private Result interruptFile(long[] context, long index) {
        long entry = (DeviceContext.MSIPTP_PPN.get(context) << 12) + index * MsiPageTableEntry.BYTES;
        long[] words = {memory.read(entry, 8), memory.read(entry + 8, 8)};
        if (!MsiPageTableEntry.V.isSet(words)) {
            return Result.fault(FaultCause.MSI_PTE_NOT_VALID);
        }
        return new Result(MsiPageTableEntry.PPN.get(words) << 12, true, 1, null);
    }

    private Result walkTable(PageTableMode mode, long root, long iova, boolean write) {
        long table = root;
        for (int level = mode.levels() - 1; level >= 0; level--) {
            long entry = memory.read(table + 8L * mode.index(iova, level), 8);
            if (!PageTableEntry.V.isSet(entry)) {
                return pageFault(mode.stage(), write);
            }
            if (PageTableEntry.R.isSet(entry)) {
                return leaf(mode, level, entry, iova, write);
            }
            table = PageTableEntry.PPN.get(entry) << 12;
        }
        return pageFault(mode.stage(), write);
    }

    private Result leaf(PageTableMode mode, int level, long entry, long iova, boolean write) {
        boolean writable = PageTableEntry.W.isSet(entry) && PageTableEntry.D.isSet(entry);
        int shift = PageTableEntry.N.isSet(entry) ? PageTableEntry.NAPOT_64K_SHIFT : mode.leafShift(level);
        long inside = (1L << shift) - 1;
        long base = PageTableEntry.PPN.get(entry) << 12;
        boolean misaligned = !PageTableEntry.N.isSet(entry) && (base & inside) != 0;
        boolean allowed = PageTableEntry.U.isSet(entry) && PageTableEntry.A.isSet(entry) && (!write || writable);
        if (misaligned || !allowed) {
            return pageFault(mode.stage(), write);
        }
        long page = ((base & ~inside) | (iova & inside)) & -4096;
        return new Result(page, writable, 1L << (shift - 12), null);
    }

    private static Result pageFault(Stage stage, boolean write) {
        if (stage == Stage.SECOND) {
            return Result.fault(write ? FaultCause.WRITE_GUEST_PAGE_FAULT : FaultCause.READ_GUEST_PAGE_FAULT);
        }
        return Result.fault(write ? FaultCause.WRITE_PAGE_FAULT : FaultCause.READ_PAGE_FAULT);
    }
}
