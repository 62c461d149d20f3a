package dev.pagewalk.host.mdl;

/** KPROCESSOR_MODE. */
public enum KprocessorMode {
    KERNEL_MODE(0),
    USER_MODE(1);

    private final int value;

    KprocessorMode(int value) {
        this.value = value;
    }

    /** Value in {@code wdm.h}. */
    public int value() {
        return value;
    }
}
