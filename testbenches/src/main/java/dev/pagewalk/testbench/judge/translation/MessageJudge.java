package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Judges the message port: translation requests, page requests and commands for devices [IOMMU §7, §9]. */
final class MessageJudge implements MessagePins.Listener {
    private static final int COMMAND_CONTROL = 72;
    private static final int TIMEOUT = 1 << 9;

    private final MessagePins pins;
    private final AtsTranslations translations;
    private final PageRequests pages;
    private final DeviceCommands commands;
    private boolean commandsOn;
    private long lastFence = Long.MIN_VALUE;

    MessageJudge(
            Signals signals,
            GoldenConfig config,
            ViolationLog log,
            AnswerCheck answers,
            RequestJudge requests,
            FaultRecords faults,
            Retirements retirements,
            FetchedCommands fetched) {
        pins = new MessagePins(signals, this);
        translations = new AtsTranslations(log, answers, requests, faults, retirements);
        pages = new PageRequests(log, answers, requests, faults);
        commands = new DeviceCommands(log, fetched, config.invalidationTags());
    }

    void reset(long cycle) {
        translations.reset();
        pages.reset(cycle);
        commands.reset();
        commandsOn = false;
        lastFence = Long.MIN_VALUE;
    }

    /** Takes the pins of a cycle; true if a message was sent. */
    boolean onCycle(CycleView view) {
        return pins.onCycle(view);
    }

    @Override
    public void received(long head, long body, long cycle) {
        switch (Messages.type(head)) {
            case Messages.TRANSLATION -> translations.asked(head, body, cycle);
            case Messages.PAGE_REQUEST -> pages.asked(head, body, cycle);
            case Messages.TIMEOUT -> commands.timedOut(body);
            default -> commands.completed(head, body);
        }
    }

    @Override
    public void sent(long head, long body, long cycle) {
        switch (Messages.type(head)) {
            case Messages.TRANSLATION -> translations.completed(head, body, cycle);
            case Messages.INVALIDATION -> {
                commands.invalidated(head, body, cycle);
                translations.invalidated(head, body, lastFence);
            }
            default -> {
                if (!commands.responded(head, body)) {
                    pages.responded(head, body, cycle);
                }
            }
        }
    }

    void fenced(long sequence, long cycle) {
        lastFence = cycle;
        commands.fenced(sequence, cycle);
    }

    void unsent(long low, long high, long cycle) {
        commands.unsent(low, high, cycle);
    }

    void registerWritten(int word, long data, int strobe, long cycle) {
        pages.queue().registerWritten(word, data, strobe, cycle);
        if (word == COMMAND_CONTROL) {
            boolean enable = (strobe & 1) == 0 ? commandsOn : (data & 1) != 0;
            if ((enable && !commandsOn) || ((strobe & 2) != 0 && (data & TIMEOUT) != 0)) {
                commands.timeoutCleared();
            }
            commandsOn = enable;
        }
    }

    /** Takes a register read; true if it is one of the page-request queue. */
    boolean registerRead(int offset, long data, long cycle) {
        if (!pages.queue().isControl(offset)) {
            return false;
        }
        pages.queue().controlRead(data, cycle);
        return true;
    }

    /** Takes a write of the walker port; true if it lies in the page-request queue. */
    boolean written(EventView event, boolean bigEndian) {
        return pages.written(event, bigEndian);
    }

    /** Hands out what is in flight. */
    void eachInFlight(AnswerCheck.InFlight.Visitor visitor) {
        translations.eachInFlight(visitor);
        pages.eachInFlight(visitor);
    }

    /** Cycle at which the oldest message came that has not ended, or {@code otherwise}. */
    long oldest(long otherwise) {
        return pages.oldest(translations.oldest(otherwise));
    }

    void settle(long now) {
        pages.settle(now);
    }

    void finish(long cycle) {
        pages.finish(cycle);
        translations.finish(cycle);
    }

    long checks() {
        return translations.checks() + pages.checks() + commands.checks();
    }
}
