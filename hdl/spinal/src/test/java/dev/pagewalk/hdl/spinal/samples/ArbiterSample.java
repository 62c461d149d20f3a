package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Streams.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.List;

/** Merged streams that no field holds, in all ways of using them. */
public final class ArbiterSample extends Module<Void> {
    public final Stream<UInt> a = slave(stream(() -> uint(4)));
    public final Stream<UInt> b = slave(stream(() -> uint(4)));
    public final Stream<UInt> c = slave(stream(() -> uint(4)));
    public final Stream<UInt> d = slave(stream(() -> uint(4)));
    public final Stream<UInt> e = slave(stream(() -> uint(4)));
    public final Stream<UInt> f = slave(stream(() -> uint(4)));
    public final Stream<UInt> g = slave(stream(() -> uint(4)));
    public final Stream<UInt> twice = master(stream(() -> uint(4)));
    public final Stream<UInt> third = master(stream(() -> uint(4)));
    public final Flow<UInt> flow = master(flow(() -> uint(4)));
    public final Stream<UInt> queued = master(stream(() -> uint(4)));
    public final Bool any = out(bool());

    /** Streams of another component. */
    static final class Child extends Module<Void> {
        final Stream<UInt> x = slave(stream(() -> uint(4)));
        final Stream<UInt> y = master(stream(() -> uint(4)));
        final Stream<UInt> z = master(stream(() -> uint(4)));

        Child() {
            var copies = fork(x, 2);
            connect(at(copies, 0), y);
            connect(at(copies, 1), z);
        }
    }

    public ArbiterSample() {
        set(flow, toFlow(arbitrate(List.of(a, b))));
        Stream<UInt> local = arbitrateLowestFirst(List.of(c, d));
        set(any, fire(local));
        connect(queue(m2s(local), 2), queued);
        Child child = new Child();
        connect(e, child.x);
        connect(arbitrate(List.of(haltWhen(f, any), child.y)), twice);
        connect(arbitrate(List.of(child.z, g)), third);
    }
}
