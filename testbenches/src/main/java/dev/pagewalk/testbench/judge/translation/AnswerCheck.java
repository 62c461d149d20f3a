package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.PageRequest;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.List;

/**
 * Decides whether an answer is permitted. Where the last answer to the same request still stands it is compared with
 * that one; else the golden model is asked for the whole set.
 */
final class AnswerCheck {
    private static final int PAGE_SHIFT = 12;

    /** Hands out the requests that are in flight. */
    interface InFlight {
        /** Each with AxUSER, direction, address and the cycle at which it was accepted. */
        void each(Visitor visitor);

        /** Sees one request. */
        interface Visitor {
            void visit(long user, boolean write, long iova, long accepted);

            /** Sees a page request, which reads the directory and nothing behind it. */
            default void visit(PageRequest request, long accepted) {}
        }
    }

    /** Asks for everything that requests in flight may have left behind until now. */
    private final class LeftBehind implements InFlight.Visitor {
        private final long to;

        LeftBehind(long to) {
            this.to = to;
        }

        @Override
        public void visit(long user, boolean write, long iova, long accepted) {
            permissions.evaluate(user, write, iova, accepted, Math.max(accepted, to), aside);
        }

        @Override
        public void visit(PageRequest request, long accepted) {
            permissions.evaluate(request, accepted, Math.max(accepted, to), aside);
        }
    }

    private final Permissions permissions;
    private final RegisterTimeline registers;
    private final InFlight inFlight;
    private final AnswerMemory remembered = new AnswerMemory(this::forgotten);
    private final Evaluation evaluation = new Evaluation();
    private final Evaluation aside = new Evaluation();
    private int registerChanges;
    private long evaluations;

    AnswerCheck(
            GoldenConfig config,
            Liberties liberties,
            RegisterTimeline registers,
            MemoryErrors errors,
            InFlight inFlight) {
        this.registers = registers;
        this.inFlight = inFlight;
        permissions = new Permissions(config, liberties, registers, errors);
    }

    /** Takes a change of memory. */
    void stored(EventView event) {
        long address = event.address() & -Long.BYTES;
        long before = permissions.present(address);
        long after = ShadowMemory.merge(before, event.data(), event.strobe());
        if (before != after) {
            remembered.changes(address);
            permissions.committed(event.cycle(), address, after);
        }
    }

    /** The doubleword as memory holds it now. */
    long memoryAt(long address) {
        return permissions.present(address);
    }

    /** An access to this word failed: what rests on it has to be asked for again. */
    void failed(long address) {
        remembered.changes(address & -Long.BYTES);
    }

    void fenced(List<FetchedCommands.Fetched> invalidations, long cycle) {
        permissions.completed(invalidations, cycle);
    }

    void reset() {
        remembered.clear();
        permissions.reset();
    }

    private void forgotten(Remembered place) {
        permissions.evaluate(place.user, place.write, place.page << PAGE_SHIFT, place.lastTo, place.lastTo, aside);
    }

    /** The answer to a request for this page that still stands, or null. */
    Remembered standing(long user, boolean write, long iova) {
        if (registerChanges != registers.changes()) {
            registerChanges = registers.changes();
            remembered.clear();
        }
        return remembered.find(user, iova >>> PAGE_SHIFT, write);
    }

    /** Everything that is permitted for a request; a single lasting answer is remembered. */
    Evaluation evaluate(Remembered place, long user, boolean write, long iova, long from, long to) {
        evaluations++;
        permissions.evaluate(user, write, iova, from, to, evaluation);
        if (place != null && !evaluation.passing && evaluation.answers.size() == 1) {
            long[] footprint = evaluation.footprint();
            if (isPresent(footprint, to)) {
                remembered.remember(place, evaluation.answers.get(0), footprint, from, to);
            }
        }
        return evaluation;
    }

    /** True if neither registers nor any of these words have changed after {@code time}: what held then holds now. */
    private boolean isPresent(long[] words, long time) {
        boolean present = registers.lastChange() <= time;
        for (int i = 0; present && i < words.length; i++) {
            present = permissions.since(words[i]) <= time;
        }
        return present;
    }

    /**
     * The same once more, when the answer was not among what is permitted: now with all that other requests may have
     * left behind, in flight or remembered.
     */
    Evaluation evaluateAgain(long user, boolean write, long iova, long from, long to) {
        rememberedAnswers();
        inFlight.each(new LeftBehind(to));
        permissions.evaluate(user, write, iova, from, to, evaluation);
        return evaluation;
    }

    /** Everything that is permitted for a page request. */
    Evaluation evaluate(PageRequest request, long from, long to) {
        permissions.evaluate(request, from, to, aside);
        return aside;
    }

    /**
     * The same once more, with all that requests in flight may have left behind. Answers that are remembered were asked
     * for when the directory last changed.
     */
    Evaluation evaluateAgain(PageRequest request, long from, long to) {
        inFlight.each(new LeftBehind(to));
        return evaluate(request, from, to);
    }

    /** Everything that was permitted for a request that has ended, apart from the evaluations of others. */
    Evaluation lookBack(long user, boolean write, long iova, long from, long to) {
        permissions.evaluate(user, write, iova, from, to, aside);
        return aside;
    }

    /** Asks for everything that the requests behind remembered answers may have left behind. */
    void rememberedAnswers() {
        remembered.forEach(this::forgotten);
    }

    /** Evaluations of the whole set so far. */
    long evaluations() {
        return evaluations;
    }

    void forgetBefore(long cycle) {
        registers.forgetBefore(cycle);
        permissions.forgetBefore(cycle);
    }
}
