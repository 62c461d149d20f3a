package dev.pagewalk.hdl.rtl.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.rtl.walk.bench.VerilatedProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** AtomicCompare alone: what leaves, and what any two responses make of it, in any order. */
class CompareAndSwapTest {
    private static final IommuParameters PARAMETERS = IommuParameters.of(
                    Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS)
            .with(Feature.AMO_HWAD, Feature.MSI_FLAT, Feature.MSI_MRIF, Feature.AMO_MRIF, Feature.ATOMIC_COMPARE)
            .with(Size.WALKS, 4);
    private static final int FILE = PtwPort.fileId(PARAMETERS);
    private static final int RECORDS = FILE & ~4;
    private static final int WALK = 2;
    private static final int OTHER_WALK = 3;
    private static final long LOWER_HALF = 0x8000_1010L;
    private static final long UPPER_HALF = 0x8000_1018L;
    private static final long OLD = 0x1111_2222_3333_4444L;
    private static final long NEW = 0x5555_6666_7777_8888L;
    private static final int ALL = 0xff;
    private static final int OKAY = 0;
    private static final int ERROR = 1;

    private final StringBuilder script = new StringBuilder();

    @Test
    void shouldSendTheCompareValueFirstInTheLowerHalf() {
        line("R", WALK, OLD, OKAY);
        line("W", WALK, LOWER_HALF, NEW, ALL);

        assertThat(run()).containsExactly("read opens", beat(OLD, ""), beat(NEW, " last"));
    }

    @Test
    void shouldSendTheCompareValueLastInTheUpperHalf() {
        line("R", WALK, OLD, OKAY);
        line("W", WALK, UPPER_HALF, NEW, ALL);

        assertThat(run()).containsExactly("read opens", beat(NEW, ""), beat(OLD, " last"));
    }

    @ParameterizedTest
    @CsvSource({"0f, 1111222277778888", "f0, 5555666633334444"})
    void shouldStoreWhatTheReadFoundBesideAnEntryOfFourBytes(String lanes, String stored) {
        line("R", WALK, OLD, OKAY);
        line("W", WALK, LOWER_HALF, NEW, Integer.parseInt(lanes, 16));

        assertThat(run()).containsExactly("read opens", beat(OLD, ""), "beat " + stored + " ff last");
    }

    @ParameterizedTest
    @CsvSource({"1111222233334444, ' okay'", "1111222233334445, ''", "9111222233334444, ''", "5555666677778888, ''"})
    void shouldBeDoneOnlyIfMemoryHeldWhatTheReadFound(String found, String outcome) {
        pair(WALK);
        line("V", WALK, Long.parseUnsignedLong(found, 16), OKAY);
        line("B", WALK, OKAY);
        line("C", 2);

        assertThat(run()).endsWith("read own", "end own", "done 2" + outcome);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, ' error'", "0, 1, ' error'", "1, 1, ' error'", "2, 0, ' okay corrupt'", "0, 2, ' okay corrupt'"})
    void shouldReportWhatEitherResponseSaysInAnyOrder(int value, int end, String outcome) {
        pair(WALK);
        line("V", WALK, OLD, value);
        line("B", WALK, end);
        line("C", 2);
        pair(WALK);
        line("B", WALK, end);
        line("C", 5);
        line("V", WALK, OLD, value);
        line("C", 2);
        pair(WALK);
        line("T", WALK, OLD, value, end);
        line("C", 2);

        String done = "done 2" + outcome;
        assertThat(run())
                .filteredOn(report -> !report.startsWith("beat"))
                .containsExactly(
                        "read opens",
                        "read own",
                        "end own",
                        done,
                        "read opens",
                        "end own",
                        "read own",
                        done,
                        "read opens",
                        "read own",
                        "end own",
                        done);
    }

    @Test
    void shouldForgetTheErrorOfThePairBefore() {
        pair(WALK);
        line("T", WALK, OLD, ERROR, ERROR);
        line("C", 2);
        pair(WALK);
        line("T", WALK, OLD, OKAY, OKAY);
        line("C", 2);

        assertThat(run())
                .filteredOn(report -> report.startsWith("done"))
                .containsExactly("done 2 error", "done 2 okay");
    }

    @Test
    void shouldTellPairsApartByTheirIds() {
        pair(WALK);
        pair(OTHER_WALK);
        pair(FILE);
        line("F", OTHER_WALK, OLD, OKAY, WALK, ERROR);
        line("F", FILE, NEW, OKAY, OTHER_WALK, OKAY);
        line("C", 2);
        line("F", WALK, OLD, OKAY, FILE, OKAY);
        line("C", 3);

        assertThat(run())
                .filteredOn(report -> report.startsWith("done"))
                .containsExactly("done 3 okay", "done 2 error", "done " + Integer.toHexString(FILE));
    }

    @Test
    void shouldLetTheEndOfAnotherWritePassFirst() {
        pair(WALK);
        line("T", WALK, OLD, OKAY, OKAY);
        line("B", RECORDS, OKAY);
        line("C", 2);

        assertThat(run()).endsWith("read own", "end own", "end", "done 2 okay");
    }

    private void pair(int id) {
        line("R", id, OLD, OKAY);
        line("W", id, LOWER_HALF, NEW, ALL);
    }

    private static String beat(long data, String last) {
        return "beat " + Long.toHexString(data) + " ff" + last;
    }

    private void line(String command, long... numbers) {
        script.append(command);
        for (long number : numbers) {
            script.append(' ').append(Long.toHexString(number));
        }
        script.append('\n');
    }

    private List<String> run() {
        return VerilatedProgram.of("compare-and-swap", "/queue/swap.cpp", CompareAndSwap.class.getName(), PARAMETERS)
                .run(script.toString());
    }
}
