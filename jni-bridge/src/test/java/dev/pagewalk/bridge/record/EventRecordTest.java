package dev.pagewalk.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

class EventRecordTest {
    @Test
    void shouldReadBackWhatTheEncoderWrote() {
        ByteBuffer buffer = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        int at = EventRecordDescriptor.SIZE;
        EventRecordEncoder.start(buffer, at, EventKind.MEMORY_WRITE, MemoryPort.PTW.code(), 77);
        EventRecordEncoder.payload(buffer, at, 0x1000, -2, 0xF0);
        EventRecordEncoder.identity(buffer, at, 5, 9, 300);
        EventRecordEncoder.outcome(
                buffer,
                at,
                AxiResponse.SLVERR,
                CompletionStatus.ABORTED,
                EventRecordDescriptor.FLAG_POISON,
                0xABCDEF01);
        EventRecordEncoder.attribute(buffer, at, EventRecordDescriptor.LEN, 255);

        EventRecordFlyweight event = new EventRecordFlyweight().wrap(buffer, at);

        assertThat(event.kind()).isEqualTo(EventKind.MEMORY_WRITE);
        assertThat(event.memoryPort()).isEqualTo(MemoryPort.PTW);
        assertThat(event.cycle()).isEqualTo(77);
        assertThat(event.address()).isEqualTo(0x1000);
        assertThat(event.data()).isEqualTo(-2);
        assertThat(event.extra()).isEqualTo(0xF0);
        assertThat(event.tag()).isEqualTo(5);
        assertThat(event.id()).isEqualTo(9);
        assertThat(event.beat()).isEqualTo(300);
        assertThat(event.response()).isEqualTo(AxiResponse.SLVERR);
        assertThat(event.status()).isEqualTo(CompletionStatus.ABORTED);
        assertThat(event.has(EventRecordDescriptor.FLAG_POISON)).isTrue();
        assertThat(event.user()).isEqualTo(0xABCDEF01);
        assertThat(event.attribute(EventRecordDescriptor.LEN)).isEqualTo(255);
        assertThat(event.format()).contains("MEMORY_WRITE", "address=0x1000", "response=SLVERR");
    }
}
