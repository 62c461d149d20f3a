package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Reads register accesses off the pins of {@code s_axi_cfg}; accesses of AXI4-Lite are answered in order. */
public final class RegisterPins {
    /** Receives register accesses. */
    public interface Listener {
        /**
         * A write whose address and data are both accepted; data and strobe in lanes of the 8-byte word at {@code
         * word}.
         */
        void registerWritten(int word, long data, int strobe, long cycle);

        /** A read at an offset that was answered, with the 8-byte word around it. */
        void registerRead(int offset, long data, long cycle);

        /** The oldest write that was not answered yet is answered: it has taken effect. */
        default void writeAnswered(long cycle) {}
    }

    private static final int DEPTH = 64;
    private static final String BUS = "s_axi_cfg_";

    private final Listener listener;
    private final boolean present;
    private final int[] pins;
    private final long[] writeAddress = new long[DEPTH];
    private final long[] writeData = new long[DEPTH];
    private final int[] writeStrobe = new int[DEPTH];
    private final long[] readAddress = new long[DEPTH];
    private int addresses;
    private int data;
    private int paired;
    private int reads;
    private int answers;

    public RegisterPins(Signals signals, Listener listener) {
        this.listener = listener;
        String[] names = {
            "awvalid", "awready", "awaddr", "wvalid", "wready", "wdata", "wstrb", "arvalid", "arready", "araddr",
            "rvalid", "rready", "rdata", "bvalid", "bready"
        };
        pins = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            pins[i] = signals.find(BUS + names[i]);
        }
        present = pins[0] != Signals.ABSENT;
    }

    /** Takes the pins of a cycle; a record with a handshake stands for one cycle. */
    public void onCycle(CycleView view) {
        if (!present) {
            return;
        }
        if (taken(view, 10)) {
            listener.registerRead((int) readAddress[answers++ & (DEPTH - 1)], view.value(pins[12]), view.cycle());
        }
        if (taken(view, 13)) {
            listener.writeAnswered(view.cycle());
        }
        if (taken(view, 7)) {
            readAddress[reads++ & (DEPTH - 1)] = view.value(pins[9]);
        }
        if (taken(view, 0)) {
            writeAddress[addresses++ & (DEPTH - 1)] = view.value(pins[2]);
        }
        if (taken(view, 3)) {
            writeData[data & (DEPTH - 1)] = view.value(pins[5]);
            writeStrobe[data++ & (DEPTH - 1)] = (int) view.value(pins[6]);
        }
        while (paired != addresses && paired != data) {
            int slot = paired++ & (DEPTH - 1);
            listener.registerWritten((int) writeAddress[slot] & ~7, writeData[slot], writeStrobe[slot], view.cycle());
        }
    }

    private boolean taken(CycleView view, int valid) {
        return view.isHigh(pins[valid]) && view.isHigh(pins[valid + 1]);
    }
}
