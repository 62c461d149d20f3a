package dev.pagewalk.host.dxgk;

/** Finds the driver code that called into the host model. */
final class CallSite {

    private static final String HOST = "dev.pagewalk.host.";

    private CallSite() {}

    /** Class, method and line of the first caller outside the host model. */
    static String ofDriver() {
        return StackWalker.getInstance().walk(frames -> frames.filter(CallSite::isDriver)
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("unknown"));
    }

    private static boolean isDriver(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        boolean test = name.endsWith("Test") || name.contains("Test$");
        return test || (!name.startsWith(HOST) && !name.startsWith("java.") && !name.contains("$Proxy"));
    }
}
