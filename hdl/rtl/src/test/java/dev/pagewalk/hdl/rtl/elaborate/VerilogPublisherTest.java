package dev.pagewalk.hdl.rtl.elaborate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class VerilogPublisherTest {

    @TempDir
    static Path directory;

    private static final Map<String, Path> PUBLISHED = new HashMap<>();

    @ParameterizedTest
    @EnumSource
    void shouldPublishThePinsOfTheContract(NamedConfiguration configuration) throws IOException {
        List<String> ports = ports(configuration, Top.IOMMU);

        assertThat(ports).containsExactlyInAnyOrderElementsOf(ExpectedPins.iommu(configuration.parameters()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldAddTheHostPortAndObservationInTheTestSystem(NamedConfiguration configuration) throws IOException {
        List<String> ports = ports(configuration, Top.COSIM);

        assertThat(ports).containsAll(ExpectedPins.iommu(configuration.parameters()));
        assertThat(ports).containsAll(ExpectedPins.host());
        assertThat(ports).containsAll(ExpectedPins.observation(configuration.parameters()));
        assertThat(ports).noneMatch(p -> p.contains("canary"));
    }

    @Test
    void shouldOfferTheChoiceOfABugInCanaryBuildsOnly() throws IOException {
        assertThat(ports(NamedConfiguration.SMALL, Top.COSIM_CANARIES)).contains("in dbg_canary 8");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotPublishObservationOrBugs(NamedConfiguration configuration) throws IOException {
        String verilog = Files.readString(published(configuration, Top.IOMMU).resolve("Iommu.v"));

        assertThat(verilog)
                .doesNotContainIgnoringCase("canary")
                .doesNotContain("dbg_")
                .doesNotContain("retire");
        assertThat(verilog).doesNotContain("$display").doesNotContain("$finish");
    }

    @Test
    void shouldHoldEveryBugOnlyInTheCanaryBuild(@TempDir Path other) throws IOException {
        Set<Feature> features =
                EnumSet.complementOf(EnumSet.of(Feature.OBSERVATION, Feature.CANARIES, Feature.BE_RESET));
        features.removeAll(Feature.unfinished());
        IommuParameters healthy = new IommuParameters(features, Map.of(Size.SECOND_LEVEL_SETS, 4));
        IommuParameters planted = healthy.with(Feature.OBSERVATION, Feature.CANARIES);

        String with = Files.readString(VerilogPublisher.publish("a", planted, Top.COSIM_CANARIES, other.resolve("a")));
        String without = Files.readString(VerilogPublisher.publish("b", healthy, Top.COSIM, other.resolve("b")));

        for (Canary canary : Canary.values()) {
            assertThat(with).as("%s", canary).contains("dbg_canary == 8'h%02x".formatted(canary.code()));
        }
        assertThat(without).doesNotContainIgnoringCase("canary");
    }

    @Test
    void shouldWriteTheSameBytesTwice(@TempDir Path other) throws IOException {
        Path first = published(NamedConfiguration.SMALL, Top.COSIM);
        VerilogPublisher.publish(NamedConfiguration.SMALL, Top.COSIM, other);

        assertThat(other.resolve("CosimTop.v")).hasSameTextualContentAs(first.resolve("CosimTop.v"));
        assertThat(other.resolve("ports.json")).hasSameTextualContentAs(first.resolve("ports.json"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldPassLintWithoutWarnings(NamedConfiguration configuration) throws Exception {
        Tool verilator = Tool.find("verilator");
        assumeTrue(verilator.present(), "verilator is not installed");

        for (Top top : List.of(Top.IOMMU, Top.COSIM_CANARIES)) {
            Path published = published(configuration, top);
            String output = verilator.run(
                    published,
                    List.of("--lint-only", "-Wall", "waivers.vlt", top.module() + ".v", "--top-module", top.module()));

            assertThat(output).as("%s %s", configuration, top).isEmpty();
        }
    }

    @Test
    void shouldBuildAllFeaturesThatExistTogether(@TempDir Path other) throws Exception {
        Set<Feature> features =
                EnumSet.complementOf(EnumSet.of(Feature.OBSERVATION, Feature.CANARIES, Feature.BE_RESET));
        features.removeAll(Feature.unfinished());
        IommuParameters parameters = new IommuParameters(features, Map.of(Size.WALKS, 2, Size.VECTOR_BITS, 2));
        Tool verilator = Tool.find("verilator");

        VerilogPublisher.publish("everything", parameters, Top.IOMMU, other);

        assumeTrue(verilator.present(), "verilator is not installed");
        assertThat(verilator.run(
                        other, List.of("--lint-only", "-Wall", "waivers.vlt", "Iommu.v", "--top-module", "Iommu")))
                .isEmpty();
    }

    @Test
    void shouldHaveAtomicsInPlaceOfExclusivesWithAtomicCompare(@TempDir Path other) throws Exception {
        IommuParameters parameters = NamedConfiguration.FULL.parameters().with(Feature.ATOMIC_COMPARE);
        VerilogPublisher.publish("atomics", parameters, Top.IOMMU, other);
        Tool yosys = Tool.find("yosys");

        assertThat(ports(other, Top.IOMMU)).containsExactlyInAnyOrderElementsOf(ExpectedPins.iommu(parameters));
        assumeTrue(yosys.present(), "yosys is not installed");
        String script = "read_verilog Iommu.v; hierarchy -check -top Iommu; proc; flatten; opt;"
                + " select -assert-none t:$dlatch t:$adlatch; check -assert;"
                + " select -assert-none o:m_axi_ptw_awlock o:m_axi_ptw_arlock %u %ci* t:$* %i;"
                + " select -assert-min 1 o:m_axi_ptw_awatop %ci* t:$* %i";
        assertThat(yosys.run(other, List.of("-q", "-p", script))).isEmpty();
    }

    @Test
    void shouldRefuseAFeatureThatIsNotFinished() {
        IommuParameters parameters = NamedConfiguration.BASE.parameters();

        assertThatThrownBy(() -> VerilogPublisher.refuse("mine", parameters, List.of(Feature.SV57, Feature.SV48)))
                .hasMessage("feature is not finished: configuration=mine, feature=SV48");
        VerilogPublisher.refuse("mine", parameters, List.of(Feature.SV57));
    }

    @ParameterizedTest
    @EnumSource(names = {"SMALL", "FULL"})
    void shouldContainNoLatchAndNoUndrivenNet(NamedConfiguration configuration) throws Exception {
        expectNoLatchAndNoUndrivenNet(configuration);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SMALL", "FULL"},
            mode = EnumSource.Mode.EXCLUDE)
    @Tag("nightly")
    void shouldContainNoLatchAndNoUndrivenNetInOtherConfigurations(NamedConfiguration configuration) throws Exception {
        expectNoLatchAndNoUndrivenNet(configuration);
    }

    private static void expectNoLatchAndNoUndrivenNet(NamedConfiguration configuration) throws Exception {
        Tool yosys = Tool.find("yosys");
        assumeTrue(yosys.present(), "yosys is not installed");

        String script = "read_verilog Iommu.v; hierarchy -check -top Iommu; proc; opt_clean;"
                + " select -assert-none t:$dlatch t:$adlatch; check -assert";
        assertThat(yosys.run(published(configuration, Top.IOMMU), List.of("-q", "-p", script)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SMALL", "FULL"})
    void shouldHaveNoCombinationalPathFromOneInterfaceToAnother(NamedConfiguration configuration) throws Exception {
        expectNoCombinationalPathFromOneInterfaceToAnother(configuration);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SMALL", "FULL"},
            mode = EnumSource.Mode.EXCLUDE)
    @Tag("nightly")
    void shouldHaveNoCombinationalPathFromOneInterfaceToAnotherInOtherConfigurations(NamedConfiguration configuration)
            throws Exception {
        expectNoCombinationalPathFromOneInterfaceToAnother(configuration);
    }

    private static void expectNoCombinationalPathFromOneInterfaceToAnother(NamedConfiguration configuration)
            throws Exception {
        Tool yosys = Tool.find("yosys");
        assumeTrue(yosys.present(), "yosys is not installed");

        StringBuilder script = new StringBuilder("read_verilog Iommu.v; hierarchy -check -top Iommu; proc; flatten;");
        List<String> buses = new ArrayList<>(List.of("s_axi_cfg", "s_axi_dev", "m_axi_mem", "m_axi_ptw"));
        if (configuration.parameters().has(Feature.ATS)) {
            buses.addAll(List.of("s_ats_req", "m_ats_msg"));
        }
        for (String bus : buses) {
            String cone = "i:" + bus + "_* %coe*:-$dff,$dffe,$sdff,$sdffe,$adff,$memwr,$memwr_v2";
            int least = bus.equals("m_ats_msg") ? 2 : 20;
            script.append(" select -assert-min " + least + " ").append(cone).append(';');
            script.append(" select -assert-none ").append(cone).append(" o:* o:" + bus + "_* %d %i;");
        }

        assertThat(yosys.run(published(configuration, Top.IOMMU), List.of("-q", "-p", script.toString())))
                .isEmpty();
    }

    @Test
    void shouldExplainItsArguments() {
        assertThatThrownBy(() -> VerilogPublisher.main(new String[] {"small"}))
                .hasMessageStartingWith("arguments: CONFIGURATION TOP DIRECTORY, configurations=[small");
    }

    private static List<String> ports(NamedConfiguration configuration, Top top) throws IOException {
        Path folder = published(configuration, top);
        JsonNode root = new ObjectMapper().readTree(folder.resolve("ports.json").toFile());
        assertThat(root.get("configuration").asText()).isEqualTo(configuration.label());
        return ports(folder, top);
    }

    private static List<String> ports(Path folder, Top top) throws IOException {
        JsonNode root = new ObjectMapper().readTree(folder.resolve("ports.json").toFile());
        assertThat(root.get("format").asInt()).isEqualTo(1);
        assertThat(root.get("module").asText()).isEqualTo(top.module());
        List<String> ports = new ArrayList<>();
        root.get("ports")
                .forEach(p -> ports.add(p.get("direction").asText() + " "
                        + p.get("name").asText() + " " + p.get("width").asInt()));
        return ports;
    }

    private static synchronized Path published(NamedConfiguration configuration, Top top) {
        return PUBLISHED.computeIfAbsent(configuration + "-" + top, name -> {
            Path target = directory.resolve(name);
            VerilogPublisher.publish(configuration, top, target);
            return target;
        });
    }
}
