package dev.pagewalk.testbench.judge.ownership;

import dev.pagewalk.host.bus.DriverListener.TableKind;

/**
 * Who a physical page belongs to, and who may reach it.
 *
 * <pre>
 *  free -> owned -> locked by MDL n, or pinned -> device-visible -> quarantined until the fence -> locked -> owned -> free
 * </pre>
 */
final class PageState {
    String owner = "nobody";
    /** The owner when it became visible to devices. */
    String visibleOwner;

    int locks;
    long lastMdl;
    boolean pinned;
    boolean freed;
    TableKind table;
    /** Mappings that are asked for and not asked to be removed. */
    int visible;
    /** Mappings that are being removed: devices may reach them until the fence. */
    int quarantined;

    boolean wasMapped;

    /** True while devices may reach it through some mapping. */
    boolean isReachable() {
        return visible + quarantined > 0;
    }

    /** True if its memory stays where it is. */
    boolean isHeld() {
        return locks > 0 || pinned;
    }

    /** True if it went to somebody else while devices could still reach it. */
    boolean hasChangedHands() {
        return visibleOwner != null && isReachable() && (freed || !visibleOwner.equals(owner));
    }

    /** In words. */
    String describe() {
        if (table != null) {
            return "a table of the IOMMU (" + table + ")";
        }
        StringBuilder text = new StringBuilder();
        if (locks > 0) {
            text.append("locked by MDL 0x").append(Long.toHexString(lastMdl));
        } else {
            text.append(pinned ? "pinned by MDL 0x" + Long.toHexString(lastMdl) : "not locked");
        }
        text.append(freed ? ", free" : ", owned by " + owner);
        if (visible > 0) {
            text.append(", visible to devices");
        } else if (quarantined > 0) {
            text.append(", quarantined until the fence");
        } else if (wasMapped) {
            text.append(", fenced away from devices");
        }
        return text.toString();
    }
}
