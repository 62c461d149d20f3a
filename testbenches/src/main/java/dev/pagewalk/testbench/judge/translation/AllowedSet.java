package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.data.Burst;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.DomainIntent;
import dev.pagewalk.testbench.judge.table.HostView;
import dev.pagewalk.testbench.judge.table.PageIntent;

/**
 * Which memory addresses the host lets a request reach: its page has to be asked for in the domain of the device and
 * not yet fenced away [reference §8b, IOMMU §12].
 */
public final class AllowedSet {
    private final HostView view;

    public AllowedSet(Signals signals) {
        view = new HostView(signals);
    }

    /** Where the host's intents of the given cycle go. */
    public DriverListener intents(long cycle) {
        view.intentAt(cycle);
        return view;
    }

    public void onCycle(CycleView pins) {
        view.onCycle(pins);
    }

    public void onEvent(EventView event) {
        view.onEvent(event);
    }

    /** What the host says and has done about tables. */
    HostView view() {
        return view;
    }

    /** True if the request may reach this address now. */
    public boolean permits(Burst request, long memoryAddress) {
        return reason(request, memoryAddress) == null;
    }

    /** The page that the host wants for a request, or null. */
    PageIntent page(Burst request) {
        DomainIntent domain = view.domainOf(request.device());
        return domain == null ? null : domain.page(request.address());
    }

    /** Why the request may not reach this address, or null if it may. */
    String reason(Burst request, long memoryAddress) {
        DomainIntent domain = view.domainOf(request.device());
        if (domain == null) {
            return "device " + request.device() + " is attached to no domain";
        }
        if (domain.levels() == 0) {
            return memoryAddress == request.address() ? null : "the domain passes addresses through";
        }
        PageIntent page = domain.page(request.address());
        if (page == null) {
            return "the host asked for no mapping of this page, or it is fenced away";
        }
        if (page.physical() >>> 12 != memoryAddress >>> 12) {
            return "the page maps to 0x" + Long.toHexString(page.physical());
        }
        int needed = request.isWrite() ? DriverListener.WRITE : DriverListener.READ;
        if ((page.permissions() & needed) == 0 || request.isExecute()) {
            return "the mapping lacks the permission";
        }
        return null;
    }
}
