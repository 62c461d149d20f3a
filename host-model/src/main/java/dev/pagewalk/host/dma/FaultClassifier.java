package dev.pagewalk.host.dma;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.dma.FaultInformation.FaultType;
import dev.pagewalk.host.iommu.FaultReport;

/** Turns a fault record into fault information, with a software walk at report time (section 8b). */
final class FaultClassifier {

    private FaultClassifier() {}

    static FaultInformation classify(FaultReport report, IommuDmaDomain domain) {
        boolean stage1 =
                switch (report.cause()) {
                    case INSTRUCTION_PAGE_FAULT, READ_PAGE_FAULT, WRITE_PAGE_FAULT -> true;
                    default -> false;
                };
        return new FaultInformation(typeOf(report, domain), stage1, domain, report.address(), true, report);
    }

    private static FaultType typeOf(FaultReport report, IommuDmaDomain domain) {
        return switch (report.cause()) {
            case INSTRUCTION_PAGE_FAULT, INSTRUCTION_GUEST_PAGE_FAULT -> pageFault(report, domain, false, true);
            case READ_PAGE_FAULT, READ_GUEST_PAGE_FAULT -> pageFault(report, domain, false, false);
            case WRITE_PAGE_FAULT, WRITE_GUEST_PAGE_FAULT -> pageFault(report, domain, true, false);
            default -> FaultType.EXTERNAL;
        };
    }

    /** Leaf absent: Translation; present without the right: Permission; not decidable any more: Translation. */
    private static FaultType pageFault(FaultReport report, IommuDmaDomain domain, boolean write, boolean execute) {
        if (domain == null || domain.hardware().table() == null) {
            return FaultType.TRANSLATION;
        }
        int permissions = domain.hardware().permissionsAt(report.address());
        boolean lacksRight = write ? (permissions & DriverListener.WRITE) == 0 : execute;
        return permissions != 0 && lacksRight ? FaultType.PERMISSION : FaultType.TRANSLATION;
    }
}
