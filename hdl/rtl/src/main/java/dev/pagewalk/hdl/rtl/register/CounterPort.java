package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.slave;

import dev.pagewalk.hdl.rtl.common.CountedEvent;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.lib.Flow;

import java.util.ArrayList;
import java.util.List;

/** Where events reach the performance counters; ports of the component under construction. */
public final class CounterPort {
    /** Requests that the device port accepted. */
    public final Flow<CountedEvent> devices = named(slave(flow(CountedEvent::new)), "counted_devices");

    /** Misses and table reads. */
    public final Flow<CountedEvent> walks = named(slave(flow(CountedEvent::new)), "counted_walks");

    /** Translation requests of devices; null without ATS. */
    public final Flow<CountedEvent> translations;

    CounterPort(IommuParameters parameters) {
        translations =
                parameters.has(Feature.ATS) ? named(slave(flow(CountedEvent::new)), "counted_translations") : null;
    }

    List<Flow<CountedEvent>> sources() {
        List<Flow<CountedEvent>> sources = new ArrayList<>(List.of(devices, walks));
        if (translations != null) {
            sources.add(translations);
        }
        return sources;
    }
}
