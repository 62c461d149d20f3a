package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.BeforeEach;

/** A host that maps and unmaps one page of a domain, step by step; of Sv39x4 unless a test says otherwise. */
abstract class HandMadeHost {
    static final long ROOT = 0x10000;
    static final long MIDDLE = 0x20000;
    static final long LEAVES = 0x21000;
    static final long DIRECTORY = 0x30000;
    static final long COMMANDS = 0x40000;
    static final long IOVA = 0x5000;
    static final long PAGE = 0x5000;
    static final long LEAF_ENTRY = LEAVES + 5 * 8;
    static final int FLAGS = 0xd7;
    static final long LEAF = PAGE >>> 12 << 10 | FLAGS;
    static final int TAG = 3;
    static final int DEVICE = 2;
    static final long CONTEXT = DIRECTORY + DEVICE * 32;
    static final long FENCE = 2 | 3 << 12;
    static final int READ_WRITE = 3;

    final HandMadePins pins = HandMadePins.withBuses();
    final TableWriteJudge judge = new TableWriteJudge(pins, () -> "none");
    long queue = COMMANDS;
    int commands;
    boolean bigEndian;

    @BeforeEach
    void setUpTablesAndQueue() {
        HostView host = host();
        host.tableAllocated(TableKind.DEVICE_DIRECTORY, DIRECTORY, 4096, 0, 0);
        host.tableAllocated(TableKind.COMMAND_QUEUE, COMMANDS, 4096, 0, 0);
        host.tableAllocated(stage(), ROOT, stage() == TableKind.SECOND_STAGE ? 16384 : 4096, 2, 0);
        host.domainCreated(1, stage() == TableKind.SECOND_STAGE ? "Sv39x4" : "Sv39", TAG, ROOT);
        switchQueueOn(COMMANDS);
    }

    /** The stage that the domain's tables are. */
    TableKind stage() {
        return TableKind.SECOND_STAGE;
    }

    /** First doubleword of the command that removes everything of the domain. */
    long invalidation() {
        return 1 | 1 << 7 | 1L << 33 | (long) TAG << 44;
    }

    /** Commands are taken from a queue of 256 entries at an address. */
    void switchQueueOn(long address) {
        queue = address;
        register(72, 0, 0x0f);
        register(24, address >>> 12 << 10 | 7, 0xff);
        register(72, 1, 0x0f);
    }

    void allocateTables() {
        host().tableAllocated(stage(), MIDDLE, 4096, 1, ROOT);
        host().tableAllocated(stage(), LEAVES, 4096, 0, MIDDLE);
    }

    void tablesAndIntent() {
        host().mappingRequested(1, IOVA, PAGE, 1, READ_WRITE);
        allocateTables();
    }

    void map() {
        tablesAndIntent();
        store(LEAF_ENTRY, LEAF);
        store(MIDDLE, pointer(LEAVES));
        store(ROOT, pointer(MIDDLE));
    }

    static long pointer(long table) {
        return table >>> 12 << 10 | 1;
    }

    HostView host() {
        return (HostView) judge.intents(pins.cycle());
    }

    void store(long address, long value) {
        long stored = bigEndian ? Long.reverseBytes(value) : value;
        judge.onEvent(HandMadeEvent.write(pins.cycle(), MemoryPort.HOST, address, stored));
    }

    void command(long low, long high) {
        store(queue + commands * 16L, low);
        store(queue + commands * 16L + 8, high);
        commands++;
    }

    void ring() {
        ring(commands);
    }

    void ring(int tail) {
        register(36, (long) tail << 32, 0xf0);
    }

    void register(int offset, long data, int strobe) {
        pins.transfer(judge, "s_axi_cfg_aw", "addr", offset);
        pins.transfer(judge, "s_axi_cfg_w", "data", data, "strb", strobe);
    }

    /** END=1 in capabilities, then BE=1 in fctl. */
    void bigEndianTables() {
        pins.transfer(judge, "s_axi_cfg_ar", "addr", 0);
        pins.transfer(judge, "s_axi_cfg_r", "data", 1 << 27);
        register(8, 1, 0x0f);
        bigEndian = true;
    }

    void headReaches(int head) {
        pins.transfer(judge, "s_axi_cfg_ar", "addr", 32);
        pins.transfer(judge, "s_axi_cfg_r", "data", head);
    }

    void reports(TableRule rule) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).isEqualTo(rule.claim());
        assertThat(judge.violations().get(0).clause()).isEqualTo(rule.clause());
    }
}
