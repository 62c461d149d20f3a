package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.Stop;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Devices that break AXI or withhold what they owe, on the whole design in Bare mode: others go on. */
class HostileDeviceTest {
    private static final long PAGE = 0x8000_1000L;
    private static final int FOREVER = 20_000;
    private static final int SOON = 600;
    private static final int LIMIT = 3_000;
    private static final long OFF = 0;
    private static final long BARE = 1;
    /** Type of a request that Bare mode refuses. */
    private static final long TRANSLATED = 1;

    private final Map<Integer, AxiResponse> answers = new LinkedHashMap<>();
    private final Map<Integer, Long> data = new LinkedHashMap<>();
    private Model model;

    @BeforeEach
    void open() {
        model = Model.open(RtlModels.library(NamedConfiguration.SMALL), new ModelContext());
        run(ModelContext.DEFAULT_RESET_CYCLES + 1);
        model.submit(new MmioWrite(Register.DDTP.offset(), Long.BYTES, BARE));
        run(100);
        answers.clear();
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldLetReadsPassAWriteWhoseDataIsWithheld() {
        int stuck = model.submit(new DeviceWrite(PAGE, 1, 2).id(1).dataDelay(FOREVER));
        int other = model.submit(new DeviceRead(PAGE + 64, 4).id(2));
        int same = model.submit(new DeviceRead(PAGE + 64, 4).id(1));

        run(SOON);

        assertThat(answers).containsOnlyKeys(other, same).doesNotContainKey(stuck);
    }

    @Test
    void shouldLetAChangeOfModePassAWriteWhoseDataIsWithheld() {
        model.submit(new DeviceWrite(PAGE, 1, 2).id(1).dataDelay(FOREVER));
        run(50);
        model.submit(new MmioWrite(Register.DDTP.offset(), Long.BYTES, OFF));
        run(SOON);
        int read = model.submit(new MmioRead(Register.DDTP.offset(), Long.BYTES));
        run(50);

        assertThat(DirectoryPointer.BUSY.isSet(data.get(read))).isFalse();
    }

    @Test
    void shouldLetWritesAndAChangeOfModePassResponsesThatNobodyTakes() {
        int writes = 12;
        for (int i = 0; i < writes; i++) {
            DeviceWrite write = new DeviceWrite(PAGE + 8L * i, i + 1L).id(i % 4);
            model.submit(i == 0 ? write.responseStall(FOREVER) : write);
        }
        run(SOON);
        model.submit(new MmioWrite(Register.DDTP.offset(), Long.BYTES, OFF));
        run(SOON);
        int read = model.submit(new MmioRead(Register.DDTP.offset(), Long.BYTES));
        run(50);

        assertThat(word(PAGE + 8L * (writes - 1))).isEqualTo(writes);
        assertThat(answers).hasSize(2);
        assertThat(DirectoryPointer.BUSY.isSet(data.get(read))).isFalse();
    }

    @Test
    void shouldWriteNothingWithATranslationFromBeforeTheModeWentOff() {
        int late = model.submit(new DeviceWrite(PAGE, -1).id(1).dataDelay(1000));
        run(50);
        model.submit(new MmioWrite(Register.DDTP.offset(), Long.BYTES, OFF));
        run(2000);

        assertThat(answers).containsEntry(late, AxiResponse.DECERR);
        assertThat(word(PAGE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepTheDataOfOthersWhereItBelongsWhenWlastIsEarlyOrMissing(boolean early) {
        DeviceWrite wrong = new DeviceWrite(PAGE, 1, 2, 3, 4).id(1);
        int first = model.submit(early ? wrong.earlyLast() : wrong.missingLast());
        int second = model.submit(new DeviceWrite(PAGE + 256, 5, 6).id(2));

        run(SOON);

        assertThat(answers).containsEntry(first, AxiResponse.OKAY).containsEntry(second, AxiResponse.OKAY);
        for (int i = 0; i < 4; i++) {
            assertThat(word(PAGE + 8L * i)).isEqualTo(i + 1);
        }
        assertThat(word(PAGE + 256)).isEqualTo(5);
        assertThat(word(PAGE + 264)).isEqualTo(6);
        assertThat(word(PAGE + 272)).isZero();
    }

    @Test
    void shouldAbortBurstsAcrossAPageAndTouchNothing() {
        long end = PAGE + 4096 - 16;
        int write = model.submit(new DeviceWrite(end, 1, 2, 3).id(1));
        int read = model.submit(new DeviceRead(end, 3).id(1));
        int legalWrite = model.submit(new DeviceWrite(end, 7, 8).id(2));
        int legalRead = model.submit(new DeviceRead(end, 2).id(2));

        run(SOON);

        assertThat(answers)
                .containsEntry(write, AxiResponse.SLVERR)
                .containsEntry(read, AxiResponse.SLVERR)
                .containsEntry(legalWrite, AxiResponse.OKAY)
                .containsEntry(legalRead, AxiResponse.OKAY);
        assertThat(word(end)).isEqualTo(7);
        assertThat(word(end + 8)).isEqualTo(8);
        assertThat(word(end + 16)).isZero();
    }

    @Test
    void shouldAnswerRequestsOfOneIdInTheirOrderWhateverBecomesOfThem() {
        int[] tags = new int[12];
        for (int i = 0; i < tags.length; i++) {
            long address = i % 3 == 1 ? PAGE + 4096 - 8 : PAGE + 8L * i;
            long user = i % 3 == 2 ? AxiUser.TYPE.of(TRANSLATED) : 0;
            tags[i] = model.submit(new DeviceRead(address, 2).id(5).user(user));
        }

        run(LIMIT);

        Map<Integer, AxiResponse> expected = new LinkedHashMap<>();
        AxiResponse[] kinds = {AxiResponse.OKAY, AxiResponse.SLVERR, AxiResponse.DECERR};
        for (int i = 0; i < tags.length; i++) {
            expected.put(tags[i], kinds[i % 3]);
        }
        assertThat(answers).containsExactlyEntriesOf(expected);
    }

    @Test
    void shouldAnswerManyWritesOfOneIdEachOnce() {
        int first = 0;
        for (int i = 0; i < 40; i++) {
            int tag = model.submit(new DeviceWrite(PAGE + 8L * i, i + 1L).id(3).dataDelay(i % 5));
            first = i == 0 ? tag : first;
        }

        run(LIMIT);

        assertThat(answers).hasSize(40).containsEntry(first, AxiResponse.OKAY);
        assertThat(word(PAGE + 8L * 39)).isEqualTo(40);
    }

    private void run(int cycles) {
        model.run(cycles, Stop.NONE, new RecordHandler() {
            @Override
            public void onCycle(CycleRecordFlyweight record) {}

            @Override
            public void onEvent(EventRecordFlyweight event) {
                if (event.kind() == EventKind.COMPLETION) {
                    data.put(event.tag(), event.data());
                    answers.put(event.tag(), event.response());
                }
            }
        });
    }

    private long word(long address) {
        return ByteBuffer.wrap(model.peek(address, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }
}
