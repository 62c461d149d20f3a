package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentJudge;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.data.Burst;
import dev.pagewalk.testbench.judge.data.DeviceTraffic;
import dev.pagewalk.testbench.judge.data.TrafficListener;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.PageIntent;
import dev.pagewalk.testbench.judge.table.TableIntent;

import java.util.List;
import java.util.function.Supplier;

/**
 * First form of the translation judge: every request that leaves the IOMMU goes where the host's mappings let it, none
 * is refused whose mapping stood all the time, and the walker port touches only tables and queues.
 */
public final class TranslationJudge implements IntentJudge, TrafficListener {
    private static final int DECERR = 3;

    private final ViolationLog log;
    private final AllowedSet allowed;
    private final DeviceTraffic traffic;
    private final int resetPin;
    private long checks;

    /** A judge over these pins; {@code oldest} describes the oldest outstanding transaction. */
    public TranslationJudge(Signals signals, Supplier<String> oldest) {
        log = new ViolationLog("translation", oldest);
        allowed = new AllowedSet(signals);
        traffic = new DeviceTraffic(signals, this);
        resetPin = signals.find("aresetn");
    }

    @Override
    public String name() {
        return "translation";
    }

    @Override
    public DriverListener intents(long cycle) {
        return allowed.intents(cycle);
    }

    @Override
    public void onCycle(CycleView pins) {
        if (resetPin != Signals.ABSENT && !pins.isHigh(resetPin)) {
            traffic.reset();
            return;
        }
        allowed.onCycle(pins);
        traffic.onCycle(pins);
    }

    @Override
    public void onEvent(EventView event) {
        boolean access = event.kind() == EventKind.MEMORY_READ || event.kind() == EventKind.MEMORY_WRITE;
        if (access && event.port() == MemoryPort.PTW) {
            checkWalkerAccess(event);
        }
        allowed.onEvent(event);
    }

    private void checkWalkerAccess(EventView event) {
        checks++;
        TableIntent table = allowed.view().tableAt(event.address());
        boolean write = event.kind() == EventKind.MEMORY_WRITE;
        if (table == null || write != isWrittenByHardware(table.kind())) {
            log.add(
                    "the walker port reads only tables and commands and writes only fault records and fence data",
                    "IOMMU §14",
                    write ? "a fault queue or fence word" : "a table or the command queue",
                    (write ? "write of 0x" : "read of 0x")
                            + Long.toHexString(event.address())
                            + (table == null ? ", which the host gave to no table" : " in " + table.kind()),
                    event.cycle());
        }
    }

    private static boolean isWrittenByHardware(DriverListener.TableKind kind) {
        return kind == DriverListener.TableKind.FAULT_QUEUE || kind == DriverListener.TableKind.FENCE_WORD;
    }

    @Override
    public boolean permits(Burst request, long memoryAddress) {
        return allowed.permits(request, memoryAddress);
    }

    @Override
    public void forwarded(Burst request, long memoryAddress, long cycle) {
        checks++;
        String reason = allowed.reason(request, memoryAddress);
        if (reason != null) {
            log.add(
                    "a request reaches memory only where the host mapped it",
                    "IOMMU §5, S-DX-10",
                    reason,
                    request.describe() + " left for 0x" + Long.toHexString(memoryAddress),
                    cycle);
        }
    }

    @Override
    public void rejected(Burst request, int response, long cycle) {
        checks++;
        PageIntent page = allowed.page(request);
        boolean stood = page != null && page.isInstalled() && page.installedAt() < request.cycle();
        if (response == DECERR && stood && request.isUntranslated() && allowed.permits(request, page.physical())) {
            log.add(
                    "a request whose mapping stands is not refused",
                    "IOMMU §5, S-DX-5",
                    "page 0x" + Long.toHexString(page.physical()) + ", installed in cycle " + page.installedAt(),
                    request.describe() + " was answered DECERR",
                    cycle);
        }
    }

    @Override
    public long checks() {
        return checks;
    }

    @Override
    public List<Violation> violations() {
        return log.violations();
    }
}
