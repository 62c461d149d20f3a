package dev.pagewalk.hdl.rtl.top;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Statements.assign;
import static dev.pagewalk.hdl.spinal.Statements.set;

import spinal.core.Bool;
import spinal.core.Data;
import spinal.lib.Stream;

import java.util.List;

/**
 * Joins streams into one, the first that is valid first. Holds no state and remembers no choice, so that a source may
 * take back an offer; for targets that need no stable offer.
 */
final class PriorityJoin {

    private PriorityJoin() {}

    /** Connects all sources, of which only the last may be busy for long. */
    static <T extends Data> void join(List<Stream<T>> sources, Stream<T> target) {
        int last = sources.size() - 1;
        T payload = sources.get(last).payload();
        for (int i = last - 1; i >= 0; i--) {
            payload = mux(sources.get(i).valid(), sources.get(i).payload(), payload);
        }
        assign(target.payload(), payload);
        Bool taken = off();
        for (Stream<T> source : sources) {
            set(source.ready(), and(target.ready(), not(taken)));
            taken = or(taken, source.valid());
        }
        set(target.valid(), taken);
    }
}
