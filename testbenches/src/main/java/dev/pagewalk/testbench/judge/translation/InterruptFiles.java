package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.TranslationResult;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.data.Burst;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores of devices into memory-resident interrupt files: the pending bit, then always the notice, and nothing else
 * [IOMMU §6 MRIF store].
 */
final class InterruptFiles {
    private static final String CLAUSE = "IOMMU §6 MRIF store";
    private static final int OKAY = 0;
    private static final int MRIF_ACCESS_FAULT = 264;
    private static final int MRIF_POISON = 271;
    private static final int IDENTITIES = 2048;
    private static final int PAIR_BYTES = 16;
    private static final int REGISTER_OFFSET = 0xff8;
    private static final int WORD = 4;
    private static final int BOTH_ENDIAN = 27;
    private static final int ADDRESS_BITS = 32;
    /** Failed accesses that are remembered. */
    private static final int MOST_FAILED = 256;

    /** An access of the walker port that did not do what was asked. */
    private record Failed(long address, long cycle, boolean poison) {}

    private final ViolationLog log;
    private final WalkerAccesses walker;
    private final FaultRecords faults;
    private final boolean bothEndian;
    private final int physicalBits;
    private final ArrayDeque<Failed> failures = new ArrayDeque<>();
    private long checks;

    InterruptFiles(ViolationLog log, GoldenConfig config, WalkerAccesses walker, FaultRecords faults) {
        this.log = log;
        this.walker = walker;
        this.faults = faults;
        bothEndian = Messages.flag(config.capabilities(), BOTH_ENDIAN);
        physicalBits = (int) (config.capabilities() >>> ADDRESS_BITS) & 0x3f;
    }

    void reset() {
        failures.clear();
    }

    long checks() {
        return checks;
    }

    /** An access of the walker port failed, or an exclusive one lost its reservation. */
    void failed(EventView event) {
        if (failures.size() == MOST_FAILED) {
            failures.remove();
        }
        failures.add(new Failed(event.address(), event.cycle(), event.isPoison()));
    }

    /** A request ended in one of these files. */
    void ended(Burst request, List<Answer> files, int response, long cycle) {
        checks++;
        boolean word = request.isAlignedWord();
        if (!request.isWrite() || !word) {
            return;
        }
        int lanes = (request.strobe(0) >>> ((int) request.address() & WORD)) & 0xf;
        int identity = identity(request);
        if (lanes != 0xf || identity < 0) {
            requireSilence(request, lanes, response, cycle);
            return;
        }
        for (Answer answer : files) {
            boolean done = response == OKAY
                    ? stores(request, answer.file(), identity, cycle)
                    : fails(request, answer.file(), identity, cycle);
            if (done) {
                return;
            }
        }
        report(request, files.get(0).file(), identity, response, cycle);
    }

    /** Data that names no interrupt is accepted and dropped; part of a word is no access that a file takes. */
    private void requireSilence(Burst request, int lanes, int response, long cycle) {
        if ((response == OKAY) != (lanes == 0xf || lanes == 0)) {
            log.add(
                    "a store to an interrupt file that names no interrupt is dropped",
                    CLAUSE,
                    lanes == 0xf ? "OKAY" : "an error for part of a word",
                    request.describe() + " was answered " + response,
                    cycle);
        }
    }

    /** The interrupt that the data names, or a negative number. */
    private int identity(Burst request) {
        boolean second = (request.address() & WORD) != 0;
        if ((request.address() & REGISTER_OFFSET) != 0 || (second && !bothEndian)) {
            return -1;
        }
        int data = (int) (request.data(0) >>> (second ? Integer.SIZE : 0));
        int number = second ? Integer.reverseBytes(data) : data;
        return Integer.compareUnsigned(number, IDENTITIES) < 0 ? number : -1;
    }

    private static long pendingWord(TranslationResult.Mrif file, int identity) {
        return file.address() + (long) PAIR_BYTES * (identity / Long.SIZE);
    }

    private boolean stores(Burst request, TranslationResult.Mrif file, int identity, long cycle) {
        long word = pendingWord(file, identity);
        long bit = 1L << (identity % Long.SIZE);
        long stored = walker.findStore(word, request.cycle(), cycle, (before, after) -> after == (before | bit));
        long noticed = stored < 0 ? -1 : walker.findStore(file.notice(), stored, cycle, isNotice(file));
        if (noticed < 0) {
            return false;
        }
        walker.takeStore(word, stored);
        walker.takeStore(file.notice(), noticed);
        walker.explainReads(new long[] {word}, request.cycle(), cycle);
        return true;
    }

    private static WalkerAccesses.Change isNotice(TranslationResult.Mrif file) {
        return (before, after) -> (int) after == file.noticeId() && before >>> Integer.SIZE == after >>> Integer.SIZE;
    }

    /** A refused store: an access to the file or the notice failed, and the record says which way. */
    private boolean fails(Burst request, TranslationResult.Mrif file, int identity, long cycle) {
        long word = pendingWord(file, identity);
        List<Answer> causes = new ArrayList<>();
        if (beyond(word) || beyond(file.notice()) || anyFailed(word, file.notice(), false, request.cycle(), cycle)) {
            causes.add(Answer.refused(MRIF_ACCESS_FAULT, !file.silent()));
        }
        if (anyFailed(word, file.notice(), true, request.cycle(), cycle)) {
            causes.add(Answer.refused(MRIF_POISON, !file.silent()));
        }
        if (causes.isEmpty()) {
            return false;
        }
        long bit = 1L << (identity % Long.SIZE);
        long stored = walker.findStore(word, request.cycle(), cycle, (before, after) -> after == (before | bit));
        if (stored >= 0) {
            walker.takeStore(word, stored);
        }
        walker.explainReads(new long[] {word}, request.cycle(), cycle);
        faults.refused(
                Requests.record(request.user(), true),
                request.address(),
                causes,
                request.cycle(),
                cycle,
                request.describe());
        return true;
    }

    private boolean beyond(long address) {
        return physicalBits < Long.SIZE - 1 && address >>> physicalBits != 0;
    }

    private boolean anyFailed(long word, long notice, boolean poison, long from, long to) {
        for (Failed failed : failures) {
            boolean here = failed.address == (word & -Long.BYTES) || failed.address == (notice & -Long.BYTES);
            if (here && failed.poison == poison && failed.cycle >= from && failed.cycle <= to) {
                return true;
            }
        }
        return false;
    }

    private void report(Burst request, TranslationResult.Mrif file, int identity, int response, long cycle) {
        String expected = response == OKAY
                ? "interrupt %d pending in the file at 0x%x, then the notice %d at 0x%x"
                        .formatted(identity, file.address(), file.noticeId(), file.notice())
                : "an access to the file or of the notice that memory refused";
        log.add(
                response == OKAY
                        ? "a store to an interrupt file sets the pending bit, then sends the notice"
                        : "a store to an interrupt file is refused only where an access of it fails",
                CLAUSE,
                expected,
                request.describe() + " was answered " + response + " without",
                cycle);
    }
}
