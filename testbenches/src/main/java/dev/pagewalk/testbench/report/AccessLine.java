package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.MemoryPort;

/** One memory access in a line of a trace. */
final class AccessLine {
    private AccessLine() {}

    static String of(long cycle, EventKind kind, MemoryPort port, long address, long data, int strobe) {
        boolean write = kind != EventKind.MEMORY_READ;
        String what = kind == EventKind.POKE ? "poke " : write ? "write" : "read ";
        String lanes = write ? String.format(" lanes %02x", strobe & 0xff) : "";
        return String.format("%8d  %-10s %s 0x%x = 0x%016x%s", cycle, port.bus(), what, address, data, lanes);
    }
}
