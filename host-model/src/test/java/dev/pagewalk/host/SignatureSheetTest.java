package dev.pagewalk.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class SignatureSheetTest {

    private static final Pattern JAVA = Pattern.compile("`(\\w[\\w<>]*) (?:\\w+\\.)?([a-z]\\w*)\\(([^)]*)\\)`");
    private static final Set<String> NOT_IN_C = Set.of("ioManager", "ioAllocatePagingIrp", "ioBuildDirectRequest");

    /** Routines that the request names. */
    private static final Set<String> NAMED = Set.of(
            "IoAllocateMdl",
            "IoFreeMdl",
            "MmInitializeMdl",
            "MmSizeOfMdl",
            "IoBuildPartialMdl",
            "MmPrepareMdlForReuse",
            "MmBuildMdlForNonPagedPool",
            "MmProbeAndLockPages",
            "MmUnlockPages",
            "MmGetSystemAddressForMdl",
            "MmGetSystemAddressForMdlSafe",
            "MmMapLockedPages",
            "MmMapLockedPagesSpecifyCache",
            "MmUnmapLockedPages",
            "MmAllocateMappingAddress",
            "MmFreeMappingAddress",
            "MmMapLockedPagesWithReservedMapping",
            "MmUnmapReservedMapping",
            "MmAllocatePagesForMdl",
            "MmAllocatePagesForMdlEx",
            "MmFreePagesFromMdl",
            "MmMapMdl",
            "MM_MDL_ROUTINE",
            "DXGKCB_MAPMDLTOIOMMU",
            "DXGKCB_UNMAPMDLFROMIOMMU");

    private final String sheet = read();

    @Test
    void shouldListEveryRoutineThatTheRequestNames() {
        for (String name : NAMED) {
            assertThat(sheet).as(name).containsPattern("\\| `[^`|]*\\b" + name + "\\(");
        }
    }

    @Test
    void shouldListEveryRoutineOfTheKernelAndNoOther() {
        Set<String> listed = new TreeSet<>();
        Matcher signatures = JAVA.matcher(sheet);
        while (signatures.find()) {
            listed.add(signatures.group(2));
        }
        for (String name : kernelRoutines()) {
            assertThat(sheet)
                    .as("C and Java name")
                    .containsPattern("(?i)\\|[^|]*\\b" + name + "\\b[^|]*\\|[^|]*" + name);
        }

        assertThat(listed.stream().filter(name -> name.matches("(mm|io|ex|ke|probe)[A-Z].*")))
                .isNotEmpty()
                .allMatch(name -> kernelRoutines().contains(name) || NOT_IN_C.contains(name));
    }

    @Test
    void shouldGiveTheParametersAsTheMethodsHaveThem() {
        Matcher signatures = JAVA.matcher(sheet);
        int compared = 0;
        while (signatures.find()) {
            String name = signatures.group(2);
            if (kernelRoutines().contains(name)) {
                assertThat(typesOf(name)).as(name).contains(signatures.group(1) + types(signatures.group(3)));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    /** Types of a parameter list that gives types with names, or types alone. */
    private static String types(String parameters) {
        return Arrays.stream(parameters.split(", "))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.replaceFirst(" \\w+$", "").replaceFirst("<.*>", ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Set<String> typesOf(String name) {
        Set<String> types = new TreeSet<>();
        for (Method method : WindowsKernel.class.getMethods()) {
            if (method.getName().equals(name)) {
                types.add(method.getReturnType().getSimpleName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")")));
            }
        }
        return types;
    }

    private static Set<String> kernelRoutines() {
        Set<String> names = new TreeSet<>();
        for (Method method : WindowsKernel.class.getMethods()) {
            if (method.getName().matches("(mm|io|ex|ke|probe)[A-Z]\\w*") && !NOT_IN_C.contains(method.getName())) {
                names.add(method.getName());
            }
        }
        return names;
    }

    private static String read() {
        Path root = Path.of(System.getProperty("pagewalk.root", ".."));
        try {
            return Files.readString(root.resolve("docs/host-signatures.md"));
        } catch (IOException e) {
            throw new IllegalStateException("no signature sheet", e);
        }
    }
}
