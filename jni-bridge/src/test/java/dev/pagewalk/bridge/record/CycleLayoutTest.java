package dev.pagewalk.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

class CycleLayoutTest {
    private static final int MANY_FLAGS = 70;

    private static CycleLayout layout() {
        List<Port> ports = new ArrayList<>();
        ports.add(new Port("aclk", PinDirection.IN, 1));
        ports.add(new Port("aresetn", PinDirection.IN, 1));
        for (AxiChannelKind kind : AxiChannelKind.values()) {
            ports.add(new Port("m_axi_mem_" + kind.prefix() + "valid", PinDirection.OUT, 1));
            ports.add(new Port("m_axi_mem_" + kind.prefix() + "ready", PinDirection.IN, 1));
        }
        ports.add(new Port("m_axi_mem_awaddr", PinDirection.OUT, 56));
        ports.add(new Port("m_axi_mem_awlen", PinDirection.OUT, 8));
        ports.add(new Port("m_axi_mem_wlast", PinDirection.OUT, 1));
        ports.add(new Port("irq", PinDirection.OUT, 16));
        ports.add(new Port("dbg_wide", PinDirection.OUT, 100));
        ports.add(new Port("dbg_word", PinDirection.OUT, 20));
        for (int i = 0; i < MANY_FLAGS; i++) {
            ports.add(new Port("dbg_flag_" + i, PinDirection.OUT, 1));
        }
        return CycleLayout.of(new PortList("Top", "test", Map.of(), ports));
    }

    @Test
    void shouldGiveEveryPinItsOwnAlignedPlace() {
        CycleLayout layout = layout();
        BitSet taken = new BitSet();
        for (PinField pin : layout.pins().values()) {
            int first = pin.offset() * 8 + pin.shift();
            int bits = pin.width() == 1 ? 1 : pin.bytes() * 8;
            assertThat(taken.get(first, first + bits).isEmpty()).as(pin.name()).isTrue();
            taken.set(first, first + bits);
            assertThat(pin.offset() % Math.min(pin.bytes(), 8)).as(pin.name()).isZero();
            assertThat(pin.offset() + pin.bytes()).isLessThanOrEqualTo(layout.used());
        }
        assertThat(Integer.bitCount(layout.size())).isEqualTo(1);
        assertThat(layout.pins()).doesNotContainKey("aclk");
    }

    @Test
    void shouldReadBackWhatTheEncoderWroteForEveryPin() {
        CycleLayout layout = layout();
        ByteBuffer buffer = ByteBuffer.allocate(2 * layout.size()).order(ByteOrder.LITTLE_ENDIAN);
        int offset = layout.size();
        CycleRecordFlyweight record = new CycleRecordFlyweight(layout).wrap(buffer, offset);
        for (PinField pin : layout.pins().values()) {
            CycleRecordEncoder.start(layout, buffer, offset, 1234567890123L, 7);
            CycleRecordEncoder.pin(buffer, offset, pin, -1);
            long ones = pin.width() >= 64 ? -1 : (1L << pin.width()) - 1;

            assertThat(record.get(pin)).as(pin.name()).isEqualTo(ones);
            for (PinField other : layout.pins().values()) {
                assertThat(other.equals(pin) || record.get(other) == 0).isTrue();
            }
        }
        assertThat(record.cycle()).isEqualTo(1234567890123L);
        assertThat(record.repeat()).isEqualTo(7);
    }

    @Test
    void shouldTellTransferFromValidAlone() {
        CycleLayout layout = layout();
        ByteBuffer buffer = ByteBuffer.allocate(layout.size()).order(ByteOrder.LITTLE_ENDIAN);
        CycleRecordFlyweight record = new CycleRecordFlyweight(layout).wrap(buffer, 0);
        AxiChannel channel = layout.bus("m_axi_mem").w();
        CycleRecordEncoder.start(layout, buffer, 0, 0, 1);
        CycleRecordEncoder.flags(buffer, 0, CycleRecordDescriptor.FLAG_RESET);
        CycleRecordEncoder.pin(buffer, 0, layout.pin("m_axi_mem_wvalid"), 1);
        assertThat(record.valid(channel)).isTrue();
        assertThat(record.fires(channel)).isFalse();

        CycleRecordEncoder.pin(buffer, 0, layout.pin("m_axi_mem_wready"), 1);
        assertThat(record.fires(channel)).isTrue();
        assertThat(record.inReset()).isTrue();
        assertThat(record.format()).startsWith("cycle=0 repeat=1").contains("m_axi_mem_wvalid=0x1");
    }

    @Test
    void shouldReadZeroFromPinThatTheTopDoesNotHave() {
        CycleLayout layout = layout();
        ByteBuffer buffer = ByteBuffer.allocate(layout.size()).order(ByteOrder.LITTLE_ENDIAN);
        PinField absent = layout.bus("m_axi_mem").aw().field("user");

        assertThat(absent.present()).isFalse();
        assertThat(absent.get(buffer, 0)).isZero();
        assertThatThrownBy(() -> layout.pin("nothing"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no such pin: name=nothing, module=Top");
    }

    @Test
    void shouldRefuseBusWithMissingHandshake() {
        PortList ports =
                new PortList("Top", "test", Map.of(), List.of(new Port("s_axi_dev_awvalid", PinDirection.IN, 1)));

        assertThatThrownBy(() -> CycleLayout.of(ports)).hasMessage("AXI port incomplete: missing=s_axi_dev_awready");
    }
}
