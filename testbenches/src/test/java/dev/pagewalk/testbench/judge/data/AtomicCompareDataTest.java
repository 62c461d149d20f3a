package dev.pagewalk.testbench.judge.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class AtomicCompareDataTest {
    private static final String BUS = "m_axi_ptw";
    private static final int ID = 3;
    private static final int ALL = 0xff;
    private static final int UPPER = 0xf0;
    private static final long ENTRY = 0x1008;
    private static final long OLD = 0x1111_2222_3333_4444L;
    private static final long NEW = 0x1111_2222_3333_44c4L;

    private final HandMadePins pins = HandMadePins.withBuses("s_axi_dev", "m_axi_mem", BUS, "m_axi_host");
    private DataJudge judge;

    @BeforeEach
    void open() {
        pins.add(BUS + "_awatop", 6);
        judge = new DataJudge(pins, () -> "none");
        poke(ENTRY, OLD);
    }

    @Test
    void shouldAcceptACompareThatFindsWhatItExpects() {
        compareEntry();
        found(OLD, ALL);
        stored(NEW, ALL, true);
        answers(OLD);

        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldAcceptACompareThatFindsSomethingElseAndStoresNothing() {
        poke(ENTRY, NEW + 1);
        compareEntry();
        found(NEW + 1, ALL);
        stored(NEW, ALL, false);
        answers(NEW + 1);

        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldAcceptACompareOfFourBytesInTheUpperHalf() {
        pins.transfer(judge, BUS + "_aw", "atop", 0x31, "id", ID, "addr", ENTRY + 4, "len", 0, "size", 3, "burst", 2);
        pins.transfer(judge, BUS + "_w", "data", 0x1111_2222_9999_9999L, "strb", ALL, "last", 1);
        found(0x1111_2222_0000_0000L, UPPER);
        stored(0x9999_9999_0000_0000L, UPPER, true);
        answers(0x1111_2222_0000_0000L);

        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportAStoreAlthoughTheValueDiffers() {
        poke(ENTRY, NEW + 1);
        compareEntry();
        found(NEW + 1, ALL);
        stored(NEW, ALL, true);

        reports(DataRule.COMMIT);
    }

    @Test
    void shouldReportAnotherValueThanTheOneToStore() {
        compareEntry();
        found(OLD, ALL);
        stored(NEW + 1, ALL, true);

        reports(DataRule.COMMIT);
    }

    @Test
    void shouldReportAnAnswerThatIsNotWhatMemoryHeld() {
        compareEntry();
        found(OLD, ALL);
        stored(NEW, ALL, true);
        answers(NEW);

        reports(DataRule.READ_BEAT);
    }

    @Test
    void shouldReportAMemoryThatFindsWhatWasNeverWritten() {
        compareEntry();
        found(OLD + 1, ALL);

        reports(DataRule.MEMORY_READ);
    }

    private void poke(long address, long data) {
        judge.onEvent(new HandMadeEvent(pins.cycle(), EventKind.POKE, MemoryPort.HOST, address, data, ALL, 0, 0, true));
    }

    /** Compares the entry, in the upper half of 16 bytes: the new value goes first. */
    private void compareEntry() {
        pins.transfer(judge, BUS + "_aw", "atop", 0x31, "id", ID, "addr", ENTRY, "len", 1, "size", 3, "burst", 2);
        pins.transfer(judge, BUS + "_w", "data", NEW, "strb", ALL, "last", 0);
        pins.transfer(judge, BUS + "_w", "data", OLD, "strb", ALL, "last", 1);
    }

    private void found(long value, int lanes) {
        judge.onEvent(HandMadeEvent.read(pins.cycle(), MemoryPort.PTW, ENTRY, value)
                .withStrobe(lanes)
                .withBeat(ID, 0));
    }

    private void stored(long value, int lanes, boolean done) {
        HandMadeEvent event = HandMadeEvent.write(pins.cycle(), MemoryPort.PTW, ENTRY, value)
                .withStrobe(lanes)
                .withBeat(ID, 0);
        judge.onEvent(done ? event : event.failed());
    }

    private void answers(long value) {
        pins.transfer(judge, BUS + "_r", "id", ID, "data", value, "resp", 0, "last", 1);
        pins.transfer(judge, BUS + "_b", "id", ID, "resp", 0);
    }

    private void reports(DataRule rule) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).isEqualTo(rule.claim());
    }
}
