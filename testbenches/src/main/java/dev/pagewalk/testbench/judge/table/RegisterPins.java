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
    private final int writeAddressPin;
    private final int writeDataPin;
    private final int writeStrobePin;
    private final int readAddressPin;
    private final int readDataPin;
    private final long aw;
    private final long w;
    private final long b;
    private final long ar;
    private final long r;
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
        writeAddressPin = signals.find(BUS + "awaddr");
        writeDataPin = signals.find(BUS + "wdata");
        writeStrobePin = signals.find(BUS + "wstrb");
        readAddressPin = signals.find(BUS + "araddr");
        readDataPin = signals.find(BUS + "rdata");
        aw = signals.channelBit(BUS + "aw");
        w = signals.channelBit(BUS + "w");
        b = signals.channelBit(BUS + "b");
        ar = signals.channelBit(BUS + "ar");
        r = signals.channelBit(BUS + "r");
    }

    /** Takes the pins of a cycle; a record with a handshake stands for one cycle. */
    public void onCycle(CycleView view) {
        long moving = view.moving();
        if ((moving & (aw | w | b | ar | r)) == 0) {
            return;
        }
        if ((moving & r) != 0) {
            listener.registerRead((int) readAddress[answers++ & (DEPTH - 1)], view.value(readDataPin), view.cycle());
        }
        if ((moving & b) != 0) {
            listener.writeAnswered(view.cycle());
        }
        if ((moving & ar) != 0) {
            readAddress[reads++ & (DEPTH - 1)] = view.value(readAddressPin);
        }
        if ((moving & aw) != 0) {
            writeAddress[addresses++ & (DEPTH - 1)] = view.value(writeAddressPin);
        }
        if ((moving & w) != 0) {
            writeData[data & (DEPTH - 1)] = view.value(writeDataPin);
            writeStrobe[data++ & (DEPTH - 1)] = (int) view.value(writeStrobePin);
        }
        while (paired != addresses && paired != data) {
            int slot = paired++ & (DEPTH - 1);
            listener.registerWritten((int) writeAddress[slot] & ~7, writeData[slot], writeStrobe[slot], view.cycle());
        }
    }
}
