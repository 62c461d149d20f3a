package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.journal.JournalException;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the library that a journal names: in the cache, or built again from the same sources. */
public final class JournalLibrary {
    private JournalLibrary() {}

    /**
     * The library that ran.
     *
     * @throws JournalException if this checkout builds another one, with the commit that builds it
     */
    public static ModelLibrary of(Path journal, Map<String, String> head, Models models) {
        String key = head.getOrDefault("key", "none");
        Optional<ModelLibrary> cached = models.library(key);
        if (cached.isPresent()) {
            return cached.get();
        }
        String configuration = head.getOrDefault("configuration", "none");
        if (!NamedConfiguration.labels().contains(configuration)) {
            String known = String.join(",", NamedConfiguration.labels());
            throw refused(journal, "configuration=" + configuration + ", known here=" + known, head);
        }
        ModelLibrary built = models.library(
                configuration,
                Boolean.parseBoolean(head.get("note.run.canaries")),
                head.getOrDefault("note.run.optimisation", Models.optimisation()));
        if (!built.key().equals(key)) {
            String builds = "configuration=" + configuration + ", library=" + key + ", built here=" + built.key();
            throw refused(journal, builds, head);
        }
        return built;
    }

    private static JournalException refused(Path journal, String what, Map<String, String> head) {
        String commit = head.getOrDefault("note.run.commit", "unknown");
        String wayOut = "unknown".equals(commit)
                ? "replay it in the checkout that made it, with the same tools"
                : "git checkout " + commit + " and replay it there, with the same tools (./pagewalk doctor)";
        return new OtherBuildException(
                "the run belongs to another build: file=" + journal + ", " + what + "; " + wayOut);
    }
}
