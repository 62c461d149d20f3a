package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Signals.*;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bundle;
import spinal.core.UInt;
import spinal.lib.Stream;

/** A read-only bus whose ports have the names from which tools infer it. */
public final class AxiSample extends Module<Void> {
    /** Read address. */
    public static final class Address extends Bundle {
        public final UInt addr = uint(16);
        public final UInt id = uint(2);
    }

    /** Read data. */
    public static final class Data extends Bundle {
        public final Bits data = bits(32);
        public final Bits resp = bits(2);
    }

    /** Both channels. */
    public static final class ReadBus extends Bundle {
        public final Stream<Address> ar = stream(Address::new);
        public final Stream<Data> r = stream(Data::new);
    }

    public final ReadBus s_axi_dev = axiNames(new ReadBus());
    public final ReadBus m_axi_mem = axiNames(new ReadBus());

    public final Stream<Address> s_axi_other = pinNames(slave(stream(Address::new)), "s_axi_other_ar");
    public final Stream<Address> m_axi_other = pinNames(master(stream(Address::new)), "m_axi_other_ar");

    public AxiSample() {
        connect(s_axi_other, m_axi_other);
        slave(s_axi_dev.ar);
        master(s_axi_dev.r);
        master(m_axi_mem.ar);
        slave(m_axi_mem.r);
        connect(s_axi_dev.ar, m_axi_mem.ar);
        connect(m_axi_mem.r, s_axi_dev.r);
    }
}
