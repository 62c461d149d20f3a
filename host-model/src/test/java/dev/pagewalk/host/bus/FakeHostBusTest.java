package dev.pagewalk.host.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class FakeHostBusTest {

    private static final long ADDRESS = 0x8000_0000L;

    private final FakeHostBus bus = new FakeHostBus();

    @Test
    void shouldSeeOwnPostedStoreInALoad() {
        bus.storeLatency(50);

        bus.store(ADDRESS, 8, 0x1122_3344_5566_7788L);

        assertThat(bus.memory().read(ADDRESS, 8)).isZero();
        assertThat(bus.load(ADDRESS + 4, 4)).isEqualTo(0x1122_3344L);
    }

    @Test
    void shouldLetADoorbellOvertakeAStoreWithoutABarrier() {
        List<Long> seen = new ArrayList<>();
        bus.storeLatency(20).registers(observer(seen));

        bus.store(ADDRESS, 8, 7);
        bus.mmioWrite(0x24, 4, 1);
        bus.store(ADDRESS, 8, 9);
        bus.barrier();
        bus.mmioWrite(0x24, 4, 2);
        bus.barrier();

        assertThat(seen).containsExactly(0L, 9L);
    }

    @Test
    void shouldChargeCyclesForEveryCall() {
        long before = bus.cycle();

        bus.store(ADDRESS, 1, 1);
        bus.load(ADDRESS, 1);
        bus.mmioRead(0, 8);
        bus.mmioWrite(0, 8, 0);
        bus.barrier();

        assertThat(bus.cycle() - before).isGreaterThanOrEqualTo(5);
        assertThat(bus.operations()).hasSize(5);
    }

    @Test
    void shouldMoveBlocksInWholeWords() {
        byte[] data = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

        bus.storeBlock(ADDRESS, data);

        assertThat(bus.loadBlock(ADDRESS, 16)).isEqualTo(data);
        assertThatThrownBy(() -> bus.storeBlock(ADDRESS + 4, data)).hasMessageContaining("call=storeBlock");
    }

    @Test
    void shouldRefuseMisalignedAccesses() {
        assertThatThrownBy(() -> bus.load(ADDRESS + 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("access not naturally aligned: call=load, address=0x80000001, bytes=2");
    }

    @Test
    void shouldGiveUpWaitingForAnInterruptAfterTheLimit() {
        assertThat(bus.await(3, 100)).isFalse();
        assertThat(bus.cycle()).isEqualTo(100);
    }

    private FakeRegisters observer(List<Long> seen) {
        return new FakeRegisters() {
            @Override
            public long read(int offset, int bytes) {
                return 0;
            }

            @Override
            public void write(int offset, int bytes, long value) {
                seen.add(bus.memory().read(ADDRESS, 8));
            }
        };
    }
}
