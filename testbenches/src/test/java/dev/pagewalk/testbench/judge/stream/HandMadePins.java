package dev.pagewalk.testbench.judge.stream;

import java.util.ArrayList;
import java.util.List;

/** A record stream written by hand: set pins, then step; pins keep their value until they are set again. */
public final class HandMadePins implements Signals, CycleView {
    private static final List<String> ADDRESS = List.of("id:4", "len:8", "size:3", "burst:2", "lock:1", "cache:4");

    private final List<String> names = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private long[] values = new long[0];
    private long cycle;
    private int repeat = 1;

    /** Pins of a test SoC with one full AXI4 bus and the AXI4-Lite register bus, out of reset. */
    public static HandMadePins withBuses(String... fullBuses) {
        HandMadePins pins = new HandMadePins();
        pins.add("aresetn", 1);
        for (String bus : fullBuses) {
            pins.addFull(bus);
        }
        pins.addLite("s_axi_cfg");
        pins.set("aresetn", 1);
        return pins;
    }

    public void add(String name, int width) {
        names.add(name);
        widths.add(width);
        values = java.util.Arrays.copyOf(values, names.size());
    }

    private void addFull(String bus) {
        for (String channel : List.of("aw", "ar")) {
            addHandshake(bus + "_" + channel);
            add(bus + "_" + channel + "addr", 64);
            add(bus + "_" + channel + "user", 64);
            for (String pin : ADDRESS) {
                String[] part = pin.split(":", -1);
                add(bus + "_" + channel + part[0], Integer.parseInt(part[1]));
            }
        }
        addWriteData(bus);
        add(bus + "_wlast", 1);
        addResponses(bus);
        add(bus + "_bid", 4);
        add(bus + "_rid", 4);
        add(bus + "_rlast", 1);
    }

    private void addLite(String bus) {
        for (String channel : List.of("aw", "ar")) {
            addHandshake(bus + "_" + channel);
            add(bus + "_" + channel + "addr", 12);
        }
        addWriteData(bus);
        addResponses(bus);
    }

    private void addWriteData(String bus) {
        addHandshake(bus + "_w");
        add(bus + "_wdata", 64);
        add(bus + "_wstrb", 8);
    }

    private void addResponses(String bus) {
        addHandshake(bus + "_b");
        add(bus + "_bresp", 2);
        addHandshake(bus + "_r");
        add(bus + "_rdata", 64);
        add(bus + "_rresp", 2);
    }

    private void addHandshake(String channel) {
        channels.add(channel);
        add(channel + "valid", 1);
        add(channel + "ready", 1);
    }

    /** Adds the message port. */
    public HandMadePins withMessages() {
        for (String stream : List.of("s_ats_req_t", "m_ats_msg_t")) {
            addHandshake(stream);
            add(stream + "data", 64);
            add(stream + "user", 64);
        }
        return this;
    }

    public HandMadePins set(String name, long value) {
        values[require(name)] = value;
        return this;
    }

    /** Hands the present pins to the consumer as one cycle. */
    public void step(RecordConsumer consumer) {
        stepFor(1, consumer);
    }

    /** Hands the present pins to the consumer as one record of several cycles. */
    public void stepFor(int cycles, RecordConsumer consumer) {
        repeat = cycles;
        consumer.onCycle(this);
        cycle += cycles;
    }

    /** One handshake on a channel with the payload given as name and value pairs; VALID and READY fall afterwards. */
    public void transfer(RecordConsumer consumer, String channel, Object... payload) {
        for (int i = 0; i < payload.length; i += 2) {
            set(channel + payload[i], ((Number) payload[i + 1]).longValue());
        }
        set(channel + "valid", 1).set(channel + "ready", 1).step(consumer);
        set(channel + "valid", 0).set(channel + "ready", 0);
    }

    @Override
    public int find(String name) {
        return names.indexOf(name);
    }

    @Override
    public int channel(String name) {
        return channels.indexOf(name);
    }

    @Override
    public int width(int signal) {
        return widths.get(signal);
    }

    @Override
    public int wordOf(int signal) {
        return signal;
    }

    @Override
    public long bitsOf(int signal) {
        return -1L >>> (Long.SIZE - width(signal));
    }

    @Override
    public long word(int index) {
        return values[index];
    }

    @Override
    public long cycle() {
        return cycle;
    }

    @Override
    public int repeat() {
        return repeat;
    }

    @Override
    public long valid() {
        return mask("valid");
    }

    @Override
    public long ready() {
        return mask("ready");
    }

    private long mask(String pin) {
        long mask = 0;
        for (int i = 0; i < channels.size(); i++) {
            mask |= values[require(channels.get(i) + pin)] << i;
        }
        return mask;
    }

    @Override
    public long value(int signal) {
        return signal == ABSENT ? 0 : values[signal];
    }
}
