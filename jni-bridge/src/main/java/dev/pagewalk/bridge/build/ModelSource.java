package dev.pagewalk.bridge.build;

import dev.pagewalk.bridge.record.PortList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build reads.
 *
 * @param ports ports of the top
 * @param portsFile the file they came from
 * @param verilog Verilog files, sorted
 * @param waivers waiver file for Verilator, if there is one
 */
record ModelSource(PortList ports, Path portsFile, List<Path> verilog, Optional<Path> waivers) {
    static ModelSource of(Path folder, BuildOptions options) throws IOException {
        Path portsFile = folder.resolve(ModelLibrary.PORTS);
        if (!Files.isRegularFile(portsFile)) {
            throw new BuildException("no published top: missing=" + portsFile);
        }
        PortList ports = PortList.read(portsFile);
        List<Path> verilog = Folders.files(folder, ".v", ".sv");
        if (verilog.isEmpty()) {
            throw new BuildException("no published top: no Verilog: folder=" + folder);
        }
        Path beside = folder.resolve("waivers.vlt");
        Optional<Path> waivers = options.waivers().or(() -> Optional.of(beside).filter(Files::isRegularFile));
        return new ModelSource(ports, portsFile, verilog, waivers);
    }

    /** Everything that decides about the result. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(verilog);
        files.add(portsFile);
        waivers.ifPresent(files::add);
        return files;
    }
}
