package dev.pagewalk.testbench.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Planted bugs are caught: a few per judge on the smallest configuration always, all of them in the nightly profile. */
class CanaryCampaignTest {
    private static final Path CONFORMANCE = Workspace.root().resolve("testbenches/src/test/resources/conformance");
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final CanaryCampaign SMALL = new CanaryCampaign(MODELS, CONFORMANCE, "small");
    private static final int LEAST_RTL = 30;
    private static final int LEAST_ELSEWHERE = 15;

    @AfterAll
    static void close() {
        SMALL.close();
    }

    @ParameterizedTest
    @CsvSource({
        "READ_DATA_BEFORE_ADDRESS, protocol",
        "READ_BEAT_DROPPED, protocol",
        "WRITE_OVERTAKES, data",
        "LOST_GVMA, translation",
        "READ_ONLY_GRANTED_WRITE, tableWrite",
        "RECORD_OF_OTHER_DEVICE, scenario",
        "UNLOCKED_AT_ONCE, scenario"
    })
    void shouldTellWhoCatchesAPlantedBug(String name, String who) {
        Optional<Catch> caught =
                SMALL.run(PlantedBugs.find(name).orElseThrow(), line -> {}).caught();

        assertThat(caught).map(Catch::by).contains(who);
    }

    @Test
    void shouldHoldEnoughBugsInEachPart() {
        List<PlantedBug.Place> places =
                PlantedBugs.all().stream().map(PlantedBug::place).toList();

        assertThat(places).filteredOn(place -> place == PlantedBug.Place.RTL).hasSizeGreaterThanOrEqualTo(LEAST_RTL);
        assertThat(places)
                .filteredOn(place -> place != PlantedBug.Place.RTL)
                .hasSizeGreaterThanOrEqualTo(LEAST_ELSEWHERE)
                .contains(PlantedBug.Place.DRIVER, PlantedBug.Place.HOST, PlantedBug.Place.BRIDGE);
    }

    @Test
    void shouldListEveryBugInTheDocument() throws IOException {
        String document = Files.readString(Workspace.root().resolve("docs/canaries.md"));

        assertThat(PlantedBugs.all()).allSatisfy(bug -> assertThat(document)
                .contains("| `" + bug.name() + "` | " + bug.where() + " | " + bug.meaning() + " |"));
    }

    @Test
    @Tag("nightly")
    void shouldCatchEveryPlantedBugAndPassTheHealthyDesign() {
        try (CanaryCampaign campaign = new CanaryCampaign(MODELS, CONFORMANCE)) {
            assertThat(campaign.control(line -> {})).isEmpty();
            assertThat(PlantedBugs.all())
                    .allSatisfy(bug ->
                            assertThat(campaign.run(bug, line -> {}).caught()).isPresent());
        }
    }
}
