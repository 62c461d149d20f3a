package dev.pagewalk.hdl.spinal;

import spinal.core.MultiData;
import spinal.core.ScalaLocated;
import spinal.idslplugin.Location;

import java.util.Arrays;

/** File and line of the user's source, for messages and for generated names such as {@code when_Walker_l123}. */
final class Locations {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Location UNKNOWN = new Location("unknown", 0, 0);

    private Locations() {}

    /** The innermost frame of a class that describes hardware. */
    static Location here() {
        return WALKER.walk(frames -> frames.filter(f -> Layer.isUser(f.getClassName()))
                .findFirst()
                .map(Locations::of)
                .orElse(UNKNOWN));
    }

    /**
     * The same with the suffix of the file, for the comments of assertions: SpinalHDL adds {@code .scala} to them, which
     * {@link #withJavaFiles} takes away.
     */
    static Location inJavaFile() {
        Location here = here();
        return new Location(here.file() + ".java", here.line(), here.col());
    }

    /** Verilog whose comments name the Java files. */
    static String withJavaFiles(String verilog) {
        return verilog.replace(".java.scala:L", ".java:L");
    }

    /**
     * Takes this layer's frames out of the traces that SpinalHDL keeps when it elaborates a faulty design again, so that
     * its one-line messages point at the user's source. Costs nothing in a good elaboration: there are no traces.
     */
    static void hideLayer(Object value) {
        if (value instanceof ScalaLocated located && located.scalaTrace() != null) {
            Throwable trace = located.scalaTrace();
            trace.setStackTrace(Arrays.stream(trace.getStackTrace())
                    .filter(frame -> !Layer.contains(frame.getClassName()))
                    .toArray(StackTraceElement[]::new));
            if (value instanceof MultiData several) {
                Scala.list(several.flatten()).forEach(Locations::hideLayer);
            }
        }
    }

    private static Location of(StackWalker.StackFrame frame) {
        String file = frame.getFileName();
        return new Location(file == null ? frame.getClassName() : file.replace(".java", ""), frame.getLineNumber(), 0);
    }
}
