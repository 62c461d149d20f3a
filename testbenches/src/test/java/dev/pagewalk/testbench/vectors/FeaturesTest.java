package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

class FeaturesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"op\":\"reg_r\",\"off\":56,\"size\":8,\"val\":\"0x0\"} | pri",
                "{\"op\":\"reg_r\",\"off\":80,\"size\":4,\"val\":\"0x0\"} | pri",
                "{\"op\":\"reg_r\",\"off\":88,\"size\":4,\"val\":\"0x0\"} | hpm",
                "{\"op\":\"reg_w\",\"off\":352,\"size\":8,\"val\":\"0x0\"} | hpm",
                "{\"op\":\"reg_w\",\"off\":600,\"size\":8,\"val\":\"0x0\"} | dbg",
                "{\"op\":\"reg_w\",\"off\":624,\"size\":4,\"val\":\"0x0\"} | qosid",
                "{\"op\":\"reg_w\",\"off\":776,\"size\":4,\"val\":\"0x0\"} | interrupt-messages",
                "{\"op\":\"inval_timeout\",\"nth\":0} | ats",
                "{\"op\":\"wait\",\"cycles\":5} | wait",
                "{\"op\":\"req\",\"did\":\"0x1\",\"at\":\"t\",\"acc\":\"r\",\"iova\":\"0x0\",\"exp\":{\"st\":\"ur\"}} | ats",
                "{\"op\":\"req\",\"did\":\"0x1\",\"at\":\"u\",\"acc\":\"r\",\"iova\":\"0x0\",\"len\":4,\"exp\":{\"st\":\"ur\"}} | length",
                "{\"op\":\"req\",\"did\":\"0x1\",\"at\":\"u\",\"acc\":\"r\",\"iova\":\"0x0\",\"internal_error\":1,"
                        + "\"exp\":{\"st\":\"ur\"}} | internal_error",
                "{\"op\":\"mem_w\",\"w\":[],\"exp\":{\"wires\":\"0x0\"}} | wires",
                "{\"op\":\"mem_w\",\"w\":[],\"exp\":{\"acc\":[]}} | acc"
            })
    void shouldNameWhatAnOperationNeeds(String operation, String feature) {
        Scenario scenario = ScenarioParser.parse(ScenarioText.with(operation));

        assertThat(Features.neededBy(scenario)).containsExactly(feature);
    }

    @Test
    void shouldNeedNothingForTheRegistersThatAlwaysExist() {
        assertThat(Features.neededBy(ScenarioParser.parse(ScenarioText.passing())))
                .isEmpty();
    }

    @Test
    void shouldAddUsesTagsAndPoison() {
        String line = ScenarioText.passing()
                .replace("\"uses\":[]", "\"uses\":[\"Sv39\"]")
                .replace("\"fctl\":0", "\"fctl\":0,\"itags\":1")
                .replace("\"bad\":[]", "\"bad\":[[\"0x0\",\"0x8\",\"poison\"]]");

        assertThat(Features.neededBy(ScenarioParser.parse(line))).isEqualTo(Set.of("Sv39", "itags", "poison"));
    }
}
