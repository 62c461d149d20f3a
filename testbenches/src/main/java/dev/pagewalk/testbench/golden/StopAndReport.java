package dev.pagewalk.testbench.golden;

/**
 * "Stop and report": ends the translation procedure with a cause [IOMMU §5]. Carries no stack trace, so that faulting
 * requests cost no more than others.
 */
final class StopAndReport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Cause cause;
    private final long iotval2;

    StopAndReport(Cause cause) {
        this(cause, 0);
    }

    StopAndReport(Cause cause, long iotval2) {
        super(cause.name(), null, false, false);
        this.cause = cause;
        this.iotval2 = iotval2;
    }

    Cause cause() {
        return cause;
    }

    /** Zero unless the cause is a guest page fault [IOMMU §8 iotval2]. */
    long iotval2() {
        return iotval2;
    }
}
