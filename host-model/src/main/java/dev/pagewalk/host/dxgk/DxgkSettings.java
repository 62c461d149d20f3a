package dev.pagewalk.host.dxgk;

/** Readings of the DXGK callbacks that differ from the default; fluent. */
public final class DxgkSettings {

    private boolean strictOverlap;
    private boolean readOnlyFromLock;
    private boolean logicalRemapping;

    /** A page that is mapped already is RESOURCE_IN_USE instead of counted (D13); off. */
    public DxgkSettings strictOverlap(boolean on) {
        strictOverlap = on;
        return this;
    }

    /** Strict overlap. */
    public boolean strictOverlap() {
        return strictOverlap;
    }

    /** MDLs locked for reading are mapped read-only (D12); off. */
    public DxgkSettings readOnlyFromLock(boolean on) {
        readOnlyFromLock = on;
        return this;
    }

    /** Read-only mappings of read locks. */
    public boolean readOnlyFromLock() {
        return readOnlyFromLock;
    }

    /** The driver reports WDDM 3.0 logical remapping: the callbacks are NOT_SUPPORTED; off. */
    public DxgkSettings logicalRemapping(boolean on) {
        logicalRemapping = on;
        return this;
    }

    /** WDDM 3.0 logical remapping. */
    public boolean logicalRemapping() {
        return logicalRemapping;
    }
}
