package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Signals.withoutPayload;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Streams.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.List;

/** Stream and flow wiring. */
public final class StreamSample extends Module<Void> {
    /** What is transferred. */
    public static final class Item extends Bundle {
        public final UInt id = uint(2);
        public final UInt value = uint(6);
    }

    public final Stream<Item> a = withoutPayload(slave(stream(Item::new)));
    public final Stream<Item> b = withoutPayload(slave(stream(Item::new)));
    public final Stream<Item> c = slave(stream(Item::new));
    public final Flow<Item> event = slave(flow(Item::new));
    public final Bool stop = in(bool());
    public final Stream<Item> merged = master(stream(Item::new));
    public final Stream<Item> first = master(stream(Item::new));
    public final Stream<Item> left = master(stream(Item::new));
    public final Stream<Item> right = master(stream(Item::new));
    public final Stream<UInt> mapped = master(stream(() -> uint(7)));
    public final Flow<Item> eventOut = master(flow(Item::new));
    public final Flow<Item> seen = master(flow(Item::new));
    public final Bool transferred = out(bool());
    public final Bool waiting = out(bool());

    final Vec<Stream<Item>> copies = fork(a, 4);
    final Vec<Stream<Item>> together = forkTogether(b, 2);
    final Stream<Item> forward = m2s(at(copies, 0));
    final Stream<Item> backward = s2m(at(together, 0));
    final Stream<Item> both = registered(at(copies, 1));
    final Vec<Stream<Item>> routed = demux(c, c.payload().id, 4);
    final Stream<Item> held = haltWhen(at(routed, 0), stop);
    final Stream<Item> thrown = throwWhen(at(routed, 1), stop);
    final Stream<Item> taken = takeWhen(at(routed, 2), stop);
    final Stream<Item> continued = continueWhen(at(routed, 3), stop);

    final Stream<Item> fair = arbitrate(List.of(forward, backward, both));

    public StreamSample() {
        connect(fair, merged);
        connect(arbitrateLowestFirst(List.of(held, thrown, taken)), first);
        connect(queue(continued, 4), left);
        set(right, queueLowLatency(at(together, 1), 2));
        connect(map(at(copies, 2), () -> uint(7), (sum, item) -> set(sum, plus(resize(item.value, 7), 1))), mapped);
        connect(event, eventOut);
        set(seen, toFlow(at(copies, 3)));
        set(transferred, fire(a));
        set(waiting, stalled(c));
    }
}
