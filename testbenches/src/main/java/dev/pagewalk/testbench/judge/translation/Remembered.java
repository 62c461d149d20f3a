package dev.pagewalk.testbench.judge.translation;

import java.util.List;

/** The one answer to a request for a page, and the words that it rests on. */
final class Remembered {
    final long user;
    final long page;
    final boolean write;
    Answer answer;
    /** The same as a list. */
    List<Answer> single;

    long[] footprint = new long[0];
    boolean valid;
    int stamp;
    /** Since when it is the one answer: an earlier request may end otherwise. */
    long from;
    /** When a request last got this answer: what its walk could keep, it could keep until then. */
    long lastTo;

    Remembered(long user, long page, boolean write) {
        this.user = user;
        this.page = page;
        this.write = write;
    }
}
