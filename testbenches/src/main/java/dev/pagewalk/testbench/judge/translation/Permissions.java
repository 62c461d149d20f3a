package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.Origin;
import dev.pagewalk.testbench.golden.PageRequest;
import dev.pagewalk.testbench.golden.TranslationResult;
import dev.pagewalk.testbench.golden.history.AllowedSet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks the golden model what is permitted for a request, given every version of every table word, the invalidations,
 * the registers of that time and the errors that memory gave.
 */
final class Permissions {
    private static final long ACCESSED_AND_DIRTY = 0xc0;

    private final AllowedSet allowed;
    private final RegisterTimeline registers;
    private final MemoryErrors errors;
    private final List<Evaluation.Update> current = new ArrayList<>();
    private Evaluation evaluation;
    private RegisterTimeline.Epoch written;
    private long from;
    private long to;

    Permissions(GoldenConfig config, Liberties liberties, RegisterTimeline registers, MemoryErrors errors) {
        this.registers = registers;
        this.errors = errors;
        allowed = new AllowedSet(config, errors::outcome);
        if (!liberties.prefetches()) {
            allowed.withoutPrefetch();
        }
        allowed.observe(this::accessed);
    }

    /** A word of memory has changed. */
    void committed(long cycle, long address, long value) {
        allowed.committed(cycle, address, value);
    }

    /** The doubleword as memory holds it now. */
    long present(long address) {
        return allowed.present(address);
    }

    /** Commands that a fence, now known to be complete, has completed. */
    void completed(List<FetchedCommands.Fetched> commands, long cycle) {
        for (FetchedCommands.Fetched command : commands) {
            allowed.invalidationIssued(command.cycle(), command.invalidation());
        }
        allowed.fenceCompleted(cycle);
    }

    /** Nothing is kept any more. */
    void reset() {
        allowed.cachesEmptied();
    }

    /** Nothing that was over before a cycle will be asked for any more. */
    void forgetBefore(long cycle) {
        allowed.forgetBefore(cycle);
    }

    /** Since when a word has the value that it has now. */
    long since(long address) {
        return allowed.since(address);
    }

    /** What is permitted for a request that was in flight from one cycle to another. */
    void evaluate(long user, boolean write, long iova, long start, long end, Evaluation into) {
        evaluation = into;
        into.clear();
        from = start;
        to = end;
        InboundRequest request = Requests.of(user, write, iova);
        Consumer<TranslationResult> ended = request.origin() == Origin.ATS ? this::completed : this::ended;
        each(() -> allowed.evaluate(request, from, to, ended));
    }

    /** What is permitted for a page request that was in flight from one cycle to another. */
    void evaluate(PageRequest request, long start, long end, Evaluation into) {
        evaluation = into;
        into.clear();
        from = start;
        to = end;
        each(() -> allowed.evaluate(request, from, to, into::judge));
    }

    /** Evaluates for every set of register values that may have been in force. */
    private void each(Runnable evaluate) {
        int open = 0;
        for (RegisterTimeline.Epoch epoch : registers.epochs()) {
            if (epoch.meets(from, to)) {
                open++;
                choose(epoch);
                evaluateErrors(evaluate);
            }
        }
        evaluation.passing |= open > 1;
    }

    private void evaluateErrors(Runnable evaluate) {
        errors.between(from, to, true);
        evaluate.run();
        if (errors.met() && errors.mayHaveBeenKept()) {
            errors.between(from, to, false);
            evaluate.run();
        }
        evaluation.passing |= errors.met();
    }

    private void choose(RegisterTimeline.Epoch epoch) {
        if (epoch != written) {
            allowed.writeRegister(RegisterTimeline.FCTL, Integer.BYTES, epoch.fctl);
            allowed.writeRegister(RegisterTimeline.DDTP, Long.BYTES, epoch.ddtp);
            allowed.writeRegister(RegisterTimeline.QOSID, Integer.BYTES, epoch.qosid);
            written = epoch;
        }
    }

    private void accessed(ImplicitAccess access) {
        if (access.kind().compareTo(AccessKind.MSI_PTE) > 0 || evaluation == null) {
            return;
        }
        switch (access.operation()) {
            case PLANNED_UPDATE -> plan(update(access));
            case COMPARE_AND_SWAP -> {
                current.add(update(access));
                plan(update(access));
            }
            default -> evaluation.reads(access.address(), access.size());
        }
    }

    private static Evaluation.Update update(ImplicitAccess access) {
        int shift = (int) (access.address() & 7) * Byte.SIZE;
        long mask = access.size() == Integer.BYTES ? 0xffff_ffffL << shift : -1;
        return new Evaluation.Update(access.address() & -Long.BYTES, mask, flags(access), access.value() << shift);
    }

    private void plan(Evaluation.Update update) {
        evaluation.passing = true;
        if (!evaluation.updates.contains(update)) {
            evaluation.updates.add(update);
        }
    }

    private void ended(TranslationResult result) {
        if (isInTime(result)) {
            evaluation.permit(Answer.of(result));
        }
    }

    private void completed(TranslationResult result) {
        if (isInTime(result)) {
            evaluation.complete(result);
        }
    }

    private boolean isInTime(TranslationResult result) {
        boolean granted = result.status() == TranslationResult.Status.OK;
        boolean updated = true;
        for (Evaluation.Update update : current) {
            updated &= !granted || isVisible(update);
        }
        current.clear();
        return updated;
    }

    /** A and D have to be in memory before the access is let through [IOMMU §4]. */
    private boolean isVisible(Evaluation.Update update) {
        boolean[] seen = new boolean[1];
        allowed.versions(update.address(), from, to, (value, first, last) -> seen[0] |= update.isIn(value));
        return seen[0];
    }

    /** A and D of the entry: bits 7 and 6 of its first byte, or of its last in big-endian order. */
    private static long flags(ImplicitAccess access) {
        int first = (int) (access.address() & 7) * Byte.SIZE;
        return ACCESSED_AND_DIRTY << first << (access.bigEndian() ? (access.size() - 1) * Byte.SIZE : 0);
    }
}
