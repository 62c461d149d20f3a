package dev.pagewalk.testbench.golden;

/** Describes accesses for tests of what looks at their tags. */
public final class AccessBuilder {
    private final ImplicitAccess access = new ImplicitAccess();

    private AccessBuilder(AccessKind kind) {
        access.clearTags();
        access.kind = kind;
        access.operation = ImplicitAccess.Operation.READ;
        access.size = Long.BYTES;
    }

    public static AccessBuilder reading(AccessKind kind) {
        return new AccessBuilder(kind);
    }

    public AccessBuilder at(long address, int size) {
        access.address = address;
        access.size = size;
        return this;
    }

    public AccessBuilder of(int device, int process) {
        access.deviceId = device;
        access.processId = process;
        return this;
    }

    public AccessBuilder in(int gscid, int pscid) {
        access.gscid = gscid;
        access.pscid = pscid;
        return this;
    }

    public AccessBuilder lookingUp(long subject, int level) {
        access.subject = subject;
        access.level = level;
        return this;
    }

    public AccessBuilder bigEndian() {
        access.bigEndian = true;
        return this;
    }

    public AccessBuilder forContext() {
        access.contextPointer = true;
        return this;
    }

    public AccessBuilder fresh() {
        access.fresh = true;
        return this;
    }

    public ImplicitAccess build() {
        return access.snapshot();
    }
}
