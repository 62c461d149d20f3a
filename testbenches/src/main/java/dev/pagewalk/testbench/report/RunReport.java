package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.scenario.ScenarioContext;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The first screen of a run: every table store on its way from the MDL to the walker, then the summary. */
public final class RunReport {
    private static final String ROW = "%4s  %-9s  %-14s  %-12s  %-11s  %-18s  %8s  %10s%n";

    private final PrintWriter out;

    public RunReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints what the run is. */
    public void title(String scenario, String configuration, long seed) {
        out.printf("%s on configuration %s, seed %d%n%n", scenario, configuration, seed);
    }

    /** Prints what the scenario did. */
    public void steps(List<ScenarioContext.Step> steps) {
        out.println("   cycle  step  what happened");
        for (ScenarioContext.Step step : steps) {
            out.printf("%8d  %4d  %s%n", step.cycle(), step.number(), step.text());
        }
        out.println();
    }

    /** Prints the files that were written, as seen from a folder. */
    public void files(List<Path> files, Path from) {
        for (Path file : files) {
            boolean inside = file.toAbsolutePath().startsWith(from);
            out.printf("%-28s %s%n", "file", inside ? from.relativize(file.toAbsolutePath()) : file);
        }
    }

    /** Prints a table of stores; {@code mdlPages} holds the PFN of each page of the MDL. */
    public void stores(List<TableStore> stores, long[] mdlPages) {
        out.println("Table stores: MDL page -> PFN -> IOVA -> entry -> cycle of the store -> walker's first read");
        out.printf(ROW, "MDL", "PFN", "IOVA", "entry", "at", "value", "stored", "first read");
        for (TableStore store : stores) {
            int page = indexOf(mdlPages, store.iova());
            boolean leaf = store.what().contains("leaf");
            out.printf(
                    ROW,
                    leaf && page >= 0 ? Integer.toString(page) : "-",
                    store.pfn() >= 0 ? "0x" + Long.toHexString(store.pfn()) : "-",
                    store.iova() >= 0 ? "0x" + Long.toHexString(store.iova()) : "-",
                    store.what(),
                    "0x" + Long.toHexString(store.address()),
                    String.format("0x%016x", store.value()),
                    Long.toString(store.cycle()),
                    store.firstRead() >= 0 ? Long.toString(store.firstRead()) : "-");
        }
        out.println();
    }

    private static int indexOf(long[] pages, long iova) {
        for (int i = 0; i < pages.length; i++) {
            if (pages[i] == iova >>> 12) {
                return i;
            }
        }
        return -1;
    }

    /** Prints the summary. */
    public void summary(RunRecorder recorder, long cycles, Map<String, Long> judges, long hash) {
        row("cycles", cycles);
        row("translations", recorder.translations());
        row("faults", recorder.faults());
        row("page-table stores", recorder.pteStores());
        row("walk reads", recorder.walkReads());
        judges.forEach((judge, checks) -> row("checks of judge " + judge, checks));
        out.printf("%-28s %16s%n", "record hash", String.format("%016x", hash));
    }

    private void row(String name, long value) {
        out.printf("%-28s %16d%n", name, value);
    }
}
