package dev.pagewalk.host.dma;

import dev.pagewalk.host.iommu.IommuDriver;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Hands faults of devices to the handlers that drivers registered. */
public final class FaultReporting {

    private final Map<Integer, Consumer<FaultInformation>> handlers = new TreeMap<>();
    private final IommuDriver driver;
    private final Map<Integer, IommuDmaDevice> devices;

    FaultReporting(IommuDriver driver, Map<Integer, IommuDmaDevice> devices) {
        this.driver = driver;
        this.devices = devices;
    }

    /** SetDeviceFaultReportingEx: documented as not implemented. */
    public NtStatus setDeviceFaultReportingEx() {
        return NtStatus.NOT_IMPLEMENTED;
    }

    /** SetDeviceFaultReporting: hands faults of a device to a handler; null ends it. */
    public NtStatus setDeviceFaultReporting(IommuDmaDevice device, Consumer<FaultInformation> handler) {
        if (handler == null) {
            handlers.remove(device.deviceId);
        } else {
            handlers.put(device.deviceId, handler);
        }
        return NtStatus.SUCCESS;
    }

    /** Reads the fault queue and calls handlers (at PASSIVE_LEVEL); returns what was found. */
    public List<FaultInformation> dispatch() {
        List<FaultInformation> found = new ArrayList<>();
        driver.faults().poll().forEach(report -> {
            IommuDmaDevice device = devices.get(report.deviceId());
            FaultInformation fault = FaultClassifier.classify(report, device == null ? null : device.domain);
            found.add(fault);
            handlers.getOrDefault(report.deviceId(), ignored -> {}).accept(fault);
        });
        return found;
    }
}
