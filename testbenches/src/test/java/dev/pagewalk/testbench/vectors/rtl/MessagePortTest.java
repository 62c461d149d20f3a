package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.testbench.vectors.DeviceMessage;
import dev.pagewalk.testbench.vectors.ScenarioConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Invalidation requests on the message port of the whole design. */
class MessagePortTest {
    private static final int TAGS = NamedConfiguration.FULL.parameters().size(Size.INVALIDATION_TAGS);
    private static final long QUEUE = 0x8010_0000L;
    private static final long LOG_SIZE_MINUS_1 = 6;
    private static final int ENTRY = 16;
    private static final int RID = 0x123;
    private static final long INVALIDATE = 4 | ((long) RID << 40);
    private static final long FENCE = 2;

    private RtlTarget target;

    @BeforeEach
    void open() throws Exception {
        target = RtlModels.on(NamedConfiguration.FULL, null);
        ScenarioConfig config = RtlModels.seed101(
                        scenario -> scenario.config().profile().equals("full"))
                .get(0)
                .config();
        target.reset(config);
        target.writeRegister(Register.CQB.offset(), Long.BYTES, (QUEUE >>> 2) | LOG_SIZE_MINUS_1);
        target.writeRegister(Register.CQCSR.offset(), Integer.BYTES, QueueRegisters.ENABLE.mask());
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void shouldHoldBackTheCommandThatFindsNoTagAndLoseNone() {
        commands(TAGS + 1);

        assertThat(head()).isEqualTo(TAGS);
        assertThat(target.takeMessages()).hasSize(TAGS);

        complete(3);

        assertThat(target.takeMessages()).extracting(DeviceMessage::payload).containsExactly(payload(TAGS));
        assertThat(head()).isEqualTo(TAGS + 1);
        for (int nth = 0; nth <= TAGS; nth++) {
            complete(nth);
        }
        assertThat(head()).isEqualTo(TAGS + 2);
        assertThat(errors()).isZero();
    }

    @Test
    void shouldHoldAFenceUntilTheDeviceHasSentAllItsCompletions() {
        commands(1);

        target.invalidationCompletion(0, RID, false, 0, 2);
        assertThat(head()).isEqualTo(1);
        target.invalidationCompletion(0, RID, false, 0, 2);

        assertThat(head()).isEqualTo(2);
    }

    @Test
    void shouldIgnoreTheCompletionOfAnotherDevice() {
        commands(1);

        target.invalidationCompletion(0, RID + 1, false, 0, 1);

        assertThat(head()).isEqualTo(1);
    }

    @Test
    void shouldReportATimeOutOnceAndCompleteTheFenceAfterwards() {
        commands(2);

        target.invalidationTimeout(1);
        assertThat(errors()).isZero();
        complete(0);

        assertThat(errors()).isEqualTo(QueueRegisters.COMMAND_TIMEOUT.mask());
        assertThat(head()).isEqualTo(2);
        long clear = QueueRegisters.COMMAND_TIMEOUT.mask() | QueueRegisters.ENABLE.mask();
        target.writeRegister(Register.CQCSR.offset(), Integer.BYTES, clear);
        target.awaitCommands(3);
        assertThat(errors()).isZero();
    }

    @Test
    void shouldGiveEveryRequestUnderWayItsOwnTag() {
        commands(TAGS);

        List<AtsTraffic.Sent> sent = target.sent();

        assertThat(sent).hasSize(TAGS);
        assertThat(sent.stream().map(AtsTraffic.Sent::tag).distinct()).hasSize(TAGS);
        assertThat(sent).allMatch(message -> MessageUser.DEVICE_ID.get(message.user()) == RID);
    }

    /** So many invalidation requests and a fence. */
    private void commands(int requests) {
        for (int i = 0; i < requests; i++) {
            target.store(QUEUE + (long) i * ENTRY, INVALIDATE);
            target.store(QUEUE + (long) i * ENTRY + Long.BYTES, payload(i));
        }
        target.store(QUEUE + (long) requests * ENTRY, FENCE);
        target.store(QUEUE + (long) requests * ENTRY + Long.BYTES, 0);
        target.writeRegister(Register.CQT.offset(), Integer.BYTES, requests + 1);
    }

    private static long payload(int number) {
        return (long) number << 12;
    }

    private void complete(int nth) {
        target.invalidationCompletion(nth, RID, false, 0, 1);
    }

    private long head() {
        return target.readRegister(Register.CQH.offset(), Integer.BYTES);
    }

    private long errors() {
        return target.readRegister(Register.CQCSR.offset(), Integer.BYTES)
                & (QueueRegisters.MEMORY_FAULT.mask()
                        | QueueRegisters.COMMAND_TIMEOUT.mask()
                        | QueueRegisters.COMMAND_ILLEGAL.mask());
    }
}
