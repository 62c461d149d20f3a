package dev.pagewalk.host.mdl;

/** LOCK_OPERATION; write and modify are equivalent. */
public enum LockOperation {
    IO_READ_ACCESS(0),
    IO_WRITE_ACCESS(1),
    IO_MODIFY_ACCESS(2);

    private final int value;

    LockOperation(int value) {
        this.value = value;
    }

    /** Value in {@code wdm.h}. */
    public int value() {
        return value;
    }

    /** True if the pages are going to be changed. */
    public boolean writes() {
        return this != IO_READ_ACCESS;
    }
}
