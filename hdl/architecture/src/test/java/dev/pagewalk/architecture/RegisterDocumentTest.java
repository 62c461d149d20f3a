package dev.pagewalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class RegisterDocumentTest {

    @Test
    void shouldKeepTheRegisterPageUpToDate() throws IOException {
        Path page = Path.of(System.getProperty("pagewalk.root")).resolve("docs/registers.md");
        if (Boolean.getBoolean("pagewalk.update")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, RegisterDocument.markdown());
        }

        assertThat(page).hasContent(RegisterDocument.markdown());
    }

    @Test
    void shouldNameEveryRegisterAndCause() {
        String page = RegisterDocument.markdown();

        for (Register register : Register.values()) {
            assertThat(page).contains("| " + register.label());
        }
        for (FaultCause cause : FaultCause.values()) {
            assertThat(page).contains("| " + cause.code() + " | " + cause.meaning());
        }
    }
}
