package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ImplicitAccessPortTest {
    private static final long CAPABILITIES = 0xfeee7ee8e10L;
    private static final long BEYOND = 1L << 46;

    private final SparseMemory memory = new SparseMemory();
    private final ImplicitAccessPort port = new ImplicitAccessPort(memory, new Capabilities(CAPABILITIES));
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void observe() {
        port.addObserver(access -> seen.add("%s %s %x %d %s r%d m%d level %d subject %x device %d process %d g%d p%d %s"
                .formatted(
                        access.operation(),
                        access.kind(),
                        access.address(),
                        access.size(),
                        access.outcome(),
                        access.rcid(),
                        access.mcid(),
                        access.level(),
                        access.subject(),
                        access.deviceId(),
                        access.processId(),
                        access.gscid(),
                        access.pscid(),
                        access.implicit() + "/" + access.fresh() + "/" + access.bigEndian() + "/"
                                + access.contextPointer() + "/" + Long.toHexString(access.value()))));
    }

    @Test
    void shouldTellObserversEverythingAboutAnAccess() {
        ImplicitAccess access = port.begin(AccessKind.SECOND_STAGE_PTE, 3, 4);
        access.level = 2;
        access.subject = 0xabc;
        access.deviceId = 9;
        access.processId = 8;
        access.gscid = 7;
        access.pscid = 6;
        access.implicit = true;
        access.fresh = true;
        access.bigEndian = true;
        access.contextPointer = true;

        port.read(0x1000, 8);

        assertThat(seen)
                .containsExactly("READ SECOND_STAGE_PTE 1000 8 OK r3 m4 level 2 subject abc device 9 process 8 g7 p6"
                        + " true/true/true/true/0");
    }

    @Test
    void shouldClearTheTagsOfThePreviousAccess() {
        ImplicitAccess access = port.begin(AccessKind.SECOND_STAGE_PTE, 3, 4);
        access.level = 2;
        access.subject = 0xabc;
        access.deviceId = 9;
        access.implicit = true;
        access.fresh = true;
        access.bigEndian = true;
        access.contextPointer = true;

        port.begin(AccessKind.COMMAND, 0, 0);
        port.read(0x1000, 16);

        assertThat(seen)
                .containsExactly("READ COMMAND 1000 16 OK r0 m0 level 0 subject 0 device -1 process -1 g-1 p-1"
                        + " false/false/false/false/0");
    }

    @Test
    void shouldFailEveryOperationBeyondThePhysicalAddressWidth() {
        port.begin(AccessKind.COMMAND, 0, 0);

        assertThat(port.read(BEYOND, 8)).isEqualTo(AccessOutcome.ACCESS_FAULT);
        assertThat(port.write(BEYOND, 8, 1, false)).isEqualTo(AccessOutcome.ACCESS_FAULT);
        assertThat(port.fetchOr(BEYOND, 1)).isEqualTo(AccessOutcome.ACCESS_FAULT);
        assertThat(port.read(BEYOND - 8, 8)).isEqualTo(AccessOutcome.OK);
        assertThat(port.write(BEYOND - 8, 8, 1, false)).isEqualTo(AccessOutcome.OK);
        assertThat(port.fetchOr(BEYOND - 8, 2)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.peek(BEYOND)).isZero();
        assertThat(memory.peek(BEYOND - 8)).isEqualTo(3);
        assertThat(seen).hasSize(6);
    }

    @Test
    void shouldSwapBytesOfBothSizes() {
        port.begin(AccessKind.FENCE_DATA, 0, 0);

        port.write(0x10, 4, 0x1122_3344, true);
        port.write(0x18, 8, 0x1122_3344_5566_7788L, true);
        port.read(0x10, 4);

        assertThat(memory.peek(0x10)).isEqualTo(0x4433_2211L);
        assertThat(memory.peek(0x18)).isEqualTo(0x8877_6655_4433_2211L);
        assertThat(port.halfWord(true)).isEqualTo(0x1122_3344L);
        port.read(0x18, 8);
        assertThat(port.word(0, true)).isEqualTo(0x1122_3344_5566_7788L);
    }

    @Test
    void shouldAskTheTableReaderForTablesOnlyAndForgetItOnRequest() {
        port.tableReader(access -> {
            access.words()[0] = 0x77;
            return AccessOutcome.OK;
        });

        port.begin(AccessKind.MSI_PTE, 0, 0);
        port.read(0x10, 8);
        assertThat(port.word(0, false)).isEqualTo(0x77);
        port.begin(AccessKind.COMMAND, 0, 0);
        port.read(0x10, 8);
        assertThat(port.word(0, false)).isZero();
        port.tableReader(null);
        port.begin(AccessKind.MSI_PTE, 0, 0);
        port.read(0x10, 8);
        assertThat(port.word(0, false)).isZero();
    }
}
