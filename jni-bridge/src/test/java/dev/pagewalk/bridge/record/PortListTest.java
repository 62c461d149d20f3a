package dev.pagewalk.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class PortListTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ports.json"), text);
    }

    private static String with(String ports) {
        return "{\"format\":1,\"module\":\"M\",\"configuration\":\"c\",\"parameters\":{\"a\":[1,2]},\"ports\":[" + ports
                + "]}";
    }

    @Test
    void shouldReadPortsInOrder() throws IOException {
        PortList ports = PortList.read(file(with("{\"name\":\"b\",\"direction\":\"in\",\"width\":3},"
                + "{\"name\":\"a\",\"direction\":\"out\",\"width\":1}")));

        assertThat(ports.ports())
                .containsExactly(new Port("b", PinDirection.IN, 3), new Port("a", PinDirection.OUT, 1));
        assertThat(ports.parameters()).containsEntry("a", "[1,2]");
    }

    @Test
    void shouldNameFileAndReasonOfBadContent() throws IOException {
        assertThatThrownBy(() -> PortList.read(file("{")))
                .hasMessageStartingWith("ports file: not JSON: file=" + folder.resolve("ports.json"));
        assertThatThrownBy(() -> PortList.read(file("{\"format\":2}"))).hasMessageContaining("expected=1, actual=2");
        assertThatThrownBy(() -> PortList.read(file("{\"format\":1}"))).hasMessageContaining("missing key: key=ports");
        assertThatThrownBy(() -> PortList.read(file(with("{\"name\":\"a b\",\"direction\":\"in\",\"width\":1}"))))
                .hasMessageContaining("port name: not an identifier: name=a b");
        assertThatThrownBy(() -> PortList.read(file(with("{\"name\":\"a\",\"direction\":\"in\",\"width\":0}"))))
                .hasMessageContaining("port width: not in 1..4096: name=a, width=0");
        assertThatThrownBy(() -> PortList.read(file(with("{\"name\":\"a\",\"direction\":\"up\",\"width\":1}"))))
                .isInstanceOf(IllegalArgumentException.class);
        String twice = "{\"name\":\"a\",\"direction\":\"in\",\"width\":1}";
        assertThatThrownBy(() -> PortList.read(file(with(twice + "," + twice))))
                .hasMessageContaining("port declared twice: name=a");
    }
}
