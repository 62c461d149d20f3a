package dev.pagewalk.testbench.judge.translation;

/** The last requests that were answered, for those who look back. */
final class Recent {
    /** Sees one request. */
    interface Visitor {
        void visit(long user, boolean write, long iova, long from, long to);

        /** Sees a page request by its message. */
        void visitPage(long head, long body, long from, long to);
    }

    private static final int CAPACITY = 256;
    private static final int LINE = 5;
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int PAGE = 2;

    private final long[] lines = new long[CAPACITY * LINE];
    private long count;

    void add(long user, boolean write, long iova, long from, long to) {
        add(user, write ? WRITE : READ, iova, from, to);
    }

    /** Takes a page request by its message. */
    void addPage(long head, long body, long from, long to) {
        add(head, PAGE, body, from, to);
    }

    private void add(long who, int kind, long what, long from, long to) {
        int at = (int) (count++ & CAPACITY - 1) * LINE;
        lines[at] = who;
        lines[at + 1] = kind;
        lines[at + 2] = what;
        lines[at + 3] = from;
        lines[at + 4] = to;
    }

    /** Hands out the request that the next one takes the place of. */
    void leaving(Visitor visitor) {
        if (count >= CAPACITY) {
            visit((int) (count & CAPACITY - 1), visitor);
        }
    }

    void each(Visitor visitor) {
        for (int i = 0; i < Math.min(count, CAPACITY); i++) {
            visit(i, visitor);
        }
    }

    private void visit(int line, Visitor visitor) {
        int at = line * LINE;
        if (lines[at + 1] == PAGE) {
            visitor.visitPage(lines[at], lines[at + 2], lines[at + 3], lines[at + 4]);
        } else {
            visitor.visit(lines[at], lines[at + 1] == WRITE, lines[at + 2], lines[at + 3], lines[at + 4]);
        }
    }

    /** Cycle at which the oldest of them was accepted, or {@code otherwise}. */
    long oldest(long otherwise) {
        long oldest = otherwise;
        for (int i = 0; i < Math.min(count, CAPACITY); i++) {
            oldest = Math.min(oldest, lines[i * LINE + 3]);
        }
        return oldest;
    }

    void clear() {
        count = 0;
    }
}
