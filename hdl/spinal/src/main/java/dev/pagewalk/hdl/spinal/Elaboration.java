package dev.pagewalk.hdl.spinal;

import spinal.core.BaseType;
import spinal.core.ClockDomain;
import spinal.core.ClockDomainConfig;
import spinal.core.Component;
import spinal.core.HIGH$;
import spinal.core.LOW$;
import spinal.core.RISING$;
import spinal.core.SYNC$;
import spinal.core.SpinalConfig;
import spinal.core.SpinalReport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes the Verilog of a component. Classes are woven while they are loaded, so that this works from a build, a test
 * and an IDE alike.
 *
 * <pre>{@code
 * Netlist netlist = Elaboration.generate(ElaborationOptions.into(dir), Iommu.class, parameters);
 * }</pre>
 */
public final class Elaboration {
    private Elaboration() {}

    /**
     * Elaborates a component whose package, and those below it, are woven.
     *
     * @param type the component, or a {@link Supplier} of one, as the caller sees it: plain
     * @param arguments of its constructor; parameter records, numbers, texts
     */
    public static Netlist generate(ElaborationOptions options, Class<?> type, Object... arguments) {
        return generate(options, List.of(type.getPackageName()), type.getName(), arguments);
    }

    /**
     * Elaborates a component of some packages.
     *
     * @param packages the package trees that hold hardware
     * @param className binary name of the component, or of a {@link Supplier} of one
     * @param arguments of its constructor
     */
    public static Netlist generate(
            ElaborationOptions options, List<String> packages, String className, Object... arguments) {
        ClassLoader parent = Thread.currentThread().getContextClassLoader();
        WeavingLoader loader =
                new WeavingLoader(parent == null ? Elaboration.class.getClassLoader() : parent, packages);
        Object[] woven = new Transfer(loader).all(arguments);
        Constructor<?> constructor = constructor(loader, className, woven);
        try {
            return scala.Console.withOut(OutputStream.nullOutputStream(), () -> run(options, constructor, woven));
        } catch (Throwable e) { // SpinalHDL ends elaborations with errors of many types, Error among them
            throw ElaborationErrors.describe(className, e);
        }
    }

    private static Netlist run(ElaborationOptions options, Constructor<?> constructor, Object[] arguments) {
        Map<BaseType, String> declared = new LinkedHashMap<>();
        SpinalReport<Component> report = configure(options).generateVerilog(() -> {
            declared.clear(); // SpinalHDL elaborates a faulty design a second time
            ClockDomain.current().clock().setName(options.clock());
            ClockDomain.current().reset().setName(options.reset());
            Component top = make(constructor, arguments);
            Scala.list(top.getOrdredNodeIo()).forEach(port -> declared.put(port, port.getName()));
            return top;
        });
        requireExactNames(declared);
        Path directory = options.directory();
        List<Path> files = Scala.list(report.generatedSourcesPaths()).stream()
                .map(Path::of)
                .map(p -> p.startsWith(directory) ? p : directory.resolve(p.getFileName()))
                .toList();
        files.forEach(Elaboration::nameJavaFiles);
        List<String> pruned = Scala.list(report.prunedSignals()).stream()
                .map(signal -> signal.getRtlPath("."))
                .sorted()
                .toList();
        return new Netlist(report.toplevelName(), files, ports(report), report.counterRegister(), pruned);
    }

    private static void nameJavaFiles(Path file) {
        try {
            String written = Files.readString(file);
            String tidied = Locations.withJavaFiles(written);
            if (!tidied.equals(written)) {
                Files.writeString(file, tidied);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rewrite: file=" + file, e);
        }
    }

    /** A port whose name is a word of the language would silently get another name. */
    private static void requireExactNames(Map<BaseType, String> declared) {
        declared.forEach((port, name) -> {
            if (!port.getName().equals(name)) {
                throw new IllegalArgumentException(
                        "port name is reserved or used twice: declared=" + name + ", generated=" + port.getName());
            }
        });
    }

    private static List<Port> ports(SpinalReport<Component> report) {
        return Scala.list(report.toplevel().getOrdredNodeIo()).stream()
                .map(p -> new Port(
                        p.getName(), p.isInput() ? Port.Direction.INPUT : Port.Direction.OUTPUT, p.getBitsWidth()))
                .toList();
    }

    private static SpinalConfig configure(ElaborationOptions options) {
        Map<String, Object> given = new HashMap<>();
        given.put("targetDirectory", options.directory().toString());
        given.put("netlistFileName", options.fileName());
        given.put("oneFilePerComponent", options.filePerComponent());
        given.put("headerWithDate", false);
        given.put("headerWithRepoHash", false);
        given.put("rtlHeader", options.header().isEmpty() ? null : options.header());
        given.put("removePruned", options.removePruned());
        given.put("noRandBoot", true);
        given.put("inlineRom", true);
        given.put(
                "defaultConfigForClockDomains",
                new ClockDomainConfig(RISING$.MODULE$, SYNC$.MODULE$, LOW$.MODULE$, HIGH$.MODULE$, HIGH$.MODULE$));
        SpinalConfig config = Scala.copy(Scala.defaults(SpinalConfig.class), given);
        if (options.simulation()) {
            config.flags().add(ElaborationOptions.SIMULATION);
            return config.includeSimulation();
        }
        return config.includeSynthesis();
    }

    private static Component make(Constructor<?> constructor, Object[] arguments) {
        try {
            Object made = constructor.newInstance(arguments);
            return made instanceof Supplier<?> supplier
                    ? (Component) supplier.get()
                    : ((Component) made).postInitCallback();
        } catch (InvocationTargetException e) {
            throw sneaky(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new WeavingException(
                    "cannot construct: class=" + constructor.getDeclaringClass().getName(), e);
        }
    }

    /** Lets what a constructor threw pass unchanged: SpinalHDL decides by its type. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast vanishes: any throwable passes
    private static <E extends Throwable> RuntimeException sneaky(Throwable cause) throws E {
        throw (E) cause;
    }

    private static Constructor<?> constructor(WeavingLoader loader, String className, Object[] arguments) {
        Class<?> type = loader.load(className);
        if (!Component.class.isAssignableFrom(type) && !Supplier.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("neither a component nor a supplier: class=" + className);
        }
        for (Constructor<?> c : type.getDeclaredConstructors()) {
            if (accepts(c.getParameterTypes(), arguments)) {
                c.setAccessible(true);
                return c;
            }
        }
        throw new IllegalArgumentException("no constructor: class=" + className + ", arguments="
                + Arrays.stream(arguments)
                        .map(a -> a == null ? "null" : a.getClass().getName())
                        .toList());
    }

    private static boolean accepts(Class<?>[] parameters, Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Class<?> boxed = MethodType.methodType(parameters[i]).wrap().returnType();
            if (arguments[i] == null ? parameters[i].isPrimitive() : !boxed.isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
