package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Streams.s2m;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.AxiAddress;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Stream;

/**
 * Addresses of devices, decoded, one per cycle.
 *
 * <p>Purpose: takes AW and AR, unpacks AxUSER and chooses who goes next.<br>
 * Contract: round robin between reads and writes that may go; each channel keeps its order. {@code offered} is what
 * goes when {@code take} is set; AWREADY and ARREADY come from registers.<br>
 * Latency/throughput: none; one request per cycle over both channels.<br>
 * Faults raised: none.<br>
 * Spec references: [IOMMU §2.3].
 */
public final class Intake extends Module<IommuParameters> {
    public final Stream<AxiAddress> readAddress;
    public final Stream<AxiAddress> writeAddress;
    public final Bool mayRead = in(bool());
    public final Bool mayWrite = in(bool());
    public final Bool take = in(bool());
    public final Bool valid = out(bool());
    public final Bool write = out(bool());
    public final DeviceRequest offered = out(new DeviceRequest(parameters));
    /** Nothing waits here. */
    public final Bool empty = out(bool());

    private final UInt cycle = parameters.observation() ? regInit(u(0, 32)) : null;
    final Turn turn;

    public Intake(IommuParameters parameters, AxiWidths widths) {
        super(parameters);
        readAddress = slave(stream(() -> new AxiAddress(widths)));
        writeAddress = slave(stream(() -> new AxiAddress(widths)));
        turn = new Turn();
        if (cycle != null) {
            set(cycle, plus(cycle, 1));
        }
    }

    /** Whose request is offered. */
    final class Turn extends Group {
        final Stream<AxiAddress> reads = s2m(readAddress);
        final Stream<AxiAddress> writes = s2m(writeAddress);
        final Bool lastWasWrite = regInit(off());
        final Bool read = and(reads.valid(), mayRead);
        final Bool chooseWrite = and(writes.valid(), mayWrite, or(not(read), not(lastWasWrite)));
        final DeviceRequest fromRead = DeviceRequest.decode(parameters, reads.payload(), false);
        final DeviceRequest fromWrite = DeviceRequest.decode(parameters, writes.payload(), true);

        {
            set(valid, or(read, chooseWrite));
            set(write, chooseWrite);
            set(reads.ready(), and(take, mayRead, not(chooseWrite)));
            set(writes.ready(), and(take, chooseWrite));
            when(and(take, valid), () -> set(lastWasWrite, chooseWrite));
            set(empty, and(not(reads.valid()), not(writes.valid())));
            if (cycle != null) {
                set(fromRead.start, arrival(readAddress));
                set(fromWrite.start, arrival(writeAddress));
            }
            set(offered, mux(chooseWrite, fromWrite, fromRead));
        }
    }

    /** The cycle in which the request that is offered was accepted: this one, unless it waited in its channel. */
    private UInt arrival(Stream<AxiAddress> channel) {
        UInt accepted = reg(() -> uint(32));
        when(fire(channel), () -> set(accepted, cycle));
        return mux(channel.ready(), cycle, accepted);
    }
}
