package dev.pagewalk.host.iommu;

/** Steps that end in the driver's command queue. */
abstract class TranslationRemoval implements RemovalSteps {

    private final CommandQueue queue;

    TranslationRemoval(CommandQueue queue) {
        this.queue = queue;
    }

    @Override
    public void ring() {
        queue.ring();
    }

    @Override
    public void fence() {
        queue.fence();
    }
}
