package dev.pagewalk.hdl.rtl.top;

import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Registers.regNext;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.common.AxiAddress;
import dev.pagewalk.hdl.rtl.common.AxiBurst;
import dev.pagewalk.hdl.rtl.common.AxiPort;
import dev.pagewalk.hdl.rtl.common.AxiResponse;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.device.DeviceFront;
import dev.pagewalk.hdl.rtl.queue.PtwPort;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Stream;

/**
 * Bugs planted between the parts and the pins, one for each rule of AXI that a manager or subordinate can break. Nothing
 * of it exists outside canary builds.
 */
final class PortCanaries {
    private static final long BEAT = 8;
    private static final int RESERVED_BURST = 3;
    private static final int WIDER_THAN_THE_BUS = 4;
    private static final int ALLOCATE_ONLY = 0b1000;
    private static final int FORGOTTEN_ID = 3;
    private static final int ATOMIC_BITS = 6;
    private static final int ATOMIC_SWAP = 0b110000;

    /** The ports of the parts, before the pins. */
    private final AxiPort requests;

    private final AxiPort inner;
    private final AxiPort walks;

    PortCanaries(DeviceFront devices, PtwPort walks) {
        requests = devices.device;
        inner = devices.memory;
        this.walks = walks.bus;
    }

    /** Between the parts and the pins of the component under construction, after they are wired. */
    void plant(Iommu pins) {
        if (Canaries.isBuilt()) {
            handshakes(pins.memory, pins.walker);
            shapes(pins.memory.ar.payload(), pins.walker.ar.payload());
            atomics(pins.walker.aw.payload());
            responses(pins);
        }
    }

    private void handshakes(AxiPort memory, AxiPort walker) {
        Bool reading = stalled(inner.ar);
        Bool writing = stalled(inner.aw);
        Bool fresh = regInit(on());
        set(fresh, false);
        UInt address = inner.aw.payload().addr;
        Canaries.plant(Canary.VALID_DROPPED, () -> set(memory.ar.valid(), and(inner.ar.valid(), not(reading))));
        Canaries.plant(
                Canary.PAYLOAD_CHANGED,
                () -> when(writing, () -> set(memory.aw.payload().addr, xor(address, u(BEAT, 64)))));
        Canaries.plant(Canary.VALID_IN_RESET, () -> set(walker.ar.valid(), or(walks.ar.valid(), fresh)));
    }

    private static Bool stalled(Stream<?> channel) {
        return regNext(and(channel.valid(), not(channel.ready())), off());
    }

    private void shapes(AxiAddress read, AxiAddress walk) {
        AxiAddress from = inner.ar.payload();
        UInt address = from.addr;
        Bool many = ne(from.len, 0);
        Bool wraps = and(eq(from.burst, AxiBurst.WRAP.code()), ne(from.size, 0));
        Canaries.plant(Canary.RESERVED_BURST, () -> set(read.burst, RESERVED_BURST));
        Canaries.plant(Canary.WIDE_BEATS, () -> set(read.size, WIDER_THAN_THE_BUS));
        Canaries.plant(Canary.WRAP_OF_ANY_LENGTH, () -> set(read.burst, AxiBurst.WRAP.code()));
        Canaries.plant(Canary.WRAP_UNALIGNED, () -> when(wraps, () -> set(read.addr, or(address, u(1, 64)))));
        Canaries.plant(Canary.CROSSES_PAGE, () -> when(many, () -> set(read.addr, or(address, u(0xff8, 64)))));
        UInt entry = walks.ar.payload().addr;
        Bool exclusive = walks.ar.payload().lock;
        Canaries.plant(
                Canary.EXCLUSIVE_UNALIGNED, () -> when(exclusive, () -> set(walk.addr, xor(entry, u(BEAT / 2, 56)))));
        Canaries.plant(Canary.CACHE_ALLOCATES, () -> set(read.cache, ALLOCATE_ONLY));
    }

    /** Only where the walker port has atomic transactions. [AXI5 A6.4] */
    private void atomics(AxiAddress write) {
        if (write.atop == null) {
            return;
        }
        Bool atomic = any(walks.aw.payload().atop);
        Canaries.plant(Canary.ATOMIC_FORGOTTEN, () -> set(write.atop, b(0, ATOMIC_BITS)));
        Canaries.plant(Canary.ATOMIC_OTHER, () -> when(atomic, () -> set(write.atop, b(ATOMIC_SWAP, ATOMIC_BITS))));
        Canaries.plant(Canary.ATOMIC_NEVER_WRAPS, () -> set(write.burst, AxiBurst.INCR.code()));
        Canaries.plant(Canary.ATOMIC_ID_TAKEN, () -> when(atomic, () -> set(write.id, 0)));
    }

    private void responses(Iommu pins) {
        Canaries.plant(Canary.LAST_TOO_EARLY, () -> set(pins.memory.w.payload().last, true));
        AxiPort device = pins.device;
        Canaries.plant(Canary.ANSWER_BEFORE_DATA, () -> when(device.aw.valid(), () -> set(device.b.valid(), true)));
        Canaries.plant(Canary.EXOKAY_FOR_NORMAL, () -> set(device.r.payload().resp, AxiResponse.EXOKAY.code()));
        Canaries.plant(
                Canary.EXOKAY_ON_LITE, () -> set(pins.configuration.r.payload().resp, AxiResponse.EXOKAY.code()));
        Bool forgotten = eq(requests.b.payload().id, FORGOTTEN_ID);
        Canaries.plant(Canary.RESPONSE_LOST, () -> when(forgotten, () -> set(device.b.valid(), false)));
        Bits data = requests.r.payload().data;
        Canaries.plant(Canary.READ_DATA_CHANGED, () -> set(device.r.payload().data, xor(data, b(1, widthOf(data)))));
    }
}
