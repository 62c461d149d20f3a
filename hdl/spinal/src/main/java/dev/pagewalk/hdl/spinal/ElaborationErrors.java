package dev.pagewalk.hdl.spinal;

import spinal.core.SpinalExit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what SpinalHDL throws into one exception whose text holds the errors and the user's source lines only. */
final class ElaborationErrors {
    private static final Pattern FRAME = Pattern.compile("^\\s*at (?:.*/)?([\\w.$]+)\\.[\\w$<>]+\\(.*\\)\\s*$");
    private static final Pattern NOISE =
            Pattern.compile("^(\\*+|Error detected in phase \\w+|Design's errors are listed above\\."
                    + "|SpinalHDL compiler exit stack :|)$");

    private ElaborationErrors() {}

    static RuntimeException describe(String className, Throwable thrown) {
        if (thrown instanceof WeavingException weaving) {
            return weaving;
        }
        List<String> lines = new ArrayList<>(List.of("elaboration failed: class=" + className));
        String message = thrown.getMessage();
        if (thrown instanceof SpinalExit && message != null) {
            addReadable(message.lines().toList(), lines);
            return new ElaborationException(String.join("\n", lines), null);
        }
        lines.add(thrown.toString());
        addReadable(frames(thrown), lines);
        return new ElaborationException(String.join("\n", lines), thrown);
    }

    private static List<String> frames(Throwable thrown) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            frames.add("at " + frame);
        }
        return frames;
    }

    private static void addReadable(List<String> text, List<String> lines) {
        for (String line : text) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                if (Layer.isUser(frame.group(1))) {
                    lines.add("    " + line.strip());
                }
            } else if (!NOISE.matcher(line.strip()).matches()) {
                lines.add(line.stripTrailing());
            }
        }
    }
}
