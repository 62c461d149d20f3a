package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.vectors.GoldenTarget;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioParser;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import dev.pagewalk.testbench.vectors.VectorTarget;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An address that nothing translates keeps all of its 64 bits: cut to fewer, it would be another place in memory. */
class PassThroughAddressTest {
    /** Pairs that only differ in bits 63:56; and one whose upper bits are all ones, as of a canonical address. */
    private static final String[] ADDRESSES = {
        "0x80003000",
        "0xfe00000080003000",
        "0x0100000080003000",
        "0xffffffff80003000",
        "0x00ffffff80003000",
        "0xffffffff80003000",
        "0x80003000",
        "0xfe00000080003000"
    };

    private static final String BARE_DIRECTORY = "0x1";
    private static final String DIRECTORY = "0x20000402";
    /** Second stage Sv57x4 with its root at 0x80100000. */
    private static final String SV57X4 = "0xa000000000080100";

    private static final String VALID = "0x1";
    private static final String WITH_ATS = "0x3";
    private static final String WITH_GUEST_ATS = "0xb";

    @Test
    void shouldPassAddressesOfTranslatedRequestsUnchanged() {
        expect(scenario(DIRECTORY, context(WITH_ATS, "0x0"), operations("t", "")));
    }

    @Test
    void shouldPassAddressesUnchangedWhenTheDirectoryIsBare() {
        expect(scenario(BARE_DIRECTORY, "", operations("u", "")));
    }

    @Test
    void shouldPassAddressesUnchangedWhenBothStagesAreBare() {
        expect(scenario(DIRECTORY, context(VALID, "0x0"), operations("u", "")));
    }

    @Test
    void shouldAnswerTranslationRequestsOfBareStagesWithTheWholeAddress() {
        expect(scenario(DIRECTORY, context(WITH_ATS, "0x0"), operations("ats", ",\"ats\":{\"R\":1,\"W\":1}")));
    }

    @Test
    void shouldAnswerWithGuestAddressesBeyond56Bits() {
        String tables =
                ",[\"0x80103800\",\"0x20041001\"],[\"0x80104000\",\"0x20041401\"],[\"0x80105000\",\"0x20041801\"],"
                        + "[\"0x80106000\",\"0x20041c01\"],[\"0x80107008\",\"0x200208df\"]";
        String request =
                operation("ats", "0x0700000000001000", "r", "0x0700000000001000", ",\"ats\":{\"R\":1,\"W\":1}");
        String translated = operation("t", "0x0700000000001008", "r", "0x80082008", "");

        expect(scenario(DIRECTORY, context(WITH_GUEST_ATS, SV57X4) + tables, request + "," + translated));
    }

    private static String operations(String origin, String more) {
        return Arrays.stream(ADDRESSES)
                .map(address -> operation(origin, address, "r", address, more)
                        + (origin.equals("ats") ? "" : "," + operation(origin, address, "w", address, more)))
                .collect(Collectors.joining(","));
    }

    private static String operation(String origin, String iova, String access, String spa, String more) {
        String ats = origin.equals("ats") ? ",\"nw\":0,\"x\":0,\"cxl\":0" : "";
        return "{\"op\":\"req\",\"did\":\"0x1\",\"at\":\"%s\",\"acc\":\"%s\",\"iova\":\"%s\"%s,\"exp\":{\"st\":\"ok\",\"spa\":\"%s\"%s}}"
                .formatted(origin, access, iova, ats, spa, more);
    }

    private static String context(String control, String secondStage) {
        return "[\"0x80001040\",\"%s\"],[\"0x80001048\",\"%s\"]".formatted(control, secondStage);
    }

    private static Scenario scenario(String directory, String memory, String operations) {
        return ScenarioParser.parse(
                """
                {"id":"pass-through","cat":"ddt","profile":"full","uses":[],"caps":"0xfeee7ee8e10",\
                "cfg":{"fctl":0,"num_hpm":7,"hpm_bits":40,"vec_bits":2,\
                "gxl_writable":0,"be_writable":0,"qos_mask":"0xff00ff"},\
                "mem":[%s],"bad":[],"ops":[{"op":"reg_w","off":16,"size":8,"val":"%s"},%s]}"""
                        .formatted(memory, directory, operations));
    }

    private static void expect(Scenario scenario) {
        assertThat(new ScenarioPlayer(new GoldenTarget()).play(scenario))
                .as("golden model")
                .isEmpty();
        try (VectorTarget target = RtlModels.on(NamedConfiguration.FULL, null)) {
            assertThat(target.missing(scenario)).isEmpty();
            assertThat(new ScenarioPlayer(target).play(scenario)).isEmpty();
        }
    }
}
