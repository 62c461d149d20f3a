package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.AtsCompletion;
import dev.pagewalk.testbench.golden.TranslationResult;

import java.util.ArrayList;
import java.util.List;

/** One translation completion, to be compared with permitted results of the request [IOMMU §7]. */
final class AtsCompletionCheck {
    private static final int PAGE_SHIFT = 12;
    /** N and AMA, which are 0. */
    private static final long ZERO = 1 << 10 | 7 << 6;

    private final long head;
    private final long body;

    AtsCompletionCheck(long head, long body) {
        this.head = head;
        this.body = body;
    }

    /** UR or CA. */
    boolean isFailure() {
        return Messages.status(head) != Messages.SUCCESS;
    }

    int log2Size() {
        return Messages.log2Size(body);
    }

    /** True if it names an address range of more than one page. */
    boolean grantsRange() {
        return !isFailure()
                && (flag(Messages.READ) || flag(Messages.WRITE))
                && !flag(Messages.UNTRANSLATED_ONLY)
                && log2Size() > PAGE_SHIFT;
    }

    /** Those results that it may stand for. */
    List<TranslationResult> matching(List<TranslationResult> permitted, long iova) {
        List<TranslationResult> matching = new ArrayList<>();
        for (TranslationResult result : permitted) {
            if (permits(result, iova)) {
                matching.add(result);
            }
        }
        return matching;
    }

    private boolean permits(TranslationResult result, long iova) {
        return switch (result.status()) {
            case UNSUPPORTED_REQUEST -> Messages.status(head) == Messages.UNSUPPORTED_REQUEST;
            case COMPLETER_ABORT -> Messages.status(head) == Messages.COMPLETER_ABORT;
            case OK -> Messages.status(head) == Messages.SUCCESS && saysTheSame(result, iova);
        };
    }

    private boolean saysTheSame(TranslationResult result, long iova) {
        AtsCompletion ats = result.ats();
        boolean same = (body & ZERO) == 0
                && flag(Messages.READ) == ats.read()
                && flag(Messages.WRITE) == ats.write()
                && flag(Messages.EXECUTE) == ats.execute()
                && flag(Messages.PRIVILEGED) == ats.privileged()
                && flag(Messages.GLOBAL) == ats.global()
                && (ats.cxlIo() == null || flag(Messages.CXL_IO) == ats.cxlIo());
        if (!same || (!ats.read() && !ats.write())) {
            // the address of a denied completion is open
            return same;
        }
        return flag(Messages.UNTRANSLATED_ONLY) == ats.untranslatedOnly()
                && (ats.untranslatedOnly() || isPlace(result, iova));
    }

    /** Any smaller range than that of the entries may be reported. */
    private boolean isPlace(TranslationResult result, long iova) {
        int size = log2Size();
        long offset = size >= Long.SIZE ? -1 : (1L << size) - 1;
        long address = (body & ~offset) | (iova & offset);
        return size <= result.log2Size()
                && address >>> PAGE_SHIFT == result.spa() >>> PAGE_SHIFT
                && Messages.pbmt(head) == result.pbmt();
    }

    private boolean flag(int bit) {
        return Messages.flag(body, bit);
    }

    String describe() {
        return "completion with status %d, body 0x%x, PBMT %d, tag %d, device %d"
                .formatted(Messages.status(head), body, Messages.pbmt(head), Messages.tag(head), Messages.device(head));
    }

    static String describe(TranslationResult result) {
        AtsCompletion ats = result.ats();
        if (ats == null) {
            return result.status() + " for cause " + result.cause().code();
        }
        String rights = (ats.read() ? "R" : "-")
                + (ats.write() ? "W" : "-")
                + (ats.execute() ? "X" : "-")
                + (ats.untranslatedOnly() ? "U" : "")
                + (ats.privileged() ? " Priv" : "")
                + (ats.global() ? " G" : "");
        return "%s for 0x%x, up to 2^%d bytes, PBMT %d, CXL.io %s"
                .formatted(rights, result.spa(), result.log2Size(), result.pbmt(), ats.cxlIo());
    }
}
