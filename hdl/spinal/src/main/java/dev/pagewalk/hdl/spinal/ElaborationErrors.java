package dev.pagewalk.hdl.spinal;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Turns what SpinalHDL prints and throws into one readable exception. */
final class ElaborationErrors {
    private static final String PACKAGE = Layer.class.getPackageName() + '.';

    private ElaborationErrors() {}

    static RuntimeException describe(String className, Throwable thrown, String chatter) {
        if (thrown instanceof WeavingException weaving) {
            return weaving;
        }
        String text = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return new ElaborationException("elaboration failed: class=" + className + "\n" + readable(text), thrown);
    }

    private static String readable(String text) {
        return Arrays.stream(text.split("\n"))
                .filter(line -> !line.strip().startsWith("at " + PACKAGE))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
