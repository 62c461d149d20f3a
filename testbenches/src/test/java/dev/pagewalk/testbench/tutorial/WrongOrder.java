package dev.pagewalk.testbench.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.junit.CosimTest;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;

/** Fails on purpose, for docs/tutorials/port-a-driver.md. The name keeps it out of every run that does not ask for it. */
public final class WrongOrder {
    private static final int LENGTH = 3 * 4096;

    @CosimTest
    void frees(CosimPlatform platform, HostStack host) {
        PortedDriver driver = new PortedDriver(platform, host);
        long buffer = host.kernel().machine().currentProcess().space().allocate(LENGTH);

        assertThat(driver.startTransfer(buffer, LENGTH)).isEqualTo(NtStatus.SUCCESS);
        driver.runDevice(64);
        driver.transferDoneInTheWrongOrder();
    }
}
