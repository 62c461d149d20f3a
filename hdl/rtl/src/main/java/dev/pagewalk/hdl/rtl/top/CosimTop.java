package dev.pagewalk.hdl.rtl.top;

import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.registered;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;

import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.hdl.rtl.ats.AtsPort;
import dev.pagewalk.hdl.rtl.common.AxiLitePort;
import dev.pagewalk.hdl.rtl.common.AxiPort;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.CanaryPort;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.queue.PtwPort;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;

/**
 * Purpose: the system that co-simulation tests: the IOMMU, and the port through which host stores reach memory.
 * Contract: all ports of {@link Iommu} with the same names; {@code s_axi_host} leaves through a register slice as
 *     {@code m_axi_host}, so that host stores are transactions beside the walker's reads in the waveform.
 * Latency/throughput: one cycle for each channel of the host port, one transfer per cycle.
 * Faults raised: none of its own.
 * Spec references: none; a test system.
 */
public final class CosimTop extends Module<IommuParameters> implements CanaryPort {

    private static final int CANARY_BITS = 8;
    private static final AxiWidths HOST = new AxiWidths(56, 64, 4, 0, 0);

    /** The planted bug, null outside canary builds; first, so that every component below finds it. */
    private final Bits chosenBug = parameters.canaries() ? named(in(bits(CANARY_BITS)), "dbg_canary") : null;

    public final AxiLitePort configuration = AxiLitePort.subordinate("s_axi_cfg", 12, 64);
    public final AxiPort device = AxiPort.subordinate("s_axi_dev", Iommu.deviceWidths(parameters));
    public final AxiPort host = AxiPort.subordinate("s_axi_host", HOST);
    public final AxiPort memory = AxiPort.manager("m_axi_mem", Iommu.memoryWidths(parameters));
    public final AxiPort walker = AxiPort.manager("m_axi_ptw", PtwPort.widths(parameters));
    public final AxiPort hostMemory = AxiPort.manager("m_axi_host", HOST);
    public final Bits irq = out(bits(InterruptRegisters.VECTORS));

    /** Null without ATS. */
    public final AtsPort ats = parameters.has(Feature.ATS) ? new AtsPort() : null;

    private final Iommu dut = new Iommu(parameters);

    public CosimTop(IommuParameters parameters) {
        super(parameters);
        AxiLitePort.wire(configuration, dut.configuration);
        AxiPort.wire(device, dut.device);
        if (ats != null) {
            ats.wire(dut.ats);
        }
        AxiPort.wire(dut.memory, memory);
        AxiPort.wire(dut.walker, walker);
        set(irq, dut.irq);
        connect(registered(host.aw), hostMemory.aw);
        connect(registered(host.w), hostMemory.w);
        connect(registered(hostMemory.b), host.b);
        connect(registered(host.ar), hostMemory.ar);
        connect(registered(hostMemory.r), host.r);
        dut.observation().ifPresent(inner -> new Observation(parameters).forward(inner));
    }

    @Override
    public Bits canary() {
        return chosenBug;
    }
}
