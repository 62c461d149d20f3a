package dev.pagewalk.testbench.judge.translation;

/** One retirement record; objects are used again. */
final class Retired {
    long user;
    long iova;
    boolean fault;
    int cause;
    long address;
    int source;
    int levels;
    long start;
    long end;

    @Override
    public String toString() {
        return "Retired[user=" + user + ", iova=" + iova + ", fault=" + fault + ", cause=" + cause + ", address="
                + address + ", source=" + source + ", levels=" + levels + ", start=" + start + ", end=" + end + "]";
    }
}
