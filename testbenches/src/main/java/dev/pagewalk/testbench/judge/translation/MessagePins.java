package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Reads messages of devices off {@code s_ats_req} and messages to devices off {@code m_ats_msg}. */
public final class MessagePins {
    /** Receives messages: head from TUSER, body from TDATA. */
    public interface Listener {
        /** A message of a device was taken. */
        void received(long head, long body, long cycle);

        /** A message to a device was taken. */
        void sent(long head, long body, long cycle);
    }

    private static final String FROM_DEVICES = "s_ats_req_";
    private static final String TO_DEVICES = "m_ats_msg_";

    private final Listener listener;
    private final boolean present;
    private final int[] in;
    private final int[] out;

    /** Finds the pins; a design without message port has none and never calls. */
    public MessagePins(Signals signals, Listener listener) {
        this.listener = listener;
        in = pins(signals, FROM_DEVICES);
        out = pins(signals, TO_DEVICES);
        present = in[0] != Signals.ABSENT && out[0] != Signals.ABSENT;
    }

    private static int[] pins(Signals signals, String stream) {
        return new int[] {
            signals.find(stream + "tvalid"),
            signals.find(stream + "tready"),
            signals.find(stream + "tuser"),
            signals.find(stream + "tdata")
        };
    }

    /** Takes the pins of a cycle; true if a message was sent. */
    public boolean onCycle(CycleView view) {
        if (!present) {
            return false;
        }
        boolean sends = view.isHigh(out[0]) && view.isHigh(out[1]);
        if (sends) {
            listener.sent(view.value(out[2]), view.value(out[3]), view.cycle());
        }
        if (view.isHigh(in[0]) && view.isHigh(in[1])) {
            listener.received(view.value(in[2]), view.value(in[3]), view.cycle());
        }
        return sends;
    }
}
