package dev.pagewalk.testbench.judge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.Test;

/** Memory may answer a write of the walker port with corrupt data: memory has changed, and the write has failed. */
class CorruptWriteTest {
    private static final long FENCE_DATA = 0x9_0000;
    private static final long FENCE_WITH_DATA = 2 | 1 << 10 | 3 << 12 | 5L << 32;
    private static final long CLEAR_MEMORY_FAULT = 1L << 32 | 1L << 40;
    private static final int TR_REQ_IOVA = 600;
    private static final int TR_REQ_CTL = 608;
    private static final int TR_RESPONSE = 616;

    private final HandMadeIommu iommu = new HandMadeIommu();

    /** A write whose answer is marked as corrupt. */
    private record Corrupt(HandMadeEvent event) implements EventView {
        @Override
        public long cycle() {
            return event.cycle();
        }

        @Override
        public EventKind kind() {
            return event.kind();
        }

        @Override
        public MemoryPort port() {
            return event.port();
        }

        @Override
        public long address() {
            return event.address();
        }

        @Override
        public long data() {
            return event.data();
        }

        @Override
        public int strobe() {
            return event.strobe();
        }

        @Override
        public int id() {
            return event.id();
        }

        @Override
        public int beat() {
            return event.beat();
        }

        @Override
        public boolean isOkay() {
            return event.isOkay();
        }

        @Override
        public boolean isPoison() {
            return true;
        }
    }

    @Test
    void shouldAcceptTheNextRecordInTheSlotOfOneThatFailed() {
        iommu.asksToRead(0x9000).readIsRefused(HandMadeIommu.DECERR);
        for (int word = 0; word < 4; word++) {
            corruptWrite(HandMadeIommu.FAULTS + word * 8L, 0, 0xff);
        }
        iommu.register(72, CLEAR_MEMORY_FAULT, 0xf0);
        iommu.asksToRead(0xa000).readIsRefused(HandMadeIommu.DECERR);
        iommu.faultRecord(0, HandMadeIommu.READ_GUEST_PAGE_FAULT, 0xa000, 0xa000);

        finish();

        assertThat(iommu.judge.violations()).isEmpty();
    }

    @Test
    void shouldNotTakeAFenceAsCompleteWhoseDataDidNotArrive() {
        fenceAfterAChange();
        corruptWrite(FENCE_DATA, 5, 0x0f);
        used();

        finish();

        assertThat(iommu.judge.violations()).isEmpty();
    }

    @Test
    void shouldTakeTheSecondWriteOfItsDataAsTheCompletion() {
        fenceAfterAChange();
        corruptWrite(FENCE_DATA, 5, 0x0f);
        iommu.walkerWrites(FENCE_DATA, 5, 0x0f);
        used();

        finish();

        assertThat(iommu.judge.violations().get(0).claim()).isEqualTo("a request leaves only as the tables permit");
    }

    @Test
    void shouldReportADebugFaultWhereNothingIsTranslated() {
        assertThat(debugFaultAt(1L << 60)).isFalse();
        assertThat(new CorruptWriteTest().debugFaultAt(0x8000_0000L)).isFalse();
    }

    private boolean debugFaultAt(long iova) {
        iommu.register(16, 1, 0xff).readRegister(16, 1);
        iommu.register(TR_REQ_IOVA, iova, 0xff).register(TR_REQ_CTL, 9 | (long) HandMadeIommu.DEVICE << 40, 0xff);
        iommu.readRegister(TR_REQ_CTL, 8).readRegister(TR_RESPONSE, 1);
        finish();
        return iommu.judge.violations().isEmpty();
    }

    private void fenceAfterAChange() {
        used();
        iommu.store(HandMadeIommu.LEAF, HandMadeIommu.leaf(HandMadeIommu.OTHER_PAGE));
        iommu.invalidatesEverything(0).command(1, FENCE_WITH_DATA, FENCE_DATA >>> 2);
    }

    private void used() {
        iommu.asksToRead(HandMadeIommu.IOVA).readLeavesFor(HandMadeIommu.PAGE).readIsAnswered();
    }

    private void corruptWrite(long address, long data, int strobe) {
        iommu.wait(1);
        HandMadeEvent event = HandMadeEvent.write(iommu.pins.cycle(), MemoryPort.PTW, address, data);
        iommu.judge.onEvent(new Corrupt(event.withStrobe(strobe)));
        iommu.wait(1);
    }

    private void finish() {
        iommu.judge.finish(iommu.pins.cycle());
    }
}
