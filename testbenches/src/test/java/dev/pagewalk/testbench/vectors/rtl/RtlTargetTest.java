package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.vectors.DeviceRequest;
import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.RequestOutcome;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioParser;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class RtlTargetTest {
    private static final int DDTP = 16;
    private static final long BARE = 1;
    private static final long DATA = 0x1122_3344_5566_7788L;
    private static final long ADDRESS = 0x8000_1000L;
    private static final long FIRST_FOUR_BYTES = 0xffff_ffffL;

    @TempDir
    private Path directory;

    private RtlTarget target;

    @BeforeEach
    void open() {
        target = RtlModels.on(NamedConfiguration.SMALL, directory);
        target.missing(bareScenario("0x80001000"));
        target.reset(bareScenario("0x80001000").config());
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void shouldReadWhatWasLoadedAndForgetItOnReset() {
        target.load(ADDRESS, DATA);
        target.writeRegister(DDTP, Long.BYTES, BARE);
        assertThat(target.request(read(Long.BYTES)).readData()).isEqualTo(DATA & FIRST_FOUR_BYTES);
        assertThat(target.peek(ADDRESS)).isEqualTo(DATA);

        target.reset(bareScenario("0x80001000").config());
        target.writeRegister(DDTP, Long.BYTES, BARE);

        assertThat(target.request(read(Long.BYTES)).readData()).isZero();
        assertThat(target.peek(ADDRESS)).isZero();
    }

    @Test
    void shouldLeaveMemoryAloneWhenAWriteHasNoLength() {
        target.load(ADDRESS, DATA);
        target.writeRegister(DDTP, Long.BYTES, BARE);

        RequestOutcome outcome = target.request(request(DeviceRequest.Access.WRITE, 0));

        assertThat(outcome.status()).isEqualTo(RequestOutcome.OK);
        assertThat(outcome.spa()).isEqualTo(ADDRESS);
        assertThat(target.takeWrites()).isEmpty();
        assertThat(target.peek(ADDRESS)).isEqualTo(DATA);
    }

    @Test
    void shouldAnswerDecodeErrorAndTheCauseWhileTheIommuIsOff() {
        RequestOutcome outcome = target.request(read(0));

        assertThat(outcome.status()).isEqualTo(RequestOutcome.UNSUPPORTED_REQUEST);
        assertThat(outcome.cause()).as("all inbound transactions disallowed").isEqualTo(256);
        assertThat(outcome.spa()).isNull();
    }

    @Test
    void shouldFailAScenarioWhoseExpectedAddressIsWrong() {
        ScenarioPlayer player = new ScenarioPlayer(target);

        assertThat(player.play(bareScenario("0x80001000"))).isEmpty();
        List<OperationFailure> failures = player.play(bareScenario("0x80002000"));

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).mismatch().actual()).isEqualTo("0x80001000");
    }

    @Test
    void shouldWriteAWaveformNamedAfterTheScenario() {
        new ScenarioPlayer(target).play(bareScenario("0x80001000"));
        target.close();

        assertThat(directory.resolve("bare.fst")).isNotEmptyFile();
    }

    private static DeviceRequest read(int length) {
        return request(DeviceRequest.Access.READ, length);
    }

    private static DeviceRequest request(DeviceRequest.Access access, int length) {
        return new DeviceRequest(
                1,
                DeviceRequest.Origin.UNTRANSLATED,
                access,
                ADDRESS,
                false,
                0,
                false,
                false,
                false,
                false,
                length,
                0,
                false);
    }

    private static Scenario bareScenario(String expected) {
        return ScenarioParser.parse(
                """
                {"id":"bare","cat":"ddt","profile":"base","uses":[],"caps":"0x10",\
                "cfg":{"fctl":2,"num_hpm":0,"hpm_bits":0,"vec_bits":0,\
                "gxl_writable":0,"be_writable":0,"qos_mask":"0x0"},\
                "mem":[],"bad":[],"ops":[{"op":"reg_w","off":16,"size":8,"val":"0x1"},\
                {"op":"req","did":"0x1","at":"u","acc":"r","iova":"0x80001000","exp":{"st":"ok","spa":"%s"}}]}"""
                        .formatted(expected));
    }
}
