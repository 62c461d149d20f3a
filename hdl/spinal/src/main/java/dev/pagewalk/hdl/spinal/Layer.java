package dev.pagewalk.hdl.spinal;

/** Which classes belong to this layer itself, and so are neither woven nor shown in locations. */
final class Layer {
    private static final String PACKAGE = Layer.class.getPackageName() + '.';

    private Layer() {}

    /** Whether the class is neither this layer's nor of the libraries below it: a class that describes hardware. */
    static boolean isUser(String className) {
        return !contains(className)
                && !className.startsWith("spinal.")
                && !className.startsWith("scala.")
                && !className.startsWith("java.")
                && !className.startsWith("jdk.");
    }

    /** Whether the class is in this package; packages below it are users. */
    static boolean contains(String className) {
        return className.startsWith(PACKAGE) && className.indexOf('.', PACKAGE.length()) < 0;
    }
}
