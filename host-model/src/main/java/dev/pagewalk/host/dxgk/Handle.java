package dev.pagewalk.host.dxgk;

/** HANDLE: opaque. */
public record Handle(long value) {

    /** The null handle. */
    public static final Handle NULL = new Handle(0);

    /** True for the null handle. */
    public boolean isNull() {
        return value == 0;
    }

    @Override
    public String toString() {
        return "handle 0x%x".formatted(value);
    }
}
