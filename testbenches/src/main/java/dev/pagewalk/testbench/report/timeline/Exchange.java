package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.testbench.report.Translation;

import java.util.ArrayList;
import java.util.List;

/** A message on the message port with everything that came of it: its translation, the accesses of its walk, answers. */
final class Exchange {
    /** What it began with. */
    enum Kind {
        TRANSLATION,
        PAGE_REQUEST,
        INVALIDATION,
        /** An answer to something that the records do not show. */
        UNASKED
    }

    /**
     * Something that came of it.
     *
     * @param cycle when
     * @param text what it was
     */
    record Answer(long cycle, String text) {}

    final Kind kind;
    final long head;
    final long body;
    final long start;
    final String text;
    final List<Answer> answers = new ArrayList<>();
    Translation translation;
    final List<WalkStep> walk = new ArrayList<>();
    boolean over;

    Exchange(Kind kind, long head, long body, long start, String text) {
        this.kind = kind;
        this.head = head;
        this.body = body;
        this.start = start;
        this.text = text;
    }

    void answer(long cycle, String what) {
        answers.add(new Answer(cycle, what));
    }

    /** The same with the time that it took, after which nothing more is to come. */
    void end(long cycle, String what) {
        answer(cycle, what + " after " + (cycle - start) + " cycles");
        over = true;
    }

    /** Last cycle that is known of it. */
    long lastCycle() {
        long last = translation == null ? start : Math.max(start, translation.cycle());
        return answers.isEmpty()
                ? last
                : Math.max(last, answers.get(answers.size() - 1).cycle());
    }
}
