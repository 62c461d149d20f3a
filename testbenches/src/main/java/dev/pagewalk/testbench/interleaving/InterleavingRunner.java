package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.host.iommu.Access;
import dev.pagewalk.host.iommu.DomainKind;
import dev.pagewalk.host.iommu.IommuDomain;
import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.iommu.IommuDriverSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.device.DmaDevice;
import dev.pagewalk.testbench.device.DmaSegment;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.scenario.ScenarioContext;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Does the operations of an interleaving. Transfers are only started; they meet whatever the host does until they are
 * over. Host calls return when they are complete, as everywhere.
 */
final class InterleavingRunner {
    private static final int COMMAND_QUEUE_LOG2 = 8;
    /** Room for every refused burst of a run, so that each has its record. */
    private static final int FAULT_QUEUE_LOG2 = 11;

    private static final int MOST_TRANSFERS = 24;
    private static final int BURST_BEATS = 16;
    private static final int AXI_IDS = 16;
    private static final int WITHHELD_CYCLES = 300;
    /** A record may still be on its way when its request was answered. */
    private static final int RECORD_CYCLES = 2000;

    private static final int SPARE = 7;

    private final ScenarioContext context;
    private final HostStack host;
    private final IommuDriver driver;
    private final Random data;
    private final List<IommuDomain> domains = new ArrayList<>();
    private final List<Map<Integer, Slot>> slots = new ArrayList<>();
    private final Map<Integer, Integer> attached = new HashMap<>();
    private final Deque<DmaTransfer> transfers = new ArrayDeque<>();
    private final FaultLedger faults = new FaultLedger();
    private long bursts;

    InterleavingRunner(ScenarioContext context, Interleaving plan) {
        this.context = context;
        data = new Random(context.platform().seeds().of("interleaving.data"));
        IommuDriverSettings settings =
                new IommuDriverSettings().protocol(context.protocol()).queueSizes(COMMAND_QUEUE_LOG2, FAULT_QUEUE_LOG2);
        host = new HostStack(context.platform(), settings);
        driver = host.driver();
        for (int i = 0; i < plan.domains(); i++) {
            domains.add(driver.createDomain(kind(plan.stage(), i)));
            slots.add(new HashMap<>());
        }
    }

    private static DomainKind kind(Interleaving.Stage stage, int domain) {
        boolean first = stage == Interleaving.Stage.FIRST || (stage == Interleaving.Stage.MIXED && domain % 2 == 1);
        return first ? DomainKind.FIRST_STAGE : DomainKind.SECOND_STAGE;
    }

    /** Does one operation. */
    void run(Operation operation) {
        if (!operation.isTransfer()) {
            context.platform().clock().spend(operation.delay());
        }
        int domain = operation.domain() % domains.size();
        switch (operation.kind()) {
            case MAP -> map(domain, operation);
            case UNMAP -> unmap(domain, operation.slot());
            case FLUSH -> domains.get(domain).flush();
            case ATTACH -> attach(domain, operation.device());
            case DETACH -> detach(operation.device());
            case READ, WRITE -> transfer(operation);
            case MEMORY -> memory(operation);
            case POLL -> faults.found(driver.faults().poll());
        }
    }

    /** Lets everything end, checks the fault records and takes everything back; returns the number of bursts. */
    long finish() {
        settle();
        context.platform().clock().runUntilIdle();
        context.platform().clock().runFor(RECORD_CYCLES);
        faults.found(driver.faults().poll());
        faults.check(context, driver.faults().overflows() > 0);
        List.copyOf(attached.keySet()).forEach(this::detach);
        for (int domain = 0; domain < domains.size(); domain++) {
            for (int slot : List.copyOf(slots.get(domain).keySet())) {
                unmap(domain, slot);
            }
            driver.deleteDomain(domains.get(domain));
        }
        driver.stop();
        return bursts;
    }

    /** Lets every transfer end. */
    private void settle() {
        while (!transfers.isEmpty()) {
            context.platform().clock().runUntil(transfers.remove());
        }
    }

    private void map(int domain, Operation operation) {
        if (slots.get(domain).containsKey(operation.slot())) {
            return;
        }
        int bytes = Pages.PAGE_SIZE * Math.max(1, operation.amount());
        long buffer = host.kernel().machine().currentProcess().space().allocate(bytes);
        int inPage = Long.BYTES * operation.slot();
        Mdl mdl = host.kernel().ioAllocateMdl(buffer + inPage, bytes - inPage, false, false, null);
        context.require("an MDL describes the buffer it was made for", "S-MDL-1", inPage, mdl.byteOffset());
        host.kernel().mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, LockOperation.IO_WRITE_ACCESS);
        Slot slot = new Slot(buffer, mdl);
        Access access = operation.option() == 1 ? Access.READ_ONLY : Access.READ_WRITE;
        List<IommuDomain.Range> ranges = new ArrayList<>();
        for (int i = 0; i < slot.pages(); i++) {
            ranges.add(new IommuDomain.Range(
                    Slot.address(operation.slot()) + Pages.addressOf(i), Pages.addressOf(mdl.pfn(i)), 1, access));
        }
        NtStatus status = domains.get(domain).map(ranges);
        context.require("a free range can be mapped", "S-DX-3", NtStatus.SUCCESS, status);
        slots.get(domain).put(operation.slot(), slot);
    }

    private void unmap(int domain, int number) {
        Slot slot = slots.get(domain).remove(number);
        if (slot == null) {
            return;
        }
        NtStatus status = domains.get(domain).unmap(Slot.address(number), slot.pages());
        context.require("a mapped range can be unmapped", "S-DX-10", NtStatus.SUCCESS, status);
        host.kernel().mmUnlockPages(slot.mdl());
        host.kernel().ioFreeMdl(slot.mdl());
        host.kernel().machine().currentProcess().space().free(slot.buffer());
    }

    private void attach(int domain, int device) {
        if (attached.putIfAbsent(device, domain) == null) {
            driver.attach(domains.get(domain), deviceId(device));
        }
    }

    private void detach(int device) {
        if (attached.remove(device) != null) {
            driver.detach(deviceId(device));
        }
    }

    /** Device ids that differ in several bits. */
    private static int deviceId(int device) {
        return 1 + device * SPARE;
    }

    private void transfer(Operation operation) {
        while (transfers.size() >= MOST_TRANSFERS) {
            context.platform().clock().runUntil(transfers.remove());
        }
        boolean write = operation.kind() == Operation.Kind.WRITE;
        DmaDevice device = context.platform()
                .device(deviceId(operation.device()))
                .ids(AXI_IDS)
                .nextId(operation.option() % AXI_IDS)
                .maxBeats(BURST_BEATS)
                .delay(operation.delay())
                .withhold(operation.option() >= AXI_IDS ? WITHHELD_CYCLES : 0);
        int unaligned = operation.option() % Long.BYTES;
        long address = Slot.address(operation.slot()) + Pages.addressOf(operation.page()) + unaligned;
        int bytes = Math.min(Pages.PAGE_SIZE - unaligned, Long.BYTES * Math.max(1, operation.amount()));
        List<DmaSegment> list = List.of(new DmaSegment(address, bytes));
        DmaTransfer transfer = write ? device.write(list, randomBytes(bytes)) : device.read(list);
        faults.started(deviceId(operation.device()), address, write, transfer);
        transfers.add(transfer);
        bursts += transfer.bursts();
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        data.nextBytes(bytes);
        return bytes;
    }

    private void memory(Operation operation) {
        MemoryPort port = MemoryPort.of(operation.slot() % MemoryPort.values().length);
        int latency = Math.max(1, operation.amount());
        MemoryTiming timing = new MemoryTiming(port).latency(latency, latency + operation.option());
        context.platform().timing(port == MemoryPort.HOST ? timing : timing.reordering());
    }
}
