package dev.pagewalk.testbench.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.testbench.junit.CosimTest;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;

/** The tests of docs/tutorials/port-a-driver.md, which quotes them. */
class PortedDriverTest {
    private static final int LENGTH = 3 * 4096;

    @CosimTest
    void shouldMoveABufferOfTheProcess(CosimPlatform platform, HostStack host) {
        PortedDriver driver = new PortedDriver(platform, host);
        long buffer = host.kernel().machine().currentProcess().space().allocate(LENGTH);

        assertThat(driver.startTransfer(buffer, LENGTH)).isEqualTo(NtStatus.SUCCESS);
        driver.runDevice(64);
        driver.transferDone();
    }

    @CosimTest(idleJudges = {"translation", "ownership"})
    void shouldReturnTheStatusOfABufferThatIsNotThere(CosimPlatform platform, HostStack host) {
        PortedDriver driver = new PortedDriver(platform, host);

        assertThat(driver.startTransfer(0x10_0000L, LENGTH)).isEqualTo(NtStatus.ACCESS_VIOLATION);
    }
}
