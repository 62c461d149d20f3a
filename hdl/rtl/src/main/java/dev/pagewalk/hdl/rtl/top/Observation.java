package dev.pagewalk.hdl.rtl.top;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.setFromBits;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.common.Retirement;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import scala.jdk.javaapi.CollectionConverters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Data;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The observation port of the component under construction: a retirement record for each completed translation, and event
 * strobes. Exists in simulation builds only. Checkers compare it with the pins; nothing depends on it.
 */
final class Observation {

    final Bool retireValid = named(out(bool()), "dbg_retire_valid");
    final Retirement retire;
    final Map<ObservedEvent, Bool> events = new EnumMap<>(ObservedEvent.class);

    Observation(IommuParameters parameters) {
        retire = out(new Retirement(parameters.idWidth()));
        for (scala.Tuple2<String, Data> field : CollectionConverters.asJava(retire.elements())) {
            named(field._2(), "dbg_retire_" + snake(field._1()));
        }
        for (ObservedEvent event : ObservedEvent.values()) {
            events.put(event, named(out(bool()), event.port()));
        }
    }

    /** Drives the records; all zero between them, so that nothing toggles in an idle design. */
    void retire(Flow<Retirement> source) {
        set(retireValid, source.valid());
        Bits record = toBits(source.payload());
        setFromBits(retire, mux(source.valid(), record, zeros(widthOf(record))));
    }

    /** Adds records of other sources, which wait while one before them has one. */
    void retireBetween(List<Stream<Retirement>> others, Flow<Retirement> first) {
        Bool taken = first.valid();
        for (Stream<Retirement> waiting : others) {
            set(waiting.ready(), not(taken));
            when(and(waiting.valid(), not(taken)), () -> {
                set(retireValid, true);
                setFromBits(retire, toBits(waiting.payload()));
            });
            taken = or(taken, waiting.valid());
        }
    }

    /** Drives a strobe. */
    void event(ObservedEvent event, Bool strobe) {
        set(events.get(event), strobe);
    }

    /** Passes on what a child observes. */
    void forward(Observation child) {
        set(retireValid, child.retireValid);
        set(retire, child.retire);
        child.events.forEach(this::event);
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
