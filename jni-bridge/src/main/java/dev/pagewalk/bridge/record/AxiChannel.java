package dev.pagewalk.bridge.record;

import java.util.Map;

/** One channel of one AXI port: its bit in the valid and ready masks, and its payload pins. */
public final class AxiChannel {
    private final String name;
    private final AxiChannelKind kind;
    private final int index;
    private final Map<String, PinField> fields;

    AxiChannel(String name, AxiChannelKind kind, int index, Map<String, PinField> fields) {
        this.name = name;
        this.kind = kind;
        this.index = index;
        this.fields = Map.copyOf(fields);
    }

    /**
     * Bus and channel as in the Verilog, for example {@code s_axi_dev_aw}.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Which of the five channels this is.
     *
     * @return the kind
     */
    public AxiChannelKind kind() {
        return kind;
    }

    /**
     * Bit of this channel in the valid and ready masks of a record.
     *
     * @return bit number
     */
    public int index() {
        return index;
    }

    /**
     * A payload pin of this channel.
     *
     * @param signal what follows the channel in the name: {@code addr}, {@code id}, {@code data}, {@code user} …
     * @return its field; one that reads zero if the port has no such pin
     */
    public PinField field(String signal) {
        PinField field = fields.get(signal);
        return field != null ? field : PinField.absent(name + signal);
    }

    /**
     * The payload pins that exist, by signal.
     *
     * @return everything but valid and ready
     */
    public Map<String, PinField> fields() {
        return fields;
    }
}
