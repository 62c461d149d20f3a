package dev.pagewalk.testbench.trace;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The compiled test classes of a module of the checkout and the reports of their last run. */
final class ModuleTests {
    private final Path target;

    ModuleTests(Path root, String module) {
        target = root.resolve(module).resolve("target");
    }

    /** Folder of the reports. */
    Path reports() {
        return target.resolve("surefire-reports");
    }

    /** Every test class, loaded but not initialised; the build has compiled them before this module's tests run. */
    List<Class<?>> classes() {
        Path folder = target.resolve("test-classes");
        try (Stream<Path> files = Files.walk(folder)) {
            URL[] path = {folder.toUri().toURL()};
            // not closed: the classes resolve the types of their signatures later
            @SuppressWarnings("resource")
            URLClassLoader loader = new URLClassLoader(path, ModuleTests.class.getClassLoader());
            List<Class<?>> classes = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith("Test.class"))
                    .sorted()
                    .toList()) {
                String name = folder.relativize(file).toString().replace('/', '.');
                classes.add(Class.forName(name.substring(0, name.length() - ".class".length()), false, loader));
            }
            return classes;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("compile the tests of all modules first: folder=" + folder, e);
        }
    }
}
