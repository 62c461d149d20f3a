package dev.pagewalk.testbench.judge.table;

/** One 4-KiB page that the host asked to map, and how far its removal is. */
public final class PageIntent {
    /** How far the page is on its way from being asked for to being gone. */
    public enum State {
        /** Asked for; devices may use it as soon as its stores commit. */
        WANTED,
        /** The host asked to unmap it; its entry may still be there. */
        UNWANTED,
        /** Its entry was cleared in memory. */
        CLEARED,
        /** A covering invalidation was announced after the clearing. */
        INVALIDATED,
        /** A fence was announced after the invalidation. */
        FENCING
    }

    final long iova;
    final long physical;
    final int permissions;
    State state = State.WANTED;
    long since;
    long fence;
    boolean installed;
    long installedAt;

    PageIntent(long iova, long physical, int permissions, long since) {
        this.iova = iova;
        this.physical = physical;
        this.permissions = permissions;
        this.since = since;
    }

    public long iova() {
        return iova;
    }

    public long physical() {
        return physical;
    }

    /** READ and WRITE bits of the driver listener. */
    public int permissions() {
        return permissions;
    }

    public State state() {
        return state;
    }

    /** True once the host said that the mapping is visible, until it asks to remove it. */
    public boolean isInstalled() {
        return installed && state == State.WANTED;
    }

    /** Cycle at which the host said that the mapping is visible. */
    public long installedAt() {
        return installedAt;
    }

    /** Cycle at which the page came to its present state. */
    public long since() {
        return since;
    }
}
