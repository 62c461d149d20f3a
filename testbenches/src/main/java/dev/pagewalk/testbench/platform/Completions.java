package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.record.CompletionStatus;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.state.LongMap;

/** Commands that somebody waits for, by tag, and the level of the interrupt wires. */
final class Completions {
    private final LongMap<Completion> waiting = new LongMap<>();
    private long interrupts;
    private String trouble;

    /** Starts to follow a command. */
    Completion follow(int tag) {
        Completion completion = new Completion(tag);
        waiting.put(tag, completion);
        return completion;
    }

    void onEvent(EventRecordFlyweight record) {
        switch (record.kind()) {
            case DATA -> {
                Completion completion = waiting.get(record.tag());
                if (completion != null) {
                    completion.beat(record.beat(), record.data());
                }
            }
            case COMPLETION -> complete(record);
            case INTERRUPT -> interrupts = record.data();
            case TROUBLE -> trouble = record.format();
            default -> {}
        }
    }

    private void complete(EventRecordFlyweight record) {
        Completion completion = waiting.get(record.tag());
        if (completion != null) {
            waiting.remove(record.tag());
            boolean aborted = record.status() == CompletionStatus.ABORTED;
            completion.end(record.response(), aborted, record.extra(), record.cycle(), record.data());
        }
    }

    /** Commands that are followed and not over. */
    int outstanding() {
        return waiting.size();
    }

    boolean isHigh(int wire) {
        return (interrupts >>> wire & 1) != 0;
    }

    /** What a bus model could not make sense of, or null. */
    String trouble() {
        return trouble;
    }
}
