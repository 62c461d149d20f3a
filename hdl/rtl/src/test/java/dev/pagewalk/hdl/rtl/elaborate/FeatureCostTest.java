package dev.pagewalk.hdl.rtl.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FeatureCostTest {
    private static final IommuParameters SMALL = NamedConfiguration.SMALL.parameters();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "PROCESS_CONTEXTS, 64, PD8",
        "RCID_BITS, 1, QOSID",
        "MCID_BITS, 1, QOSID",
        "EXCLUSIVE_RETRIES, 15, AMO_HWAD"
    })
    void shouldNotNoticeTheSizeOfWhatIsLeftOut(Size size, int value, Feature user) throws IOException {
        assertThat(SMALL.has(user)).isFalse();

        assertThat(verilog("changed", SMALL.with(size, value))).isEqualTo(verilog("small", SMALL));
    }

    @ParameterizedTest
    @CsvSource({"PROCESS_CONTEXTS, 64, PD8", "RCID_BITS, 1, QOSID"})
    void shouldNoticeTheSizeOfWhatIsBuilt(Size size, int value, Feature user) throws IOException {
        IommuParameters built = SMALL.with(user);

        assertThat(verilog("changed", built.with(size, value))).isNotEqualTo(verilog("small", built));
    }

    @Test
    void shouldHoldNothingOfTheFeaturesThatAreOff() throws IOException {
        assertThat(verilog("small", SMALL))
                .doesNotContain("module MessageSender")
                .doesNotContain("module MessageTable")
                .doesNotContain("module AtsUnit")
                .doesNotContain("module InterruptFileEngine")
                .doesNotContain("counting_counters");
    }

    private String verilog(String folder, IommuParameters parameters) throws IOException {
        return Files.readString(VerilogPublisher.publish("cost", parameters, Top.IOMMU, directory.resolve(folder)));
    }
}
