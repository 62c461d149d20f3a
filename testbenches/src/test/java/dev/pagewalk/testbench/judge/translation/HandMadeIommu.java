package dev.pagewalk.testbench.judge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.MemoryPort;

/**
 * An IOMMU whose record stream is written by hand: one device in a directory of one level, Sv39x4 tables that map one
 * page, a command queue and a fault queue.
 *
 * <pre>
 *  DIRECTORY + 64: context of device 2    ROOT -> MIDDLE -> LEAVES[7]: IOVA 0x7000 -> PAGE
 * </pre>
 */
final class HandMadeIommu {
    static final long DIRECTORY = 0x1000;
    static final long ROOT = 0x1_0000;
    static final long MIDDLE = 0x1_4000;
    static final long LEAVES = 0x1_5000;
    static final long LEAF = LEAVES + 7 * 8;
    static final long COMMANDS = 0x4_0000;
    static final long FAULTS = 0x5_0000;
    static final long IOVA = 0x7000;
    static final long PAGE = 0x5_2000;
    static final long OTHER_PAGE = 0x5_3000;
    static final int DEVICE = 2;
    static final int OKAY = 0;
    static final int SLVERR = 2;
    static final int DECERR = 3;
    static final int READ_GUEST_PAGE_FAULT = 21;

    static final long READ_WRITE = 0xd7;
    static final long NO_FLAGS_SET = 0x17;
    private static final long SV39X4 = 8L << 60;
    private static final long GSCID = 1L << 44;
    private static final long CAPABILITIES = 0x10 | 1 << 9 | 1 << 17 | 2 << 28 | 56L << 32;
    private static final long UPDATES = 1 << 24;
    private static final int GADE = 7;
    static final long MSI_FLAT = 1 << 22;

    final HandMadePins pins = HandMadePins.withBuses("s_axi_dev", "m_axi_mem").withMessages();
    final TranslationJudge judge;
    private final boolean extended;

    HandMadeIommu() {
        this(0, 0, Liberties.NONE);
    }

    /** With or without hardware updates of A and D in the second stage. */
    HandMadeIommu(boolean updates) {
        this(updates ? UPDATES : 0, updates ? 1 << GADE : 0, Liberties.NONE);
    }

    /** Hardware that takes liberties. */
    HandMadeIommu(Liberties liberties) {
        this(0, 0, liberties);
    }

    /** Capabilities besides those that every test needs, and flags of the device's context besides V. */
    HandMadeIommu(long capabilities, long flags, Liberties liberties) {
        extended = (capabilities & MSI_FLAT) != 0;
        GoldenConfig config = new GoldenConfig(CAPABILITIES | capabilities, 0, 0, 0, 4, false, false, 0, 32);
        judge = new TranslationJudge(pins, config, liberties, () -> "none");
        poke(context(), 1 | flags);
        poke(context() + 8, guestRoot());
        poke(ROOT, pointer(MIDDLE));
        poke(MIDDLE, pointer(LEAVES));
        poke(LEAF, leaf(PAGE));
        pins.stepFor(4, judge);
        register(24, COMMANDS >>> 2 | 3, 0xff);
        register(72, 1, 0x0f);
        register(40, FAULTS >>> 2 | 1, 0xff);
        register(72, 1L << 32, 0xf0);
        directory();
    }

    /** Reset for some cycles: all registers are as they were in the beginning. */
    HandMadeIommu reset() {
        pins.set("aresetn", 0).stepFor(4, judge);
        pins.set("aresetn", 1).stepFor(4, judge);
        return this;
    }

    /** Software names the directory. */
    HandMadeIommu directory() {
        register(16, DIRECTORY >>> 2 | 2, 0xff);
        return readRegister(16, DIRECTORY >>> 2 | 2);
    }

    /** The device's context, which is longer where there are MSI page tables. */
    long context() {
        return DIRECTORY + (long) DEVICE * (extended ? 64 : 32);
    }

    /** The second doubleword of the context. */
    long guestRoot() {
        return SV39X4 | GSCID | ROOT >>> 12;
    }

    static long pointer(long table) {
        return table >>> 2 | 1;
    }

    static long leaf(long page) {
        return page >>> 2 | READ_WRITE;
    }

    HandMadeIommu poke(long address, long value) {
        judge.onEvent(
                new HandMadeEvent(pins.cycle(), EventKind.POKE, MemoryPort.HOST, address, value, 0xff, 0, 0, true));
        return this;
    }

    HandMadeIommu store(long address, long value) {
        wait(1);
        judge.onEvent(HandMadeEvent.write(pins.cycle(), MemoryPort.HOST, address, value));
        return wait(1);
    }

    HandMadeIommu register(int offset, long data, int strobe) {
        pins.transfer(judge, "s_axi_cfg_aw", "addr", offset);
        pins.transfer(judge, "s_axi_cfg_w", "data", data, "strb", strobe);
        pins.transfer(judge, "s_axi_cfg_b", "resp", 0);
        return this;
    }

    HandMadeIommu readRegister(int offset, long data) {
        pins.transfer(judge, "s_axi_cfg_ar", "addr", offset);
        pins.transfer(judge, "s_axi_cfg_r", "data", data);
        return this;
    }

    HandMadeIommu wait(int cycles) {
        pins.stepFor(cycles, judge);
        return this;
    }

    HandMadeIommu asksToRead(long iova) {
        return asks("s_axi_dev_ar", iova, DEVICE, 0);
    }

    HandMadeIommu asksToWrite(long iova) {
        asks("s_axi_dev_aw", iova, DEVICE, 0);
        pins.transfer(judge, "s_axi_dev_w", "data", 1, "strb", 0xff, "last", 1);
        return this;
    }

    HandMadeIommu asks(String channel, long iova, long user, int id) {
        pins.transfer(judge, channel, "id", id, "addr", iova, "len", 0, "size", 3, "burst", 1, "user", user);
        return this;
    }

    HandMadeIommu readLeavesFor(long address) {
        return leavesFor("m_axi_mem_ar", address, 0, 0);
    }

    HandMadeIommu writeLeavesFor(long address) {
        leavesFor("m_axi_mem_aw", address, 0, 0);
        pins.transfer(judge, "m_axi_mem_w", "data", 1, "strb", 0xff, "last", 1);
        return this;
    }

    HandMadeIommu leavesFor(String channel, long address, long user, int id) {
        return asks(channel, address, user, id);
    }

    /** A message of a device. */
    HandMadeIommu receives(long head, long body) {
        pins.transfer(judge, "s_ats_req_t", "user", head, "data", body);
        return this;
    }

    /** A message to a device. */
    HandMadeIommu sends(long head, long body) {
        pins.transfer(judge, "m_ats_msg_t", "user", head, "data", body);
        return this;
    }

    HandMadeIommu readIsAnswered() {
        return readIsAnswered(0);
    }

    HandMadeIommu readIsAnswered(int id) {
        pins.transfer(judge, "m_axi_mem_r", "id", id, "data", 0, "last", 1, "resp", OKAY);
        pins.transfer(judge, "s_axi_dev_r", "id", id, "data", 0, "last", 1, "resp", OKAY);
        return this;
    }

    HandMadeIommu writeIsAnswered() {
        pins.transfer(judge, "m_axi_mem_b", "id", 0, "resp", OKAY);
        pins.transfer(judge, "s_axi_dev_b", "id", 0, "resp", OKAY);
        return this;
    }

    HandMadeIommu readIsRefused(int response) {
        return readIsRefused(0, response);
    }

    HandMadeIommu readIsRefused(int id, int response) {
        pins.transfer(judge, "s_axi_dev_r", "id", id, "data", 0, "last", 1, "resp", response);
        return this;
    }

    /** The walker port reads a word. */
    HandMadeIommu walkerReads(long address, long data) {
        wait(1);
        judge.onEvent(HandMadeEvent.read(pins.cycle(), MemoryPort.PTW, address, data));
        return wait(1);
    }

    /** The walker port writes a word. */
    HandMadeIommu walkerWrites(long address, long data) {
        return walkerWrites(address, data, 0xff);
    }

    HandMadeIommu walkerWrites(long address, long data, int strobe) {
        wait(1);
        judge.onEvent(
                HandMadeEvent.write(pins.cycle(), MemoryPort.PTW, address, data).withStrobe(strobe));
        return wait(1);
    }

    /** A record of a read by the device, written into a slot of the fault queue. */
    HandMadeIommu faultRecord(int slot, long cause, long iotval, long iotval2) {
        return faultRecord(FAULTS + slot * 32L, cause | 2L << 34 | (long) DEVICE << 40, iotval, iotval2);
    }

    /** The same at an address. */
    HandMadeIommu faultRecordAt(long address, long cause, long iotval) {
        return faultRecord(address, cause | 2L << 34 | (long) DEVICE << 40, iotval, iotval);
    }

    /** A record of the request that its first doubleword names. */
    HandMadeIommu faultRecord(long address, long first, long iotval, long iotval2) {
        walkerWrites(address, first).walkerWrites(address + 8, 0);
        return walkerWrites(address + 16, iotval).walkerWrites(address + 24, iotval2);
    }

    /** A record that belongs to no request. */
    HandMadeIommu messageRecord(int slot, long cause, long iotval) {
        return faultRecord(FAULTS + slot * 32L, cause, iotval, 0);
    }

    /** Commands are stored, announced and fetched. */
    HandMadeIommu command(int index, long low, long high) {
        store(COMMANDS + index * 16L, low).store(COMMANDS + index * 16L + 8, high);
        register(32, (index + 1L) << 32, 0xf0);
        walkerReads(COMMANDS + index * 16L, low);
        return walkerReads(COMMANDS + index * 16L + 8, high);
    }

    /** IOTINVAL.GVMA without operands. */
    HandMadeIommu invalidatesEverything(int index) {
        return command(index, 1 | 1 << 7, 0);
    }

    /** IOFENCE.C with PR and PW. */
    HandMadeIommu fence(int index) {
        return command(index, 2 | 3 << 12, 0);
    }

    HandMadeIommu headRead(int head) {
        return readRegister(32, head);
    }

    /** Ends the run, in which the judge has found nothing. */
    void accepts() {
        judge.finish(pins.cycle());
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.checks()).isPositive();
    }

    /** Ends the run, in which the judge has found this first. */
    void reports(String claim) {
        judge.finish(pins.cycle());
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).isEqualTo(claim);
    }
}
