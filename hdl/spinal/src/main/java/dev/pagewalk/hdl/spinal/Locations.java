package dev.pagewalk.hdl.spinal;

import spinal.idslplugin.Location;

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

    private static Location of(StackWalker.StackFrame frame) {
        String file = frame.getFileName();
        return new Location(file == null ? frame.getClassName() : file.replace(".java", ""), frame.getLineNumber(), 0);
    }
}
