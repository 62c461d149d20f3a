package dev.pagewalk.testbench.platform;

import java.util.Locale;

/** Where judges run. What they say does not depend on it. */
public enum Checker {
    /** In the thread that runs the simulation. */
    SAME,
    /** Behind the simulation, in a thread of their own. */
    OTHER,
    /** {@link #OTHER} where there is more than one processor. */
    AUTO;

    /** System property with the choice: {@code same}, {@code other} or {@code auto}. */
    public static final String PROPERTY = "pagewalk.checker";

    /** What the system property says; {@link #AUTO} without it. */
    public static Checker configured() {
        String name = System.getProperty(PROPERTY, "auto");
        for (Checker checker : values()) {
            if (checker.name().toLowerCase(Locale.ROOT).equals(name)) {
                return checker;
            }
        }
        throw new IllegalArgumentException("unknown checker: " + PROPERTY + "=" + name + ", known=same,other,auto");
    }

    /** True if judges get a thread of their own on this machine. */
    boolean isBehind() {
        return this == OTHER || (this == AUTO && Runtime.getRuntime().availableProcessors() > 1);
    }
}
