package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;

/** ProbeForRead and ProbeForWrite (section 8). */
public interface ProbeRoutines extends KernelServices {

    /** ProbeForRead; at or below APC_LEVEL: checks alignment and that the range is a user range; touches nothing. */
    default void probeForRead(long address, long length, int alignment) {
        machine().run("ProbeForRead", () -> {
            Checks.irql(machine(), Irql.APC_LEVEL, "ProbeForRead");
            requireUserRange(address, length, alignment);
        });
    }

    /** ProbeForWrite; at or below APC_LEVEL: as ProbeForRead, and each page must take a write. */
    default void probeForWrite(long address, long length, int alignment) {
        machine().run("ProbeForWrite", () -> {
            Checks.irql(machine(), Irql.APC_LEVEL, "ProbeForWrite");
            requireUserRange(address, length, alignment);
            if (length == 0) {
                return;
            }
            long last = Pages.pageAlign(address + length - 1);
            for (long page = Pages.pageAlign(address); page <= last; page += Pages.PAGE_SIZE) {
                long touched = Math.max(page, address);
                machine().cpu().store(touched, 1, machine().cpu().load(touched, 1));
            }
        });
    }

    private void requireUserRange(long address, long length, int alignment) {
        if (length == 0) {
            return;
        }
        if ((address & (alignment - 1)) != 0) {
            throw new RaisedStatusException(NtStatus.DATATYPE_MISALIGNMENT, "probe of 0x%x".formatted(address));
        }
        long end = address + length;
        boolean wraps = Long.compareUnsigned(end, address) < 0;
        if (wraps || Long.compareUnsigned(end, machine().settings().userProbeLimit()) > 0) {
            throw new RaisedStatusException(NtStatus.ACCESS_VIOLATION, "probe of 0x%x to 0x%x".formatted(address, end));
        }
    }
}
