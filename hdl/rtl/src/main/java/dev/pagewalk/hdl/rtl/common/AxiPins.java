package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Signals.named;

import spinal.core.Bundle;
import spinal.core.Data;
import spinal.lib.Stream;

/** Names the pins of a channel as vendor tools infer them: {@code <bus>_<channel><signal>}. */
final class AxiPins {
    private AxiPins() {}

    /** Names valid, ready and each signal of the payload, such as {@code s_axi_dev_awaddr}. */
    static <T extends Bundle> Stream<T> pins(Stream<T> channel, String bus, String prefix) {
        named(channel.valid(), bus + "_" + prefix + "valid");
        named(channel.ready(), bus + "_" + prefix + "ready");
        scala.collection.mutable.ArrayBuffer<scala.Tuple2<String, Data>> elements =
                channel.payload().elements();
        for (int i = 0; i < elements.size(); i++) {
            named(elements.apply(i)._2(), bus + "_" + prefix + elements.apply(i)._1());
        }
        return channel;
    }
}
