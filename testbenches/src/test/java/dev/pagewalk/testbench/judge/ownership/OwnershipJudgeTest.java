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
}
