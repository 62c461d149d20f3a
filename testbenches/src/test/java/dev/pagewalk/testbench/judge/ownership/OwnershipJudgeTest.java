package dev.pagewalk.testbench.judge.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class OwnershipJudgeTest {
    private static final long MDL = 0x900;

    private final OwnershipJudge judge = new OwnershipJudge(() -> "none");

    @Test
    void shouldAcceptBeatIntoLockedPage() {
        judge.pageLocked(5, MDL, 1);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.MEM, 0x5000, 0));
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.checks()).isEqualTo(1);
    }

    @Test
    void shouldReportBeatIntoPageThatWasUnlocked() {
        judge.pageOwned(5, "process 4");
        judge.pageLocked(5, MDL, 1);
        judge.pageUnlocked(5, MDL, 0);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.MEM, 0x5000, 0));
        assertThat(judge.violations().get(0).actual()).startsWith("not locked, owned by process 4: write of 0x5000");
    }

    @Test
    void shouldAcceptBeatIntoPageThatAnotherMdlStillLocks() {
        judge.pageLocked(5, MDL, 1);
        judge.pageLocked(5, MDL + 1, 2);
        judge.pageUnlocked(5, MDL, 1);
        judge.onEvent(HandMadeEvent.read(1, MemoryPort.MEM, 0x5000, 0));
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportBeatIntoTableOfTheIommu() {
        judge.pageLocked(5, MDL, 1);
        judge.tableAllocated(TableKind.SECOND_STAGE, 0x5000, 4096, 0, 0);
        judge.onEvent(HandMadeEvent.read(1, MemoryPort.MEM, 0x5008, 0));
        assertThat(judge.violations().get(0).actual()).startsWith("a table of the IOMMU");
    }

    @Test
    void shouldNotJudgeTheHostPort() {
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.HOST, 0x5000, 0));
        assertThat(judge.checks()).isZero();
    }

    @Test
    void shouldAcceptBeatIntoQuarantinedPageUntilItsFence() {
        mapped();
        judge.unmapRequested(1, 0x7000, 1);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.MEM, 0x5000, 0));
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.describe(0x5000))
                .isEqualTo("locked by MDL 0x900, owned by process 4, quarantined until the fence");
    }

    @Test
    void shouldReportBeatAfterTheFenceThatEndsTheMapping() {
        mapped();
        judge.unmapRequested(1, 0x7000, 1);
        judge.mappingRemoved(1, 0x7000, 1);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.MEM, 0x5000, 0));
        reports("a device reaches no page after the fence that ends its mapping");
    }

    @Test
    void shouldAcceptBeatIntoPageThatAnotherDomainStillMaps() {
        mapped();
        judge.mappingRequested(2, 0x9000, 0x5000, 1, 3);
        judge.unmapRequested(1, 0x7000, 1);
        judge.mappingRemoved(1, 0x7000, 1);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.MEM, 0x5000, 0));
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportBeatIntoPageThatGotAnotherOwnerBeforeTheFence() {
        mapped();
        judge.unmapRequested(1, 0x7000, 1);
        judge.pageFreed(5);
        judge.pageOwned(5, "process 8");
        judge.pageLocked(5, MDL + 1, 1);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.MEM, 0x5000, 0));
        reports("a page keeps its owner while devices may reach it");
    }

    @Test
    void shouldAcceptPinnedPageUntilItIsFreed() {
        judge.pageOwned(5, "pool");
        judge.pagePinned(5, MDL);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.MEM, 0x5000, 0));
        assertThat(judge.violations()).isEmpty();
        judge.pageFreed(5);
        judge.onEvent(HandMadeEvent.write(2, MemoryPort.MEM, 0x5000, 0));
        reports("a device reaches only pages that an MDL holds locked");
    }

    @Test
    void shouldAcceptWalkerInTablesAndReportItElsewhere() {
        judge.intents(0).tableAllocated(TableKind.SECOND_STAGE, 0x6000, 4096, 0, 0);
        judge.onEvent(HandMadeEvent.read(1, MemoryPort.PTW, 0x6008, 0));
        assertThat(judge.violations()).isEmpty();
        mapped();
        judge.onEvent(HandMadeEvent.read(2, MemoryPort.PTW, 0x5008, 0));
        reports("the walker port touches only tables and queues of the IOMMU");
    }

    @Test
    void shouldReportWalkerThatReadsATableGivenBack() {
        judge.intents(0).tableAllocated(TableKind.SECOND_STAGE, 0x6000, 4096, 0, 0);
        judge.tableFreed(TableKind.SECOND_STAGE, 0x6000, 4096);
        judge.onEvent(HandMadeEvent.read(1, MemoryPort.PTW, 0x6008, 0));
        reports("the walker port touches only tables and queues of the IOMMU");
    }

    @Test
    void shouldReportWalkerThatWritesTheCommandQueue() {
        judge.intents(0).tableAllocated(TableKind.COMMAND_QUEUE, 0x6000, 4096, 0, 0);
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.PTW, 0x6008, 0));
        reports("the walker port touches only tables and queues of the IOMMU");
    }

    private void mapped() {
        judge.pageOwned(5, "process 4");
        judge.pageLocked(5, MDL, 1);
        judge.mappingRequested(1, 0x7000, 0x5000, 1, 3);
    }

    private void reports(String claim) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).isEqualTo(claim);
    }
}
