package dev.pagewalk.hdl.rtl.common.samples;

import static dev.pagewalk.hdl.spinal.Statements.set;

import dev.pagewalk.hdl.rtl.common.AxiLitePort;
import dev.pagewalk.hdl.rtl.common.AxiPort;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.spinal.Module;

/** A child with both kinds of port, wired through its parent. */
public final class Wires extends Module<AxiWidths> {
    final AxiPort device = AxiPort.subordinate("s_axi_dev", parameters);
    final AxiPort memory = AxiPort.manager("m_axi_mem", parameters);
    final Inner inner = new Inner(parameters);

    public Wires(AxiWidths widths) {
        super(widths);
        AxiPort.wire(device, inner.device);
        AxiPort.wire(inner.memory, memory);
    }

    /** The child. */
    static final class Inner extends Module<AxiWidths> {
        final AxiPort device = AxiPort.subordinate("s_axi_dev", parameters);
        final AxiPort memory = AxiPort.manager("m_axi_mem", parameters);

        Inner(AxiWidths widths) {
            super(widths);
            AxiPort.wire(device, memory);
        }
    }

    /** Registers behind AXI4-Lite, seen from outside. */
    public static final class Lite extends Module<Integer> {
        final AxiLitePort registers = AxiLitePort.subordinate("s_axi_cfg", 12, 64);
        final Leaf leaf = new Leaf(parameters);

        public Lite(Integer unused) {
            super(unused);
            AxiLitePort.wire(registers, leaf.registers);
        }
    }

    /** Answers nothing. */
    static final class Leaf extends Module<Integer> {
        final AxiLitePort registers = AxiLitePort.subordinate("s_axi_cfg", 12, 64);

        Leaf(Integer unused) {
            super(unused);
            set(registers.aw.ready(), false);
            set(registers.w.ready(), false);
            set(registers.ar.ready(), false);
            set(registers.b.valid(), false);
            set(registers.b.payload().resp, 0);
            set(registers.r.valid(), false);
            set(registers.r.payload().data, 0);
            set(registers.r.payload().resp, 0);
        }
    }
}
