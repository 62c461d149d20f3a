package dev.pagewalk.hdl.rtl.queue;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;

import java.util.ArrayList;
import java.util.List;

/** Writers other than the walks, in the order of their ids. */
public enum PtwWriter {
    RECORD(0),
    FENCE(1),
    MESSAGE(2),
    PAGE_REQUEST(3);

    private final int number;

    PtwWriter(int number) {
        this.number = number;
    }

    /** Low bits of the AXI id. */
    public int number() {
        return number;
    }

    /** The writers that a configuration has. */
    static List<PtwWriter> of(IommuParameters parameters) {
        List<PtwWriter> writers = new ArrayList<>(List.of(RECORD, FENCE));
        if (parameters.has(Feature.MESSAGE_INTERRUPTS)) {
            writers.add(MESSAGE);
        }
        if (parameters.has(Feature.ATS)) {
            writers.add(PAGE_REQUEST);
        }
        return writers;
    }
}
