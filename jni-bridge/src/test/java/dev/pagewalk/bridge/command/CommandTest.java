package dev.pagewalk.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.record.Initiator;
import dev.pagewalk.bridge.record.MemoryPort;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

class CommandTest {
    private static ByteBuffer encoded(Command<?> command) {
        ByteBuffer buffer =
                ByteBuffer.allocate(command.slots() * CommandDescriptor.SLOT).order(ByteOrder.LITTLE_ENDIAN);
        command.encode(buffer, 0);
        return buffer;
    }

    @Test
    void shouldPlaceEveryFieldOfDeviceWrite() {
        DeviceWrite write = new DeviceWrite(0x123, 10, 11)
                .tag(5)
                .earliest(99)
                .stopping()
                .exclusive()
                .id(7)
                .user(-5)
                .size(2)
                .burst(2)
                .cache(9)
                .prot(5)
                .qos(15)
                .dataDelay(70000)
                .beatGap(3)
                .responseStall(4)
                .addressDelay(80000)
                .strobe(1, 0x0F);
        ByteBuffer buffer = encoded(write);

        assertThat(write.slots()).isEqualTo(2);
        assertThat(buffer.getShort(CommandDescriptor.KIND)).isEqualTo((short) CommandKind.DEVICE_WRITE.code());
        assertThat(buffer.getShort(CommandDescriptor.SLOTS)).isEqualTo((short) 2);
        assertThat(buffer.getInt(CommandDescriptor.TAG)).isEqualTo(5);
        assertThat(buffer.getLong(CommandDescriptor.EARLIEST)).isEqualTo(99);
        assertThat(buffer.getLong(CommandDescriptor.ADDRESS)).isEqualTo(0x123);
        assertThat(buffer.getInt(CommandDescriptor.FLAGS))
                .isEqualTo(CommandDescriptor.FLAG_STOP | CommandDescriptor.FLAG_EXCLUSIVE);
        assertThat(buffer.getLong(CommandDescriptor.ARGUMENT0)).isEqualTo(-5);
        assertThat(buffer.getShort(CommandDescriptor.ID)).isEqualTo((short) 7);
        assertThat(buffer.get(CommandDescriptor.LEN)).isEqualTo((byte) 1);
        assertThat(buffer.get(CommandDescriptor.SIZE)).isEqualTo((byte) 2);
        assertThat(buffer.get(CommandDescriptor.BURST)).isEqualTo((byte) 2);
        assertThat(buffer.get(CommandDescriptor.CACHE)).isEqualTo((byte) 9);
        assertThat(buffer.get(CommandDescriptor.PROT)).isEqualTo((byte) 5);
        assertThat(buffer.get(CommandDescriptor.QOS)).isEqualTo((byte) 15);
        assertThat(buffer.getInt(CommandDescriptor.DATA_DELAY)).isEqualTo(70000);
        assertThat(buffer.getShort(CommandDescriptor.BEAT_GAP)).isEqualTo((short) 3);
        assertThat(buffer.getShort(CommandDescriptor.RESPONSE_STALL)).isEqualTo((short) 4);
        assertThat(buffer.getInt(CommandDescriptor.ADDRESS_DELAY)).isEqualTo(80000);
        assertThat(buffer.get(CommandDescriptor.SLOT)).isEqualTo((byte) 0xFF);
        assertThat(buffer.get(CommandDescriptor.SLOT + 1)).isEqualTo((byte) 0x0F);
        assertThat(buffer.getLong(CommandDescriptor.SLOT + 16)).isEqualTo(11);
    }

    @Test
    void shouldRefuseValuesThatNoPortCanCarry() {
        assertThatThrownBy(() -> new DeviceRead(0, 257)).hasMessage("beats: not in 1..256: value=257");
        assertThatThrownBy(() -> new DeviceRead(0, 1).size(4)).hasMessage("AxSIZE: not in 0..3: value=4");
        assertThatThrownBy(() -> new DeviceWrite(0)).hasMessage("beats: not in 1..256: value=0");
        assertThatThrownBy(() -> new HostStore(4090, new byte[8]))
                .hasMessage("host access: crosses 4 KiB: address=0xffa, bytes=8");
        assertThatThrownBy(() -> new HostLoad(0, 65)).hasMessage("host access bytes: not in 1..64: value=65");
        assertThatThrownBy(() -> new MmioRead(4, 8)).hasMessage("register offset: not aligned: offset=4, bytes=8");
        assertThatThrownBy(() -> new MmioWrite(0, 2, 0)).hasMessage("register access bytes: neither 4 nor 8: value=2");
        assertThatThrownBy(() -> new MemoryTiming(MemoryPort.MEM).latency(5, 4))
                .hasMessage("maximum latency: not in 5..1048576: value=4");
        assertThatThrownBy(() -> new ManagerTiming(Initiator.CONTROL))
                .hasMessage("manager timing: no bus behind: initiator=CONTROL");
        assertThatThrownBy(() -> new MemoryFault(MemoryFault.Kind.DECERR, 0, 0))
                .hasMessage("fault region: empty: size=0");
        assertThatThrownBy(() -> new Poke(0, new byte[0])).hasMessage("poke bytes: not in 1..65536: value=0");
        assertThatThrownBy(() -> new Reset(0)).hasMessage("reset cycles: not in 1..1048576: value=0");
        assertThatThrownBy(() -> new Mark(0).earliest(-1)).hasMessage("earliest cycle: negative: value=-1");
    }

    @Test
    void shouldNameInitiatorOfEveryKind() {
        for (CommandKind kind : CommandKind.values()) {
            assertThat(CommandKind.of(kind.code())).isEqualTo(kind);
            assertThat(kind.initiator()).isNotNull();
        }
        assertThat(CommandKind.of(-1)).isEqualTo(CommandKind.NONE);
        assertThat(CommandKind.of(9999)).isEqualTo(CommandKind.NONE);
    }
}
