package dev.pagewalk.testbench.device;

import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.testbench.platform.Completion;

import java.util.ArrayList;
import java.util.List;

/** A transfer of a device: the bursts that it was cut into, and what became of them. */
public final class DmaTransfer {
    private record Piece(Completion completion, int offset, int lane, int bytes) {}

    private final List<Piece> pieces = new ArrayList<>();
    private int bytes;

    DmaTransfer() {}

    void add(Completion completion, int lane, int pieceBytes) {
        pieces.add(new Piece(completion, bytes, lane, pieceBytes));
        bytes += pieceBytes;
    }

    /** True when every burst was answered. */
    public boolean isDone() {
        for (Piece piece : pieces) {
            if (!piece.completion().isDone()) {
                return false;
            }
        }
        return true;
    }

    /** Number of bursts. */
    public int bursts() {
        return pieces.size();
    }

    /** Number of bursts that were answered with an error. */
    public int failed() {
        int failed = 0;
        for (Piece piece : pieces) {
            AxiResponse response = piece.completion().response();
            if (response == AxiResponse.DECERR || response == AxiResponse.SLVERR) {
                failed++;
            }
        }
        return failed;
    }

    /** Cycle of the last response that was OKAY, 0 without one. */
    public long lastSuccess() {
        long last = 0;
        for (Piece piece : pieces) {
            boolean okay = piece.completion().response() == AxiResponse.OKAY;
            last = okay ? Math.max(last, piece.completion().ended()) : last;
        }
        return last;
    }

    /** First response that was not OKAY, or OKAY. */
    public AxiResponse response() {
        for (Piece piece : pieces) {
            if (piece.completion().response() != AxiResponse.OKAY) {
                return piece.completion().response();
            }
        }
        return AxiResponse.OKAY;
    }

    /** The bytes that a read returned, in the order of the scatter list. */
    public byte[] data() {
        byte[] data = new byte[bytes];
        for (Piece piece : pieces) {
            long[] beats = piece.completion().data();
            for (int i = 0; i < piece.bytes(); i++) {
                int lane = piece.lane() + i;
                long beat = lane / Long.BYTES < beats.length ? beats[lane / Long.BYTES] : 0;
                data[piece.offset() + i] = (byte) (beat >>> (lane % Long.BYTES * Byte.SIZE));
            }
        }
        return data;
    }
}
