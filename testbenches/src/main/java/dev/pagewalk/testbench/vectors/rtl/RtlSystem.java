package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.Stop;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MemoryFault;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.command.Poke;
import dev.pagewalk.bridge.command.Reset;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.platform.RecordJudges;
import dev.pagewalk.testbench.platform.RunFailedException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One simulated system that is used for scenario after scenario: reset, memory, registers, device requests.
 *
 * <p>Bad ranges and the end of physical memory fail on the walker port only: the vectors say nothing about what becomes
 * of a translated access in memory.
 */
final class RtlSystem implements AutoCloseable {
    /** Cycles without any VALID after which nothing is going on; longer than any silent stretch of the design. */
    static final int QUIET_CYCLES = 24;
    /** Cycles that one operation may take. */
    static final int CYCLE_LIMIT = 100_000;

    private static final int RESET_CYCLES = 4;
    private static final Set<MemoryPort> WALKER = Set.of(MemoryPort.PTW);
    private static final int ADDRESS_BITS = 56;

    private final Model model;
    private final TargetRecords records;
    private final int physicalAddressBits;
    private final RecordJudges judges;
    private boolean broken;

    RtlSystem(ModelLibrary library, int physicalAddressBits) {
        this.physicalAddressBits = physicalAddressBits;
        model = Model.open(library, new ModelContext());
        records = new TargetRecords(model.layout());
        judges = new RecordJudges(library, CYCLE_LIMIT, Map.of());
        for (MemoryPort port : MemoryPort.values()) {
            model.submit(new MemoryTiming(port).latency(1, 1));
        }
        run(ModelContext.DEFAULT_RESET_CYCLES + 1, Stop.NONE);
    }

    /** Adds somebody who sees the records from now on. */
    void observe(Function<Signals, RecordConsumer> observer) {
        judges.observe(observer);
    }

    /** The calling thread uses the system from now on. */
    void adopt() {
        model.adopt();
    }

    /** Reset state, memory zero and nowhere bad. */
    void restart() {
        model.submit(new Reset(RESET_CYCLES).flushing());
        model.submit(new MemoryFault(MemoryFault.Kind.HEAL, 0, Long.MAX_VALUE));
        if (physicalAddressBits < ADDRESS_BITS) {
            long end = 1L << physicalAddressBits;
            model.submit(new MemoryFault(MemoryFault.Kind.DECERR, end, (1L << ADDRESS_BITS) - end).ports(WALKER));
        }
        records.memory().used().forEach(address -> poke(address, 0));
        run(RESET_CYCLES + 2, Stop.NONE);
        records.clear();
    }

    /** Switches a bug of the canary build on; 0 is none. */
    void plant(int code) {
        model.submit(new RtlCanary(code));
        run(1, Stop.NONE);
    }

    /** Cycles since the model was made. */
    long cycle() {
        return model.cycle();
    }

    void poke(long address, long value) {
        byte[] bytes = new byte[Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        model.submit(new Poke(address, bytes));
    }

    /** Walker accesses to the range fail from now on. */
    void fail(long base, long size, MemoryFault.Kind kind) {
        model.submit(new MemoryFault(kind, base, size).ports(WALKER));
    }

    /** A store of the host over its own port, posted. */
    void store(long address, long value) {
        model.submit(new HostStore(address, Long.BYTES, value));
    }

    long readRegister(int offset, int size) {
        await(new MmioRead(offset, size).stopping());
        return records.data();
    }

    void writeRegister(int offset, int size, long value) {
        await(new MmioWrite(offset, size, value).stopping());
    }

    /** Runs a command, which has to be stopping, to its response. */
    AxiResponse await(Command<?> command) {
        records.expect(model.submit(command));
        long limit = model.cycle() + CYCLE_LIMIT;
        while (!records.isCompleted()) {
            run(limit - model.cycle(), Stop.COMPLETION);
            check(limit, command.kind() + " answered");
        }
        return records.response();
    }

    /** Runs until the design has sent more than this many messages. */
    void awaitMessage(int before) {
        long limit = model.cycle() + CYCLE_LIMIT;
        while (records.messages().size() <= before) {
            run(limit - model.cycle(), Stop.ATS_MESSAGE);
            if (model.cycle() >= limit) {
                throw new IllegalStateException(
                        "not within " + CYCLE_LIMIT + " cycles: a message; cycle=" + model.cycle());
            }
        }
    }

    /** Runs until nothing moves any more. */
    void settle() {
        long limit = model.cycle() + CYCLE_LIMIT;
        run(1, Stop.NONE);
        long wait = quietAt() - model.cycle();
        while (wait > 0 || model.outstanding() != 0) {
            run(Math.max(1, wait), Stop.NONE);
            check(limit, "all buses quiet");
            wait = quietAt() - model.cycle();
        }
    }

    private long quietAt() {
        return records.lastActivity() + 1 + QUIET_CYCLES;
    }

    void advance(int cycles) {
        run(cycles, Stop.NONE);
    }

    private void run(long cycles, int stopMask) {
        try {
            model.run(cycles, stopMask, judges.after(records));
        } catch (BridgeException e) {
            broken = true;
            throw e;
        }
        Violation violation = judges.firstViolation();
        if (violation != null) {
            broken = true;
            throw new RunFailedException(violation);
        }
        String trouble = records.takeTrouble();
        if (trouble != null) {
            throw new IllegalStateException("a bus model is in trouble: " + trouble);
        }
    }

    private void check(long limit, String what) {
        if (model.cycle() >= limit && !(records.isCompleted() && model.outstanding() == 0)) {
            throw new IllegalStateException("not within " + CYCLE_LIMIT + " cycles: " + what + "; cycle="
                    + model.cycle() + ", outstanding=" + model.outstanding());
        }
    }

    TargetRecords records() {
        return records;
    }

    /** Writes waveforms to this file from now on, in place of an earlier file. */
    void waves(Path file) {
        model.stopWaves();
        model.waves(file, model.cycle(), Model.FOREVER);
    }

    /** True after a failure from which only a new model recovers. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public void close() {
        model.adopt();
        model.close();
    }
}
