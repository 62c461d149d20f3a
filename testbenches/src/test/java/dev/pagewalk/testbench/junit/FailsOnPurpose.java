package dev.pagewalk.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;

/** Tests that fail on purpose. The name keeps them out of every run but those that ask for them. */
final class FailsOnPurpose {
    @CosimTest(idleJudges = {"tableWrite", "translation", "ownership"})
    void losesAHostStore(CosimPlatform platform) {
        platform.plant(new BridgeCanary(BridgeCanary.Kind.DROP_HOST_STORE, 1));
        platform.bus().store(0x9000_0000L, 8, 1);
        platform.bus().store(0x9000_0008L, 8, 2);
        platform.bus().store(0x9000_0010L, 8, 3);
        platform.bus().barrier();
    }

    @CosimTest(idleJudges = {"tableWrite", "translation"})
    void leavesAJudgeIdle(CosimPlatform platform) {
        platform.bus().store(0x9000_0000L, 8, 1);
    }

    @CosimTest(
            seeds = 3,
            idleJudges = {"tableWrite", "translation", "ownership"})
    void failsByItself(CosimPlatform platform) {
        platform.bus().store(0x9000_0000L, 8, 1);
        assertThat(platform.bus().load(0x9000_0000L, 8)).isEqualTo(2);
    }

    @CosimTest(
            cycleLimit = 300,
            idleJudges = {"tableWrite", "translation", "ownership"})
    void waitsForMemoryThatIsTooSlow(CosimPlatform platform) {
        platform.timing(new MemoryTiming(MemoryPort.HOST).latency(5_000, 5_000));
        platform.bus().load(0x9000_0040L, 8);
    }

    @CosimTest(
            runLimit = 5_000,
            idleJudges = {"tableWrite", "translation", "ownership"})
    void pollsForEver(CosimPlatform platform) {
        while (platform.bus().load(0x9000_0000L, 8) == 0) {
            platform.clock().runFor(10);
        }
    }

    @CosimTest(cycleLimit = 2)
    void failsWhileTheHostBoots(CosimPlatform platform, HostStack host) {
        platform.bus().barrier();
    }

    @CosimTest(configurations = "huge")
    void asksForAConfigurationThatDoesNotExist(CosimPlatform platform) {
        platform.bus().barrier();
    }

    @CosimTest(seeds = 0)
    void asksForNoSeed(CosimPlatform platform) {
        platform.bus().barrier();
    }
}
