package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.trace.SeedSentence;
import dev.pagewalk.host.trace.SentenceShown;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A claim of a scenario that shows sentences of the seed documents. */
public final class SentenceClaim {
    private static final Set<String> KNOWN =
            SeedSentence.all().stream().map(SeedSentence::id).collect(Collectors.toSet());

    private final ScenarioContext context;
    private final List<String> sentences;
    private String claim = "";

    SentenceClaim(ScenarioContext context, List<String> sentences) {
        for (String sentence : sentences) {
            if (!KNOWN.contains(sentence)) {
                throw new IllegalArgumentException("unknown sentence of the seed documents: id=" + sentence);
            }
        }
        this.context = context;
        this.sentences = sentences;
    }

    /** Ends the run unless the two are equal; otherwise the step at hand shows the sentences. */
    public void require(String text, String clause, Object expected, Object actual) {
        context.require(text, clause, expected, actual);
        claim = text;
        context.held(this);
    }

    void addTo(Collection<SentenceShown> shown, String scenario, int step) {
        for (String sentence : sentences) {
            shown.add(new SentenceShown(sentence, scenario, step, claim));
        }
    }
}
