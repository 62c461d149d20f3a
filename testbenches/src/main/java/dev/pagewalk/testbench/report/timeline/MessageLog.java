package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.architecture.PageRequestRecord;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.translation.MessagePins;
import dev.pagewalk.testbench.report.Translation;
import dev.pagewalk.testbench.report.timeline.Exchange.Kind;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Puts messages of the message port together: translation requests with their completions, page requests with their
 * record and response, invalidation requests with their completions [IOMMU §7, §9].
 */
final class MessageLog implements MessagePins.Listener {
    /** Cycles after which nothing more is expected of a page request, or of anything that has its answer. */
    private static final int FORGOTTEN = 65_536;

    private static final int MOST_COMPLETIONS = 8;

    private final long from;
    private final long to;
    private final MessagePins pins;
    private final List<Exchange> open = new ArrayList<>();
    private final List<Exchange> done = new ArrayList<>();

    /** A log of what overlaps the cycles from {@code from} to before {@code to}. */
    MessageLog(Signals signals, long from, long to) {
        this.from = from;
        this.to = to;
        pins = new MessagePins(signals, this);
    }

    void onCycle(CycleView view) {
        pins.onCycle(view);
    }

    /** Forgets what is open: the design is in reset. */
    void reset() {
        done.addAll(open);
        open.clear();
    }

    @Override
    public void received(long head, long body, long cycle) {
        settle(cycle);
        switch ((int) MessageUser.TYPE.get(head)) {
            case MessageUser.TRANSLATION_REQUEST -> begin(
                    Kind.TRANSLATION, head, body, cycle, MessageText.translationRequest(head, body));
            case MessageUser.PAGE_REQUEST -> begin(
                    Kind.PAGE_REQUEST, head, body, cycle, MessageText.pageRequest(head, body));
            case MessageUser.INVALIDATION_COMPLETION -> invalidated(head, body, cycle);
            default -> timedOut(head, body, cycle);
        }
    }

    @Override
    public void sent(long head, long body, long cycle) {
        settle(cycle);
        switch ((int) MessageUser.TYPE.get(head)) {
            case MessageUser.TRANSLATION_COMPLETION -> completed(head, body, cycle);
            case MessageUser.PAGE_GROUP_RESPONSE -> responded(head, body, cycle);
            default -> begin(Kind.INVALIDATION, head, body, cycle, MessageText.invalidation(head, body));
        }
    }

    private void begin(Kind kind, long head, long body, long cycle, String text) {
        open.add(new Exchange(kind, head, body, cycle, text));
    }

    /** Something that answers nothing which the records show. */
    private void unasked(String what, long head, String text, long cycle) {
        Exchange alone = new Exchange(Kind.UNASKED, head, 0, cycle, MessageText.unasked(what, head, text));
        alone.over = true;
        open.add(alone);
    }

    private Exchange find(Kind kind, Predicate<Exchange> wanted) {
        for (Exchange exchange : open) {
            if (exchange.kind == kind && !exchange.over && wanted.test(exchange)) {
                return exchange;
            }
        }
        return null;
    }

    private static boolean sameDevice(Exchange exchange, long head) {
        return MessageText.device(exchange.head) == MessageText.device(head);
    }

    private void completed(long head, long body, long cycle) {
        String text = MessageText.completion(head, body);
        long tag = MessageUser.TAG.get(head);
        Exchange asked = find(
                Kind.TRANSLATION, exchange -> sameDevice(exchange, head) && MessageUser.TAG.get(exchange.head) == tag);
        if (asked == null) {
            unasked("completion", head, "tag " + tag + ", " + text, cycle);
        } else {
            asked.end(cycle, "completed  " + text);
        }
    }

    /** A response ends the whole group; the last request of it asked for it. */
    private void responded(long head, long body, long cycle) {
        String text = MessageText.response(body);
        long group = MessageUser.GROUP_INDEX.get(body);
        Predicate<Exchange> inGroup =
                exchange -> sameDevice(exchange, head) && MessageText.group(exchange.body) == group;
        Exchange last = find(
                Kind.PAGE_REQUEST,
                inGroup.and(exchange -> PageRequestRecord.LAST.bits().isSet(exchange.body)));
        if (last == null) {
            unasked("response", head, "group " + group + ", " + text, cycle);
            return;
        }
        last.end(cycle, "response   " + text);
        for (Exchange other = find(Kind.PAGE_REQUEST, inGroup); other != null && other.start < last.start; ) {
            other.over = true;
            other = find(Kind.PAGE_REQUEST, inGroup);
        }
    }

    private void invalidated(long head, long body, long cycle) {
        int needed = (int) MessageUser.COMPLETION_COUNT.get(body);
        int all = needed == 0 ? MOST_COMPLETIONS : needed;
        boolean any = false;
        for (Exchange asked : open) {
            if (isTagged(asked, body) && sameDevice(asked, head)) {
                any = true;
                int nth = asked.answers.size() + 1;
                String text = "completed  " + nth + " of " + all;
                if (nth < all) {
                    asked.answer(cycle, text);
                } else {
                    asked.end(cycle, text);
                }
            }
        }
        if (!any) {
            unasked("completion", head, "of invalidations", cycle);
        }
    }

    private void timedOut(long head, long body, long cycle) {
        boolean any = false;
        for (Exchange asked : open) {
            if (isTagged(asked, body)) {
                any = true;
                asked.end(cycle, "given up  ");
            }
        }
        if (!any) {
            unasked("time-out", head, "of invalidations", cycle);
        }
    }

    private static boolean isTagged(Exchange asked, long body) {
        boolean tagged = (MessageUser.INVALIDATION_TAGS.get(body) >>> MessageUser.TAG.get(asked.head) & 1) != 0;
        return asked.kind == Kind.INVALIDATION && !asked.over && tagged;
    }

    /** A record of the page-request queue is in memory. */
    void recorded(long[] words, long address, long cycle) {
        Exchange asked = find(
                Kind.PAGE_REQUEST,
                exchange -> exchange.answers.isEmpty()
                        && exchange.body == words[1]
                        && MessageText.device(exchange.head) == PageRequestRecord.DID.get(words));
        if (asked != null) {
            asked.answer(cycle, "recorded   at 0x" + Long.toHexString(address));
        }
    }

    /** A translation for a translation request is complete; its completion may have left before. */
    void translated(Translation translation, WalkLog walks) {
        for (List<Exchange> list : List.of(done, open)) {
            for (Exchange asked : list) {
                boolean mine = asked.kind == Kind.TRANSLATION
                        && asked.translation == null
                        && asked.body == translation.iova()
                        && MessageText.device(asked.head) == translation.device();
                if (mine) {
                    asked.translation = translation;
                    if (translation.isWalked()) {
                        asked.walk.addAll(walks.of(translation, asked.start));
                    }
                    return;
                }
            }
        }
    }

    /** Moves what is over out of the way; what ended before the window is dropped. */
    private void settle(long cycle) {
        for (Iterator<Exchange> all = open.iterator(); all.hasNext(); ) {
            Exchange exchange = all.next();
            boolean old = exchange.start < cycle - FORGOTTEN;
            boolean whole = exchange.kind != Kind.TRANSLATION || exchange.translation != null;
            boolean ended = exchange.over || exchange.kind == Kind.PAGE_REQUEST;
            if ((exchange.over && whole) || (ended && old)) {
                all.remove();
                if (exchange.lastCycle() >= from) {
                    done.add(exchange);
                }
            }
        }
    }

    /** What overlaps the window, in no order. */
    List<Exchange> exchanges() {
        List<Exchange> all = new ArrayList<>(done);
        all.addAll(open);
        all.removeIf(exchange -> exchange.start >= to || (exchange.over && exchange.lastCycle() < from));
        return all;
    }
}
