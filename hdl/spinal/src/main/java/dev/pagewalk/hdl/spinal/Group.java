package dev.pagewalk.hdl.spinal;

import spinal.core.ClockDomain;
import spinal.core.ClockingArea;

/**
 * A named group of signals inside a component. Its field {@code hit}, held by the component in a field {@code lookup},
 * is {@code lookup_hit} in Verilog and in the waveform.
 *
 * <pre>{@code
 * final class Lookup extends Group {
 *     final Bool hit = eq(tag, key);
 * }
 * final Lookup lookup = new Lookup();
 * }</pre>
 */
public abstract class Group extends ClockingArea {
    /** Opens the group in the current clock domain. */
    protected Group() {
        this(WovenCheck.constructing(Group.class));
    }

    private Group(@SuppressWarnings("unused") Void checked) { // the check runs before super()
        super(ClockDomain.current());
    }
}
