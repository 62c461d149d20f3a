package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.OneHots.all;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.AxiLitePort;
import dev.pagewalk.hdl.rtl.common.AxiResponse;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;

/**
 * Purpose: turns AXI4-Lite accesses into accesses of single words.
 * Contract: a write of eight bytes acts as two of four, high half first; one whose strobes are not whole halves changes
 *     nothing and answers SLVERR. A response is given after the effect. Reads return both halves and have no effect.
 * Latency/throughput: four cycles for a write, three for a read; both at the same time.
 * Faults raised: none.
 * Spec references: [IOMMU §6 Register layout]
 */
public final class RegisterBus extends Module<IommuParameters> {

    private static final int OFFSET_BITS = 12;
    private static final int DATA_BITS = 64;

    public final AxiLitePort bus = AxiLitePort.subordinate("s_axi_cfg", OFFSET_BITS, DATA_BITS);
    /** Accesses are taken. */
    public final Bool ready = in(bool());

    public final Flow<RegisterWrite> write = master(flow(RegisterWrite::new));
    /** Offset of the doubleword to read, divided by eight. */
    public final UInt readIndex = out(uint(9));
    /** Its value, in the same cycle. */
    public final Bits readValue = in(bits(DATA_BITS));

    /** Takes address and data in any order, then acts in two steps. */
    final class Write extends Group {
        final Bool hasAddress = regInit(off());
        final Bool hasData = regInit(off());
        final Bool lowHalf = regInit(off());
        final Bool responding = regInit(off());
        final UInt index = reg(() -> uint(9));
        final Bits data = reg(() -> bits(DATA_BITS));
        final Bits strobe = reg(() -> bits(8));
        final Bits high = slice(strobe, 7, 4);
        final Bits low = slice(strobe, 3, 0);
        final Bool legal = and(or(all(high), not(any(high))), or(all(low), not(any(low))));
        final Bool acting = and(hasAddress, hasData, not(responding));

        {
            accept();
            act();
            respond();
        }

        private void accept() {
            set(bus.aw.ready(), and(ready, not(hasAddress)));
            set(bus.w.ready(), and(ready, not(hasData)));
            when(fire(bus.aw), () -> {
                set(hasAddress, true);
                set(index, slice(bus.aw.payload().addr, 11, 3));
            });
            when(fire(bus.w), () -> {
                set(hasData, true);
                set(data, bus.w.payload().data);
                set(strobe, bus.w.payload().strb);
            });
        }

        private void act() {
            set(write.valid(), and(acting, legal, mux(lowHalf, at(low, 0), at(high, 0))));
            set(write.payload().word, toUInt(cat(index, not(lowHalf))));
            set(write.payload().data, mux(lowHalf, slice(data, 31, 0), slice(data, 63, 32)));
            when(acting, () -> {
                set(lowHalf, not(lowHalf));
                set(responding, lowHalf);
            });
        }

        private void respond() {
            set(bus.b.valid(), responding);
            set(bus.b.payload().resp, mux(legal, ok(), b(AxiResponse.SLVERR.code(), 2)));
            when(fire(bus.b), () -> {
                set(responding, false);
                set(hasAddress, false);
                set(hasData, false);
            });
        }
    }

    final Write writing = new Write();

    /** Looks a doubleword up, then offers it. */
    final class Read extends Group {
        final Bool looking = regInit(off());
        final Bool responding = regInit(off());
        final UInt index = reg(() -> uint(9));
        final Bits value = reg(() -> bits(DATA_BITS));

        {
            set(bus.ar.ready(), and(ready, not(looking), not(responding)));
            set(looking, fire(bus.ar));
            when(fire(bus.ar), () -> set(index, slice(bus.ar.payload().addr, 11, 3)));
            set(readIndex, index);
            when(looking, () -> {
                set(value, readValue);
                set(responding, true);
            });
            set(bus.r.valid(), responding);
            set(bus.r.payload().data, value);
            set(bus.r.payload().resp, ok());
            when(fire(bus.r), () -> set(responding, false));
        }
    }

    final Read reading = new Read();

    public RegisterBus(IommuParameters parameters) {
        super(parameters);
    }

    private static Bits ok() {
        return b(AxiResponse.OKAY.code(), 2);
    }
}
