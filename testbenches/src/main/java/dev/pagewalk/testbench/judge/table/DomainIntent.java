package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.state.LongMap;

import java.util.Locale;

/** A translation domain as the host asked for it. */
public final class DomainIntent {
    final int number;
    final String mode;
    final int tag;
    final long root;
    final LongMap<PageIntent> pages = new LongMap<>();
    boolean deleted;

    DomainIntent(int number, String mode, int tag, long root) {
        this.number = number;
        this.mode = mode.toLowerCase(Locale.ROOT);
        this.tag = tag;
        this.root = root;
    }

    public int number() {
        return number;
    }

    /** Architectural name of the mode, in lower case, such as {@code sv39x4}. */
    public String mode() {
        return mode;
    }

    /** GSCID of a second-stage domain, PSCID of a first-stage one. */
    public int tag() {
        return tag;
    }

    /** The stage that its tables are. */
    TableKind stage() {
        return mode.endsWith("x4") ? TableKind.SECOND_STAGE : TableKind.FIRST_STAGE;
    }

    /** Physical address of the root table, 0 if there is none. */
    public long root() {
        return root;
    }

    /** The page of an IOVA, or null if the host never asked for it or it is fenced away. */
    public PageIntent page(long iova) {
        return pages.get(iova >>> 12);
    }

    /** Levels of the mode's tables. */
    public int levels() {
        return switch (mode) {
            case "sv39", "sv39x4" -> 3;
            case "sv48", "sv48x4" -> 4;
            case "sv57", "sv57x4" -> 5;
            default -> 0;
        };
    }

    /** MODE field of iohgatp or fsc for this domain, 0 if it has no table [IOMMU §2]. */
    public int modeField() {
        return switch (mode) {
            case "sv39", "sv39x4" -> 8;
            case "sv48", "sv48x4" -> 9;
            case "sv57", "sv57x4" -> 10;
            default -> 0;
        };
    }
}
