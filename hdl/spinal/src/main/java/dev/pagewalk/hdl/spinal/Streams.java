package dev.pagewalk.hdl.spinal;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;
import spinal.lib.Stream;
import spinal.lib.StreamArbiter;
import spinal.lib.StreamArbiterFactory;
import spinal.lib.StreamDemux;
import spinal.lib.StreamFork$;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Streams (valid, ready, payload) and flows (valid, payload). A stream's source keeps valid and payload until the
 * transfer, and never derives valid from ready.
 */
public final class Streams {
    private Streams() {}

    // ---- connection

    /** Connects a source to a target. */
    public static <T extends Data> void connect(Stream<T> source, Stream<T> target) {
        target.connectFrom(source);
    }

    /** Connects a source to a target. */
    public static <T extends Data> void connect(Flow<T> source, Flow<T> target) {
        target.connectFrom(source);
    }

    /** A transfer happens in this cycle. */
    public static Bool fire(Stream<?> stream) {
        return stream.fire();
    }

    /** The source waits for the target in this cycle. */
    public static Bool stalled(Stream<?> stream) {
        return stream.isStall();
    }

    /** Each transfer of a stream as a flow; the stream is always ready. */
    public static <T extends Data> Flow<T> toFlow(Stream<T> stream) {
        return stream.toFlow();
    }

    // ---- storage

    /** A queue of some depth: at least two cycles from input to output, one transfer per cycle. */
    public static <T extends Data> Stream<T> queue(Stream<T> stream, int depth) {
        return stream.queue(depth, stream.queue$default$2(), stream.queue$default$3());
    }

    /** A queue whose input may pass to its output in the same cycle when it is empty. */
    public static <T extends Data> Stream<T> queueLowLatency(Stream<T> stream, int depth) {
        return stream.queueLowLatency(depth, 0);
    }

    /** Registers valid and payload: one cycle of latency, ready passes through. */
    public static <T extends Data> Stream<T> m2s(Stream<T> stream) {
        return stream.pipelined(true, false, false);
    }

    /** Registers ready: no latency, valid and payload pass through. */
    public static <T extends Data> Stream<T> s2m(Stream<T> stream) {
        return stream.pipelined(false, true, false);
    }

    /** Registers both directions: one cycle of latency, full rate. */
    public static <T extends Data> Stream<T> registered(Stream<T> stream) {
        return stream.pipelined(true, true, false);
    }

    // ---- conditions

    /** Holds transfers back while a condition holds. The condition may not end a transfer already offered. */
    public static <T extends Data> Stream<T> haltWhen(Stream<T> stream, Bool condition) {
        return stream.haltWhen(condition);
    }

    /** Lets transfers pass only while a condition holds. */
    public static <T extends Data> Stream<T> continueWhen(Stream<T> stream, Bool condition) {
        return stream.continueWhen(condition);
    }

    /** Consumes transfers without passing them on while a condition holds. */
    public static <T extends Data> Stream<T> throwWhen(Stream<T> stream, Bool condition) {
        return stream.throwWhen(condition);
    }

    /** Passes transfers on only while a condition holds, and consumes the others. */
    public static <T extends Data> Stream<T> takeWhen(Stream<T> stream, Bool condition) {
        return stream.takeWhen(condition);
    }

    // ---- payload

    /** The same transfers with another payload, driven by {@code fill(newPayload, oldPayload)}. */
    public static <T extends Data, R extends Data> Stream<R> map(
            Stream<T> stream, Supplier<R> type, BiConsumer<R, T> fill) {
        Stream<R> result = Types.stream(type);
        result.valid().assignFrom(stream.valid(), result.valid(), Locations.here());
        stream.ready().assignFrom(result.ready(), stream.ready(), Locations.here());
        fill.accept(result.payload(), stream.payload());
        return result;
    }

    // ---- several streams

    /**
     * Merges streams, round robin; a stream chosen stays chosen until its transfer. Without a name of its own the result
     * is named after the first stream, and the arbiter after the result.
     */
    public static <T extends Data> Stream<T> arbitrate(List<Stream<T>> streams) {
        return merge(new StreamArbiterFactory().roundRobin().transactionLock(), streams);
    }

    /** Merges streams, the first of the list always first; a stream chosen stays chosen until its transfer. */
    public static <T extends Data> Stream<T> arbitrateLowestFirst(List<Stream<T>> streams) {
        return merge(new StreamArbiterFactory().lowerFirst().transactionLock(), streams);
    }

    private static <T extends Data> Stream<T> merge(StreamArbiterFactory factory, List<Stream<T>> streams) {
        StreamArbiter<T> arbiter = factory.buildOn(Scala.<Stream<T>>seq(streams));
        Stream<T> result = new Stream<>(streams.get(0).payloadType());
        result.connectFrom(port(arbiter.io(), "output"));
        result.setCompositeName(streams.get(0), "merged", true);
        arbiter.setCompositeName(result, "arbiter", true);
        return result;
    }

    /** A port of a library component, whose bundle of ports has no Java type. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // callers know the library's sources
    private static <D extends Data> D port(Bundle ports, String name) {
        return (D) ports.find(name);
    }

    /** Copies each transfer to all outputs, which may take it in different cycles. */
    public static <T extends Data> Vec<Stream<T>> fork(Stream<T> stream, int outputs) {
        return StreamFork$.MODULE$.apply(stream, outputs, false);
    }

    /** Copies each transfer to all outputs in the same cycle: no state, but each output waits for the others. */
    public static <T extends Data> Vec<Stream<T>> forkTogether(Stream<T> stream, int outputs) {
        return StreamFork$.MODULE$.apply(stream, outputs, true);
    }

    /** Sends each transfer to the output of some number. */
    public static <T extends Data> Vec<Stream<T>> demux(Stream<T> stream, UInt output, int outputs) {
        StreamDemux<T> demux = new StreamDemux<>(stream.payload(), outputs);
        demux.postInitCallback();
        demux.setCompositeName(stream, "demux", true);
        Statements.set(Streams.<UInt>port(demux.io(), "select"), output);
        connect(stream, Streams.<Stream<T>>port(demux.io(), "input"));
        return Streams.<Vec<Stream<T>>>port(demux.io(), "outputs");
    }
}
