package dev.pagewalk.testbench.judge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldPinsTest {
    private final HandMadePins pins = HandMadePins.withBuses("s_axi_dev");
    private final HeldPins held = new HeldPins(pins, pins.require("s_axi_dev_awaddr"), pins.require("s_axi_dev_awlen"));

    @BeforeEach
    void holdAnAddress() {
        pins.set("s_axi_dev_awaddr", 0x1234).set("s_axi_dev_awlen", 3);
        held.hold(pins);
    }

    @Test
    void shouldBeTheSameWhileNoneOfThePinsChanges() {
        pins.set("s_axi_dev_awsize", 2);
        assertThat(held.isSame(pins)).isTrue();
        assertThat(held.firstChanged(pins)).isEqualTo(-1);
    }

    @Test
    void shouldNameTheFirstPinThatChangedAndWhatItHad() {
        pins.set("s_axi_dev_awlen", 7);
        assertThat(held.isSame(pins)).isFalse();
        assertThat(held.firstChanged(pins)).isEqualTo(1);
        assertThat(held.value(1)).isEqualTo(3);
        pins.set("s_axi_dev_awaddr", 0x1235);
        assertThat(held.firstChanged(pins)).isZero();
        assertThat(held.value(0)).isEqualTo(0x1234);
    }

    @Test
    void shouldHoldAnew() {
        pins.set("s_axi_dev_awlen", 7);
        held.hold(pins);
        assertThat(held.isSame(pins)).isTrue();
        assertThat(held.value(1)).isEqualTo(7);
    }
}
