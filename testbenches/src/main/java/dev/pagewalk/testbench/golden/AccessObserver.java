package dev.pagewalk.testbench.golden;

/** Sees every access that the model makes, after it was made. The argument is reused: copy what must be kept. */
@FunctionalInterface
public interface AccessObserver {
    void onAccess(ImplicitAccess access);
}
