package dev.pagewalk.host.iommu.canary;

import dev.pagewalk.host.iommu.RemovalSteps;
import dev.pagewalk.host.iommu.UpdateProtocol;

import java.util.List;

/**
 * Reclaims in any order, for showing that every order but one is noticed (catalogue row E2).
 *
 * <p>Only for tests: no driver may use it.
 */
public final class WrongOrderReclaim implements UpdateProtocol {

    private final List<ReclaimStep> order;
    private final Runnable unlock;
    private final Runnable betweenSteps;

    /**
     * A protocol with this order.
     *
     * @param unlock what UNLOCK does
     * @param betweenSteps runs after each step, for instance a device access
     */
    public WrongOrderReclaim(List<ReclaimStep> order, Runnable unlock, Runnable betweenSteps) {
        this.order = List.copyOf(order);
        this.unlock = unlock;
        this.betweenSteps = betweenSteps;
    }

    @Override
    public void remove(RemovalSteps steps) {
        for (ReclaimStep step : order) {
            switch (step) {
                case CLEAR -> steps.clear();
                case INVALIDATE -> {
                    steps.invalidate();
                    steps.ring();
                }
                case FENCE -> steps.fence();
                case UNLOCK -> unlock.run();
            }
            betweenSteps.run();
        }
    }
}
