package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.host.iommu.FaultReport;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.testbench.device.DmaTransfer;
import dev.pagewalk.testbench.scenario.ScenarioContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares fault records with what devices were answered: every refused page has a record, every record a refusal. */
final class FaultLedger {
    private record Transfer(int device, long page, boolean write, DmaTransfer transfer) {}

    private final List<Transfer> transfers = new ArrayList<>();
    private final Set<String> recorded = new TreeSet<>();

    void started(int device, long address, boolean write, DmaTransfer transfer) {
        transfers.add(new Transfer(device, Pages.pageAlign(address), write, transfer));
    }

    void found(List<FaultReport> reports) {
        reports.forEach(report -> recorded.add(key(
                report.deviceId(), report.address(), report.transaction().name().contains("WRITE"))));
    }

    /** Ends the run unless both agree; records may be missing when the queue has overflowed. */
    void check(ScenarioContext context, boolean overflowed) {
        Set<String> refused = new TreeSet<>();
        for (Transfer transfer : transfers) {
            if (transfer.transfer().failed() > 0) {
                refused.add(key(transfer.device(), transfer.page(), transfer.write()));
                context.require(
                        "a request that does not translate is rejected, not aborted",
                        "DESIGN §3",
                        AxiResponse.DECERR,
                        transfer.transfer().response());
            }
        }
        Set<String> invented = new TreeSet<>(recorded);
        invented.removeAll(refused);
        context.require("every fault record belongs to a refused request", "IOMMU §4.2", Set.of(), invented);
        if (!overflowed) {
            refused.removeAll(recorded);
            context.require("every refused request has a fault record", "IOMMU §4.2", Set.of(), refused);
        }
    }

    private static String key(int device, long address, boolean write) {
        return "device=%d page=0x%x %s".formatted(device, Pages.pageAlign(address), write ? "write" : "read");
    }
}
