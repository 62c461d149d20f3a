package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.host.bus.HostBus;

/** The register window of the IOMMU. [IOMMU §6] */
public final class IommuRegisters {

    private final HostBus bus;
    private final long cycleLimit;

    IommuRegisters(HostBus bus, long cycleLimit) {
        this.bus = bus;
        this.cycleLimit = cycleLimit;
    }

    /** Reads a register. */
    public long read(Register register) {
        return bus.mmioRead(register.offset(), register.bytes());
    }

    /** Writes a register. */
    public void write(Register register, long value) {
        bus.mmioWrite(register.offset(), register.bytes(), value);
    }

    /** Reads a register until a field has a value. */
    long waitFor(Register register, BitField field, long wanted) {
        long start = bus.cycle();
        long value = read(register);
        while (field.get(value) != wanted) {
            if (bus.cycle() - start > cycleLimit) {
                throw IommuException.hardware("register does not change: register=%s, field=%s, value=0x%x, cycles=%d"
                        .formatted(register.label(), field.name(), value, cycleLimit));
            }
            value = read(register);
        }
        return value;
    }
}
