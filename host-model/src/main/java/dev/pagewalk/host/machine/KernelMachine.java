package dev.pagewalk.host.machine;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.MachineStoppedException;
import dev.pagewalk.host.outcome.VerifierCheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * The simulated machine below the driver: CPU, physical pages, address spaces, pools, IRQL, and whether it still runs.
 *
 * <p>Calls from several threads are serialised: one call at a time, as one CPU would run them (catalogue row E9).
 */
public final class KernelMachine {

    private final Object monitor = new Object();
    private final ListenerHub listeners = new ListenerHub();
    private final AllocationGate gate = new AllocationGate();
    private final KernelSpace kernelSpace = new KernelSpace();
    private final List<KernelProcess> processes = new ArrayList<>();
    private final Deque<Runnable> apcs = new ArrayDeque<>();
    private final KernelSettings settings;
    private final HostBus bus;
    private final PfnDatabase pfns;
    private final SystemPteRegion systemPtes;
    private final StructurePool structures;
    private final KernelPool nonpagedPool;
    private final KernelPool pagedPool;
    private final ContiguousMemory contiguous;
    private final Cpu cpu;
    private KernelProcess current;
    private Irql irql = Irql.PASSIVE_LEVEL;
    private BugCheckException stopped;
    private LongUnaryOperator lastMdlLockedBy = process -> 0;

    /** A machine over a bus, with one process that is current. */
    public KernelMachine(HostBus bus, KernelSettings settings) {
        this.bus = bus;
        this.settings = settings;
        this.pfns = new PfnDatabase(settings, bus, listeners.all(), gate);
        this.systemPtes = new SystemPteRegion(settings, gate);
        this.cpu = new Cpu(this);
        this.structures = new StructurePool(this);
        this.nonpagedPool = new KernelPool(this, KernelPte.Kind.NONPAGED_POOL, KernelSpace.NONPAGED_POOL);
        this.pagedPool = new KernelPool(this, KernelPte.Kind.PAGED_POOL, KernelSpace.PAGED_POOL);
        this.contiguous = new ContiguousMemory(this);
        this.current = createProcess();
    }

    /** Switches and sizes. */
    public KernelSettings settings() {
        return settings;
    }

    /** The way to hardware. */
    public HostBus bus() {
        return bus;
    }

    /** Physical pages. */
    public PfnDatabase pfns() {
        return pfns;
    }

    /** System PTEs. */
    public SystemPteRegion systemPtes() {
        return systemPtes;
    }

    /** Kernel address space. */
    public KernelSpace kernelSpace() {
        return kernelSpace;
    }

    /** Pool of MDLs and IRPs. */
    public StructurePool structures() {
        return structures;
    }

    /** Nonpaged pool. */
    public KernelPool nonpagedPool() {
        return nonpagedPool;
    }

    /** Paged pool. */
    public KernelPool pagedPool() {
        return pagedPool;
    }

    /** Contiguous and noncached memory. */
    public ContiguousMemory contiguous() {
        return contiguous;
    }

    /** Loads and stores. */
    public Cpu cpu() {
        return cpu;
    }

    /** Fails allocations for tests. */
    public AllocationGate gate() {
        return gate;
    }

    /** Where events go. */
    public DriverListener events() {
        return listeners.all();
    }

    /** Registers a listener. */
    public void addListener(DriverListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void removeListener(DriverListener listener) {
        listeners.remove(listener);
    }

    /** A new process; does not become current. */
    public KernelProcess createProcess() {
        KernelProcess process = new KernelProcess(this, processes.size() + 1);
        processes.add(process);
        return process;
    }

    /** Every process that was created. */
    public List<KernelProcess> processes() {
        return Collections.unmodifiableList(processes);
    }

    /** The process with this PEPROCESS value, null if there is none. */
    public KernelProcess processAt(long address) {
        return processes.stream()
                .filter(process -> process.address() == address)
                .findFirst()
                .orElse(null);
    }

    /** Process in whose address space user addresses are looked up. */
    public KernelProcess currentProcess() {
        return current;
    }

    /** KeStackAttachProcess: makes a process current; returns the one that was. */
    public KernelProcess attach(KernelProcess process) {
        KernelProcess previous = current;
        current = process;
        return previous;
    }

    /** Current IRQL. */
    public Irql irql() {
        return irql;
    }

    /** KeRaiseIrql and KeLowerIrql; returns the old level. */
    public Irql irql(Irql level) {
        Irql old = irql;
        irql = level;
        return old;
    }

    /** Queues a special kernel APC. */
    public void queueApc(Runnable apc) {
        apcs.add(apc);
    }

    /** Runs queued APCs if the IRQL allows it. */
    public void deliverApcs() {
        while (!apcs.isEmpty() && Irql.APC_LEVEL.above(irql)) {
            Irql old = irql(Irql.APC_LEVEL);
            apcs.remove().run();
            irql(old);
        }
    }

    /** Runs one call, alone; refused once the machine has stopped. */
    public <T> T call(String routine, Supplier<T> body) {
        synchronized (monitor) {
            requireRunning(routine);
            return body.get();
        }
    }

    /** Runs one call without result, alone; refused once the machine has stopped. */
    public void run(String routine, Runnable body) {
        synchronized (monitor) {
            requireRunning(routine);
            body.run();
        }
    }

    /** Refuses when a bug check has stopped the machine. */
    public void requireRunning(String routine) {
        if (stopped != null) {
            throw new MachineStoppedException(routine, stopped);
        }
    }

    /** The bug check that stopped the machine, null while it runs. */
    public BugCheckException stopped() {
        return stopped;
    }

    /** Stops the machine; the caller throws what this returns. */
    public BugCheckException bugCheck(BugCheckCode code, long p1, long p2, long p3, long p4, String message) {
        BugCheckException stop = new BugCheckException(code, p1, p2, p3, p4, message);
        if (stopped == null) {
            stopped = stop;
        }
        return stop;
    }

    /** Misuse that only Driver Verifier has a code for; without it, a violation of the rule (section 0.2). */
    public RuntimeException misuse(String rule, VerifierCheck check, long p2, long p3, long p4, String message) {
        if (settings.verifier()) {
            return bugCheck(BugCheckCode.DRIVER_VERIFIER_DETECTED_VIOLATION, check.subCode(), p2, p3, p4, check.text());
        }
        return new ContractViolation(rule, message);
    }

    /** Refuses a routine that this version does not have (S-VER-1). */
    public void requireVersion(WindowsVersion first, String routine) {
        if (!settings.version().atLeast(first)) {
            throw new ContractViolation(
                    "S-VER-1",
                    "routine is not exported: routine=%s, first=%s, version=%s"
                            .formatted(routine, first, settings.version()));
        }
    }

    /** Brings a page of paged pool back. */
    void pageIn(KernelPte pte) {
        long pfn = pfns.allocate("paged pool");
        if (pfn == Pages.NO_PFN) {
            throw bugCheck(BugCheckCode.PAGE_FAULT_IN_NONPAGED_AREA, 0, 0, 0, 0, "no page to read paged pool into");
        }
        pfns.cacheType(pfn, MemoryCachingType.MM_CACHED);
        bus.storeBlock(Pages.addressOf(pfn), pte.pagedOut);
        pte.pfn = pfn;
        pte.pagedOut = null;
    }

    /** Tells who tracks locked pages; used by {@link KernelProcess#exit}. */
    public void trackLocksWith(LongUnaryOperator tracker) {
        lastMdlLockedBy = tracker;
    }

    long lastMdlLockedBy(long process) {
        return lastMdlLockedBy.applyAsLong(process);
    }
}
