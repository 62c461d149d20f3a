package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.MemoryPort;

import java.util.List;

/** Records written by hand, and the timeline that they make. */
final class HandMadeWindow {
    static final int OKAY = 0;
    static final int EXOKAY = 1;
    static final int SLVERR = 2;

    private static final List<String> RETIREMENT =
            List.of("valid", "device", "write", "iova", "fault", "cause", "spa", "source", "levels", "axi_id", "type");
    private static final int WALK = 2;

    final HandMadePins pins =
            HandMadePins.withBuses("s_axi_dev", "m_axi_mem", "m_axi_ptw").withMessages();
    final TransactionLog log;

    HandMadeWindow() {
        this(0);
    }

    /** Records of which only those from a cycle on are asked for. */
    HandMadeWindow(long from) {
        RETIREMENT.forEach(name -> pins.add("dbg_retire_" + name, 64));
        pins.add("m_axi_ptw_awatop", 6);
        pins.add("irq", 16);
        log = new TransactionLog(pins, from, Long.MAX_VALUE);
    }

    HandMadeWindow wait(int cycles) {
        pins.stepFor(cycles, log);
        return this;
    }

    HandMadeWindow register(int offset, long data) {
        pins.transfer(log, "s_axi_cfg_aw", "addr", offset);
        pins.transfer(log, "s_axi_cfg_w", "data", data, "strb", 0xff);
        return this;
    }

    HandMadeWindow receives(long head, long body) {
        pins.transfer(log, "s_ats_req_t", "user", head, "data", body);
        return this;
    }

    HandMadeWindow sends(long head, long body) {
        pins.transfer(log, "m_ats_msg_t", "user", head, "data", body);
        return this;
    }

    HandMadeWindow deviceReads(long address, int device) {
        address("s_axi_dev_ar", 0, address, 3, 0, device);
        return this;
    }

    HandMadeWindow deviceIsAnswered() {
        pins.transfer(log, "s_axi_dev_r", "id", 0, "last", 1, "resp", OKAY);
        return this;
    }

    /** A walk reads an entry of 2^size bytes. */
    HandMadeWindow reads(int walk, long address, int size, boolean exclusive, long word) {
        address("m_axi_ptw_ar", walk, address, size, exclusive ? 1 : 0, 0);
        event(EventKind.MEMORY_READ, walk, address, word, true);
        pins.transfer(log, "m_axi_ptw_r", "id", walk, "last", 1, "resp", exclusive ? EXOKAY : OKAY);
        return this;
    }

    /** A walk reads a device context. */
    HandMadeWindow readsContext(int walk, long address, long... words) {
        pins.transfer(log, "m_axi_ptw_ar", "id", walk, "addr", address, "len", words.length - 1, "size", 3, "lock", 0);
        for (int i = 0; i < words.length; i++) {
            event(EventKind.MEMORY_READ, walk, address + (long) i * Long.BYTES, words[i], true);
        }
        pins.transfer(log, "m_axi_ptw_r", "id", walk, "last", 1, "resp", OKAY);
        return this;
    }

    /** A walk writes an entry exclusively. */
    HandMadeWindow writes(int walk, long address, int size, long word, int response) {
        address("m_axi_ptw_aw", walk, address, size, 1, 0);
        event(EventKind.MEMORY_WRITE, walk, address, word, response == EXOKAY);
        pins.transfer(log, "m_axi_ptw_b", "id", walk, "resp", response);
        return this;
    }

    /** A walk writes an entry by AtomicCompare. */
    HandMadeWindow swaps(int walk, long address, long word, boolean equal) {
        pins.set("m_axi_ptw_awatop", 0x31);
        address("m_axi_ptw_aw", walk, address & -Long.BYTES, 3, 0, 0);
        pins.set("m_axi_ptw_awatop", 0);
        event(EventKind.MEMORY_READ, walk, address, 0, true);
        event(EventKind.MEMORY_WRITE, walk, address, word, equal);
        pins.transfer(log, "m_axi_ptw_r", "id", walk, "last", 1, "resp", OKAY);
        pins.transfer(log, "m_axi_ptw_b", "id", walk, "resp", OKAY);
        return this;
    }

    /** A record of two doublewords in the page-request queue. */
    HandMadeWindow records(long address, long first, long second) {
        int id = 32 + 3;
        pins.transfer(log, "m_axi_ptw_aw", "id", id, "addr", address, "len", 1, "size", 3, "lock", 0);
        event(EventKind.MEMORY_WRITE, id, address, first, true);
        event(EventKind.MEMORY_WRITE, id, address + Long.BYTES, second, true);
        pins.transfer(log, "m_axi_ptw_b", "id", id, "resp", OKAY);
        return this;
    }

    /** A walk for a device has come to an address. */
    HandMadeWindow retires(int type, int device, long iova, long physical) {
        pins.set("dbg_retire_valid", 1).set("dbg_retire_device", device).set("dbg_retire_iova", iova);
        pins.set("dbg_retire_spa", physical).set("dbg_retire_source", WALK).set("dbg_retire_type", type);
        pins.step(log);
        pins.set("dbg_retire_valid", 0);
        return this;
    }

    private void address(String channel, int id, long address, int size, int lock, long user) {
        pins.transfer(log, channel, "id", id, "addr", address, "len", 0, "size", size, "lock", lock, "user", user);
    }

    private void event(EventKind kind, int id, long address, long word, boolean done) {
        long lanes = address & -Long.BYTES;
        log.onEvent(new HandMadeEvent(pins.cycle(), kind, MemoryPort.PTW, lanes, word, 0xff, id, 0, done));
    }

    /** The text without the cycles. */
    List<String> lines() {
        return new TimelineText(log)
                .lines().stream().map(line -> line.substring(10)).toList();
    }
}
