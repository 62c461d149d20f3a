package dev.pagewalk.bridge.build;

import dev.pagewalk.bridge.nativeapi.BindingLoader;
import dev.pagewalk.bridge.nativeapi.NativeFunctions;
import dev.pagewalk.bridge.record.PortList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A built library: one per configuration, with its port description.
 *
 * @param folder where it lives
 * @param ports ports of the top
 * @param key content hash of everything it was built from; a journal names it
 */
public record ModelLibrary(Path folder, PortList ports, String key) {
    /** The shared library in the folder. */
    static final String LIBRARY = "model.so";
    /** The port description in the folder. */
    static final String PORTS = "ports.json";
    /** The content hash; written last. */
    static final String KEY = "key";

    /**
     * Opens a folder that a build made.
     *
     * @param folder the folder
     * @return the library
     * @throws BuildException if the folder holds none
     */
    public static ModelLibrary load(Path folder) {
        try {
            return new ModelLibrary(
                    folder,
                    PortList.read(folder.resolve(PORTS)),
                    Files.readString(folder.resolve(KEY)).strip());
        } catch (IOException e) {
            throw new BuildException("no model library: folder=" + folder, e);
        }
    }

    /**
     * The shared library.
     *
     * @return its file
     */
    public Path file() {
        return folder.resolve(LIBRARY);
    }

    /**
     * The C functions, bound on first use.
     *
     * @return the functions
     */
    public NativeFunctions functions() {
        return BindingLoader.bind(file());
    }
}
