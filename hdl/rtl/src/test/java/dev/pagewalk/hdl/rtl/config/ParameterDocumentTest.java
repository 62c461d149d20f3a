package dev.pagewalk.hdl.rtl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ParameterDocumentTest {
    private static final String RENEW =
            "to renew it: mvn -pl hdl/rtl -am test -Dtest=ParameterDocumentTest -Dpagewalk.renew=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void shouldShowTheParametersAsTheyAre() throws IOException {
        Path file = Path.of(System.getProperty("pagewalk.root"), "docs", "interfaces.md");
        String document = Files.readString(file);
        String renewed = ParameterDocument.renewed(document);
        if (Boolean.getBoolean("pagewalk.renew")) {
            Files.writeString(file, renewed);
            return;
        }

        assertThat(document).as(RENEW).isEqualTo(renewed);
        assertThat(document).contains("| `walks` | 1 to 16 | 2 | 8 | 8 | 8 | 16 | 8 |");
    }

    @Test
    void shouldRefuseADocumentWithoutAPlaceForTheTables() {
        assertThatThrownBy(() -> ParameterDocument.renewed("nothing"))
                .hasMessageStartingWith("no place for the tables: markers=<!-- parameters -->");
    }
}
