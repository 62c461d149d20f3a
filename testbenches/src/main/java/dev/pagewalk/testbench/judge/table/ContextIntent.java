package dev.pagewalk.testbench.judge.table;

/** The attachment of one device to a domain, and how far its removal is. */
public final class ContextIntent {
    final int device;
    DomainIntent domain;
    PageIntent.State state = PageIntent.State.WANTED;
    long fence;

    ContextIntent(int device, DomainIntent domain) {
        this.device = device;
        this.domain = domain;
    }

    public DomainIntent domain() {
        return domain;
    }
}
