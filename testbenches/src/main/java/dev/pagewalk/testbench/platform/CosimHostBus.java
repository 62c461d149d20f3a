package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.Stop;
import dev.pagewalk.bridge.command.HostBarrier;
import dev.pagewalk.bridge.command.HostLoad;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.bus.LittleEndian;
import dev.pagewalk.testbench.judge.StimulusListener;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The host's bus over the AXI ports of the test SoC. Posted calls are submitted with the host's time as their earliest
 * cycle and cost host cycles; the model runs only when a call has to wait.
 */
final class CosimHostBus implements HostBus {
    private static final int BLOCK = HostStore.MAX_BYTES;

    private final SimulationClock clock;
    private final StimulusListener stimulus;
    private final HostCosts costs;

    CosimHostBus(SimulationClock clock, StimulusListener stimulus, HostCosts costs) {
        this.clock = clock;
        this.stimulus = stimulus;
        this.costs = costs;
    }

    @Override
    public void store(long physicalAddress, int bytes, long value) {
        LittleEndian.requireAligned("store", physicalAddress, bytes);
        stimulus.hostStored(physicalAddress, bytes, value);
        clock.submit(new HostStore(physicalAddress, bytes, value));
        clock.spend(costs.store());
    }

    @Override
    public void storeBlock(long physicalAddress, byte[] data) {
        for (int offset = 0; offset < data.length; offset += BLOCK) {
            byte[] part = Arrays.copyOfRange(data, offset, Math.min(data.length, offset + BLOCK));
            if (((physicalAddress + offset) & (BLOCK - 1)) != 0 || part.length % WORD_BYTES != 0) {
                HostBus.super.storeBlock(physicalAddress + offset, part);
                continue;
            }
            for (int word = 0; word < part.length; word += WORD_BYTES) {
                long value = LittleEndian.read(part, word, WORD_BYTES);
                stimulus.hostStored(physicalAddress + offset + word, WORD_BYTES, value);
            }
            clock.submit(new HostStore(physicalAddress + offset, part));
            clock.spend(costs.store());
        }
    }

    @Override
    public long load(long physicalAddress, int bytes) {
        LittleEndian.requireAligned("load", physicalAddress, bytes);
        Completion load = clock.await(new HostLoad(physicalAddress, bytes).stopping());
        require(load, "load", physicalAddress);
        clock.spend(costs.load());
        return bytes == Long.BYTES ? load.value() : load.value() & ((1L << (bytes * Byte.SIZE)) - 1);
    }

    @Override
    public byte[] loadBlock(long physicalAddress, int bytes) {
        if ((physicalAddress & (WORD_BYTES - 1)) != 0 || bytes % WORD_BYTES != 0) {
            throw new IllegalArgumentException(
                    "block not in whole words: address=0x%x, bytes=%d".formatted(physicalAddress, bytes));
        }
        List<Completion> loads = new ArrayList<>();
        for (int offset = 0; offset < bytes; offset += WORD_BYTES) {
            loads.add(clock.follow(new HostLoad(physicalAddress + offset, WORD_BYTES).stopping()));
            clock.spend(costs.load());
        }
        byte[] data = new byte[bytes];
        for (int i = 0; i < loads.size(); i++) {
            Completion load = loads.get(i);
            clock.runUntil(load::isDone, Stop.COMPLETION, "load");
            require(load, "load", physicalAddress + (long) i * WORD_BYTES);
            LittleEndian.write(data, i * WORD_BYTES, WORD_BYTES, load.value());
        }
        return data;
    }

    @Override
    public long mmioRead(int offset, int bytes) {
        Completion read = clock.await(new MmioRead(offset, bytes).stopping());
        require(read, "mmioRead", offset);
        clock.spend(costs.register());
        return bytes == Long.BYTES ? read.value() : read.value() & 0xffff_ffffL;
    }

    @Override
    public void mmioWrite(int offset, int bytes, long value) {
        clock.submit(new MmioWrite(offset, bytes, value));
        clock.spend(costs.register());
    }

    @Override
    public void barrier() {
        clock.await(new HostBarrier().stopping());
        clock.spend(costs.barrier());
    }

    @Override
    public boolean await(int interrupt, long maxCycles) {
        return clock.runUntilHigh(interrupt, maxCycles);
    }

    @Override
    public long cycle() {
        return clock.hostTime();
    }

    private static void require(Completion completion, String call, long address) {
        boolean failed = completion.response() == AxiResponse.DECERR || completion.response() == AxiResponse.SLVERR;
        if (completion.isAborted() || failed) {
            throw new IllegalStateException("host access failed: call=%s, address=0x%x, response=%s"
                    .formatted(call, address, completion.response()));
        }
    }
}
