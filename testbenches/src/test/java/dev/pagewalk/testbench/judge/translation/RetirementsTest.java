package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.stream.DeviceRun.ID;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.IOVA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.data.Burst;
import dev.pagewalk.testbench.judge.data.DeviceTraffic;
import dev.pagewalk.testbench.judge.data.TrafficListener;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Retirement records of requests on the device port and of translation requests of devices, told apart. */
@Tag("smoke")
class RetirementsTest {
    private static final List<String> FIELDS = List.of(
            "valid", "write", "execute", "type", "axi_id", "device", "pv", "process", "priv", "iova", "fault", "cause",
            "spa", "source", "levels", "start", "end");
    private static final int DEVICE = 2;
    private static final int DISALLOWED = 260;
    private static final int DECERR = 3;
    private static final long TYPE_TWO = 2L << 47;
    /** The design's counter, less the cycle. */
    private static final int AHEAD = 9;

    private final HandMadePins pins = HandMadePins.withBuses("s_axi_dev", "m_axi_mem");
    private final ViolationLog log = new ViolationLog("translation", () -> "none");
    private DeviceTraffic traffic;
    private Retirements retirements;
    private Burst accepted;

    private final RecordConsumer judge = new RecordConsumer() {
        @Override
        public void onCycle(CycleView view) {
            retirements.onCycle(view);
            traffic.onCycle(view);
        }
    };

    @BeforeEach
    void open() {
        FIELDS.forEach(field -> pins.add("dbg_retire_" + field, 64));
        traffic = new DeviceTraffic(pins, new TrafficListener() {
            @Override
            public void accepted(Burst request) {
                accepted = request;
            }
        });
        retirements = new Retirements(
                pins,
                log,
                4,
                visitor -> traffic.forEachInFlight(request ->
                        visitor.visit(request.user(), request.isWrite(), request.address(), request.cycle())));
    }

    private void requests() {
        pins.transfer(
                judge,
                "s_axi_dev_ar",
                "id",
                ID,
                "addr",
                IOVA,
                "len",
                0,
                "size",
                3,
                "burst",
                1,
                "user",
                TYPE_TWO | DEVICE);
    }

    private void retires(long start) {
        pins.set("dbg_retire_type", 2).set("dbg_retire_axi_id", ID).set("dbg_retire_device", DEVICE);
        pins.set("dbg_retire_iova", IOVA).set("dbg_retire_fault", 1).set("dbg_retire_cause", DISALLOWED);
        pins.set("dbg_retire_start", start).set("dbg_retire_end", start);
        pins.set("dbg_retire_valid", 1).step(judge);
        pins.set("dbg_retire_valid", 0);
    }

    private void refused() {
        retirements.answered(accepted, null, List.of(Answer.refused(DISALLOWED, true)), pins.cycle());
        pins.transfer(judge, "s_axi_dev_r", "id", ID, "data", 0, "last", 1, "resp", DECERR);
    }

    @Test
    void shouldTellARequestOfAReservedTypeFromATranslationRequestForTheSamePage() {
        requests();
        retires(accepted.cycle() + AHEAD);
        refused();

        requests();
        retires(0);
        retires(accepted.cycle() + AHEAD);
        refused();
        retirements.completed(TYPE_TWO | DEVICE, IOVA, List.of(), pins.cycle());

        assertThat(log.violations())
                .as("only the completion, for which nothing was permitted")
                .singleElement()
                .satisfies(violation -> assertThat(violation.actual()).startsWith("another result"));
    }
}
