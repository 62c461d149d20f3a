package dev.pagewalk.testbench.interleaving;

/**
 * One thing that host, a device or memory does. Every operation can be done in every state: what has no sense there (an
 * unmap of what is not mapped) is left out, so that operations can be removed from a list freely.
 *
 * <pre>
 *           delay             device  domain  slot  page   amount      option
 *  MAP      of the host               x       x            pages       1: read only
 *  UNMAP    of the host               x       x
 *  FLUSH    of the host               x
 *  ATTACH   of the host       x       x
 *  DETACH   of the host       x
 *  READ     of the bursts     x               x     first  words       first AXI id
 *  WRITE    of the bursts     x               x     first  words       first AXI id; from 16: data withheld
 *  MEMORY   of the host                       port         latency     spread
 *  POLL     of the host
 * </pre>
 *
 * @param kind what is done
 * @param delay cycles: of the host before it, or of the device after the host's moment
 * @param device number of a device
 * @param domain number of a domain
 * @param slot number of a buffer in its domain; every domain has its slots at the same addresses
 * @param page first page of a transfer, counted from the slot's first
 * @param amount how much
 * @param option variant
 */
public record Operation(Kind kind, int delay, int device, int domain, int slot, int page, int amount, int option) {
    /** What is done. */
    public enum Kind {
        /** A buffer is locked and mapped. */
        MAP,
        /** It is unmapped, unlocked and freed. */
        UNMAP,
        /** Everything of a domain is invalidated, with a fence. */
        FLUSH,
        /** A device is attached to a domain. */
        ATTACH,
        /** It is detached. */
        DETACH,
        /** A device starts to read. */
        READ,
        /** A device starts to write. */
        WRITE,
        /** A memory port changes its latency. */
        MEMORY,
        /** The host takes the fault records. */
        POLL
    }

    /** Refuses what no list may hold. */
    public Operation {
        boolean negative = delay < 0 || device < 0 || domain < 0 || slot < 0 || page < 0 || amount < 0 || option < 0;
        if (negative) {
            throw new IllegalArgumentException("operation with a negative number: kind=" + kind);
        }
    }

    /** True for a transfer of a device. */
    public boolean isTransfer() {
        return kind == Kind.READ || kind == Kind.WRITE;
    }

    /** The same with another delay. */
    public Operation withDelay(int cycles) {
        return new Operation(kind, cycles, device, domain, slot, page, amount, option);
    }

    /** The same with another amount. */
    public Operation withAmount(int value) {
        return new Operation(kind, delay, device, domain, slot, page, value, option);
    }
}
