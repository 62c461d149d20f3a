package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HpmCyclesTest {
    private static final int IOCOUNTOVF = 88;
    private static final int IOCOUNTINH = 92;
    private static final int IOHPMCYCLES = 96;
    private static final int IPSR = 84;
    private static final long OVERFLOW = 1L << 63;

    private final GoldenIommu iommu =
            new GoldenIommu(new GoldenConfig(0xfeee7ee8e10L, 0, 7, 40, 2, false, false, 0, 32), new SparseMemory());

    @Test
    void shouldAddTheCyclesThatPass() {
        iommu.writeRegister(IOHPMCYCLES, 8, 100);
        iommu.advanceClock(23);

        assertThat(iommu.readRegister(IOHPMCYCLES, 8)).isEqualTo(123);
        assertThat(iommu.readRegister(IOCOUNTOVF, 4)).isZero();
    }

    @Test
    void shouldStandStillWhileInhibited() {
        iommu.writeRegister(IOCOUNTINH, 4, 1);
        iommu.advanceClock(23);

        assertThat(iommu.readRegister(IOHPMCYCLES, 8)).isZero();
    }

    @Test
    void shouldWrapAt63BitsAndRaiseTheInterruptOnce() {
        iommu.writeRegister(IOHPMCYCLES, 8, OVERFLOW - 5);
        iommu.advanceClock(4);
        assertThat(iommu.readRegister(IPSR, 4)).isZero();

        iommu.advanceClock(3);
        assertThat(iommu.readRegister(IOHPMCYCLES, 8)).isEqualTo(OVERFLOW | 2);
        assertThat(iommu.readRegister(IPSR, 4)).isEqualTo(4);

        iommu.writeRegister(IPSR, 4, 4);
        iommu.writeRegister(IOHPMCYCLES, 8, -1L);
        iommu.advanceClock(2);
        assertThat(iommu.readRegister(IOHPMCYCLES, 8)).isEqualTo(OVERFLOW | 1);
        assertThat(iommu.readRegister(IPSR, 4)).isZero();
    }

    @Test
    void shouldKeepTheOverflowWhileCyclesGoOn() {
        iommu.writeRegister(IOHPMCYCLES, 8, OVERFLOW);
        iommu.advanceClock(10);

        assertThat(iommu.readRegister(IOHPMCYCLES, 8)).isEqualTo(OVERFLOW | 10);
        assertThat(iommu.readRegister(IPSR, 4)).isZero();
    }
}
