package dev.pagewalk.host.machine;

/** Interrupt request levels of x64. */
public enum Irql {
    PASSIVE_LEVEL(0),
    APC_LEVEL(1),
    DISPATCH_LEVEL(2),
    DEVICE_LEVEL(5),
    HIGH_LEVEL(15);

    private final int value;

    Irql(int value) {
        this.value = value;
    }

    /** KIRQL value. */
    public int value() {
        return value;
    }

    /** True above {@code limit}. */
    public boolean above(Irql limit) {
        return value > limit.value;
    }
}
