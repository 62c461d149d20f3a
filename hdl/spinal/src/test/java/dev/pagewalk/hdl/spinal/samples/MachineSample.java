package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Machines.*;
import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.fsm.State;
import spinal.lib.fsm.StateMachine;

/** A state machine with all kinds of state statements. */
public final class MachineSample extends Module<Void> {
    public final Bool start = in(bool());
    public final Bool stop = in(bool());
    public final Bool busy = out(bool());
    public final UInt runs = out(uint(4));
    public final Bool begins = out(bool());
    public final Bool ends = out(bool());

    static final class Walk extends StateMachine {
        final State idle = makeInstantEntry();
        final State work = new State(this);
        final State finish = new State(this);
        final UInt count = regInit(u(0, 4));
    }

    final Walk walk = new Walk();

    public MachineSample() {
        set(busy, not(in(walk, walk.idle)));
        set(runs, walk.count);
        set(begins, false);
        set(ends, false);
        active(walk.idle, () -> when(start, () -> jump(walk.work)));
        active(walk.work, () -> when(stop, () -> jump(walk.finish)));
        active(walk.finish, () -> {
            set(walk.count, plus(walk.count, 1));
            jump(walk.idle);
        });
        entering(walk.work, () -> set(begins, true));
        leaving(walk.work, () -> set(ends, true));
    }
}
