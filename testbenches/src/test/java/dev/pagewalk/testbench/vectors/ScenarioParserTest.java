package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioParserTest {
    @Test
    void shouldReadAScenario() {
        Scenario scenario = ScenarioParser.parse(ScenarioText.passing());

        assertThat(scenario.id()).isEqualTo("t-1");
        assertThat(scenario.config().capabilities()).isEqualTo(0xfeee7ee8e10L);
        assertThat(scenario.operations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"cat\" | \"cot\" | missing key: cat",
                "\"bad\":[] | \"bad\":[],\"more\":1 | scenario: unknown key: more",
                "\"profile\":\"full\" | \"profile\":\"wide\" | scenario: unknown profile: wide",
                "\"uses\":[] | \"uses\":[\"Sv99\"] | scenario.uses: unknown value: \"Sv99\"",
                "\"fctl\":0 | \"fctl\":8 | scenario.cfg.fctl: expected 0..7, found 8",
                "\"fctl\":0 | \"fctl\":\"0\" | scenario.cfg.fctl: expected an integer, found \"0\"",
                "\"fctl\":0 | \"fctl\":0,\"speed\":1 | scenario.cfg: unknown key: speed",
                "\"caps\":\"0xfeee7ee8e10\" | \"caps\":\"feee\" | scenario.caps: expected an unsigned hexadecimal string",
                "\"caps\":\"0xfeee7ee8e10\" | \"caps\":\"0x\" | scenario.caps: expected an unsigned hexadecimal string",
                "\"caps\":\"0xfeee7ee8e10\" | \"caps\":\"0x-1\" | scenario.caps: expected an unsigned hexadecimal string",
                "\"caps\":\"0xfeee7ee8e10\" | \"caps\":\"0x11223344556677889\" | expected an unsigned hexadecimal string",
                "\"mem\":[] | \"mem\":[[\"0x4\",\"0x0\"]] | scenario.mem: expected an 8-byte aligned address",
                "\"mem\":[] | \"mem\":[[\"0x8\"]] | scenario.mem: expected tuples of 2",
                "\"mem\":[] | \"mem\":{} | scenario.mem: expected a list",
                "\"bad\":[] | \"bad\":[[\"0x0\",\"0x8\",\"slow\"]] | scenario.bad: unknown kind: \"slow\"",
                "\"bad\":[] | \"bad\":[[\"0x0\",8,\"access\"]] | expected an unsigned hexadecimal string, found 8",
                "\"bad\":[] | \"bad\":[[\"0x0\"]] | scenario.bad: expected [base, size, kind]",
                "\"id\":\"t-1\" | \"id\":\"\" | scenario.id: expected a non-empty string",
                "\"id\":\"t-1\" | \"id\":\"t-1\",\"id\":\"t-2\" | Duplicate",
                "{\"id\" | [\"id\" | not a JSON object",
                "]} | ]} x | not a JSON object",
                "\"op\":\"reg_r\" | \"op\":\"reg_x\" | scenario.ops[0]: unknown op: reg_x",
                "\"off\":0 | \"off\":2 | scenario.ops[0]: off is not aligned: off=2, size=8",
                "\"off\":0 | \"off\":4096 | scenario.ops[0].off: expected 0..4088, found 4096",
                "\"size\":8 | \"size\":5 | scenario.ops[0]: size must be 4 or 8: size=5",
                "\"size\":8 | \"size\":8,\"speed\":1 | scenario.ops[0]: unknown key: speed",
                "\"size\":8 | \"size\":8,\"exp\":{\"spa\":\"0x0\"} | scenario.ops[0].exp: unknown key: spa (op reg_r)",
                "\"size\":8 | \"size\":8,\"exp\":{\"fqt\":1} | scenario.ops[0].exp: fq and fqt belong together",
                "\"size\":8 | \"size\":8,\"exp\":[] | scenario.ops[0].exp: expected an object",
                "\"size\":8 | \"size\":4 | scenario.ops[0].val: expected at most 32 bits",
            })
    void shouldSayWhereAndWhatIsWrong(String original, String replacement, String complaint) {
        String line = ScenarioText.passing().replace(original.strip(), replacement.strip());

        assertThatThrownBy(() -> ScenarioParser.parse(line))
                .isInstanceOf(VectorFormatException.class)
                .hasMessageContaining(complaint.strip());
    }

    @Test
    void shouldRefuseIdentifiersThatAreTooWide() {
        String request =
                "{\"op\":\"req\",\"did\":\"0x1000000\",\"at\":\"u\",\"acc\":\"r\",\"iova\":\"0x0\",\"exp\":{\"st\":\"ok\"}}";

        assertThatThrownBy(() -> ScenarioParser.parse(ScenarioText.with(request)))
                .hasMessageContaining("did: expected at most 24 bits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"op\":\"req\",\"did\":\"0x1\",\"at\":\"u\",\"acc\":\"r\",\"iova\":\"0x0\" | missing key: exp",
                "\"op\":\"req\",\"did\":\"0x1\",\"at\":\"u\",\"acc\":\"r\",\"iova\":\"0x0\",\"exp\":{} | missing key: st",
                "\"op\":\"dbg\",\"did\":\"0x1\",\"pv\":0,\"pid\":\"0x0\",\"priv\":0,\"exe\":0,\"nw\":1,\"iova\":\"0x0\",\"exp\":{} | missing key: fault",
                "\"op\":\"cmd\",\"w\":[],\"cqt\":0,\"exp\":{} | missing key: cqh",
                "\"op\":\"mem_w\",\"w\":[],\"exp\":{\"mem_may\":[]} | unknown key: mem_may (op mem_w)",
            })
    void shouldRefuseAnOperationThatComparesNothingOrTheWrongThing(String operation, String complaint) {
        assertThatThrownBy(() -> ScenarioParser.parse(ScenarioText.with("{" + operation.strip() + "}")))
                .isInstanceOf(VectorFormatException.class)
                .hasMessageContaining(complaint.strip());
    }

    @Test
    void shouldRefuseAnUnknownKindOfRequest() {
        String request =
                "{\"op\":\"req\",\"did\":\"0x1\",\"at\":\"v\",\"acc\":\"r\",\"iova\":\"0x0\",\"exp\":{\"st\":\"ok\"}}";

        assertThatThrownBy(() -> ScenarioParser.parse(ScenarioText.with(request)))
                .hasMessageContaining("unknown at: v");
    }
}
