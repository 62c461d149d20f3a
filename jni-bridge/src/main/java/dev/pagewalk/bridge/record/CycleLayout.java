package dev.pagewalk.bridge.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Layout of the cycle record of one top: every port except {@code aclk}, in places that follow from {@code ports.json}.
 *
 * <p>VALID and READY of the AXI channels are bits of two masks; other single-bit pins share 64-bit words in declaration
 * order; wider pins follow by storage size (8 bytes and more, 4, 2, 1), inside a size in declaration order, so that
 * each is naturally aligned. The native side is generated from this same description and states it back as text.
 */
public final class CycleLayout {
    /** Ports that are no data: the clock itself. */
    public static final String CLOCK = "aclk";

    private static final int MAX_CHANNELS = 64;
    private static final int[] STORAGE = {8, 4, 2, 1};

    private final PortList ports;
    private final Map<String, PinField> pins = new LinkedHashMap<>();
    private final Map<String, AxiBus> buses = new LinkedHashMap<>();
    private final int used;
    private final int size;

    private CycleLayout(PortList ports) {
        this.ports = ports;
        List<String> names = AxiPorts.busNames(ports);
        if (names.size() * AxiChannelKind.values().length > MAX_CHANNELS) {
            throw new IllegalArgumentException("too many AXI ports: buses=" + names.size());
        }
        placeHandshakes(names);
        int end = placeBits(CycleRecordDescriptor.PINS);
        for (int bytes : STORAGE) {
            end = placeWide(end, bytes);
        }
        this.used = (end + Long.BYTES - 1) & -Long.BYTES;
        this.size = Math.max(64, Integer.highestOneBit(used - 1) << 1);
        for (int i = 0; i < names.size(); i++) {
            buses.put(names.get(i), AxiPorts.bus(this, names.get(i), i * AxiChannelKind.values().length));
        }
    }

    /**
     * Layout of a top.
     *
     * @param ports its ports
     * @return the layout
     */
    public static CycleLayout of(PortList ports) {
        return new CycleLayout(ports);
    }

    private void placeHandshakes(List<String> names) {
        int index = 0;
        for (String bus : names) {
            for (AxiChannelKind kind : AxiChannelKind.values()) {
                place(AxiPorts.require(ports, bus, kind, "valid"), CycleRecordDescriptor.VALID, Long.BYTES, index);
                place(AxiPorts.require(ports, bus, kind, "ready"), CycleRecordDescriptor.READY, Long.BYTES, index);
                index++;
            }
        }
    }

    private int placeBits(int start) {
        int bit = 0;
        for (Port port : ports.ports()) {
            if (port.width() == 1 && !port.name().equals(CLOCK) && !pins.containsKey(port.name())) {
                place(port, start + bit / Long.SIZE * Long.BYTES, Long.BYTES, bit % Long.SIZE);
                bit++;
            }
        }
        return start + (bit + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
    }

    private int placeWide(int start, int bytes) {
        int offset = start;
        for (Port port : ports.ports()) {
            if (port.width() > 1 && Math.min(storage(port.width()), Long.BYTES) == bytes) {
                place(port, offset, storage(port.width()), 0);
                offset += storage(port.width());
            }
        }
        return offset;
    }

    private static int storage(int width) {
        if (width > Long.SIZE) {
            return (width + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
        }
        int bytes = 1;
        while (bytes * Byte.SIZE < width) {
            bytes <<= 1;
        }
        return bytes;
    }

    private void place(Port port, int offset, int bytes, int shift) {
        pins.put(port.name(), new PinField(port.name(), port.direction(), port.width(), offset, bytes, shift));
    }

    /**
     * The ports behind this layout.
     *
     * @return the ports
     */
    public PortList ports() {
        return ports;
    }

    /**
     * Bytes of a record, a power of two.
     *
     * @return record size
     */
    public int size() {
        return size;
    }

    /**
     * Bytes of a record that carry something; the rest is zero.
     *
     * @return used bytes, a multiple of 8
     */
    public int used() {
        return used;
    }

    /**
     * Every recorded pin by its Verilog name.
     *
     * @return the fields, handshakes first
     */
    public Map<String, PinField> pins() {
        return Collections.unmodifiableMap(pins);
    }

    /**
     * A pin that must exist.
     *
     * @param name its Verilog name
     * @return its field
     * @throws NoSuchElementException if the top has no such port
     */
    public PinField pin(String name) {
        PinField field = pins.get(name);
        if (field == null) {
            throw new NoSuchElementException("no such pin: name=" + name + ", module=" + ports.module());
        }
        return field;
    }

    /**
     * A pin that may be missing in some configurations.
     *
     * @param name its Verilog name
     * @return its field, or one that reads zero
     */
    public PinField pinOrAbsent(String name) {
        PinField field = pins.get(name);
        return field != null ? field : PinField.absent(name);
    }

    /**
     * The AXI ports in declaration order.
     *
     * @return the buses
     */
    public List<AxiBus> buses() {
        return new ArrayList<>(buses.values());
    }

    /**
     * An AXI port that must exist.
     *
     * @param name for example {@code m_axi_ptw}
     * @return the bus
     * @throws NoSuchElementException if the top has no such bus
     */
    public AxiBus bus(String name) {
        AxiBus bus = buses.get(name);
        if (bus == null) {
            throw new NoSuchElementException("no such bus: name=" + name + ", module=" + ports.module());
        }
        return bus;
    }

    /**
     * Whether the top has an AXI port.
     *
     * @param name for example {@code m_axi_host}
     * @return whether it exists
     */
    public boolean hasBus(String name) {
        return buses.containsKey(name);
    }
}
