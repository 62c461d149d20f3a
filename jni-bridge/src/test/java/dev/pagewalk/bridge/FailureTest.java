package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.jna.Memory;
import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.nativeapi.NativeFunctions;
import dev.pagewalk.bridge.nativeapi.OptionsDescriptor;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.stream.Collectors;

class FailureTest {
    private static final int LIMIT = 1000;

    @TempDir
    private Path folder;

    private final Recording recording = new Recording();

    private static Model open() {
        return Model.open(StandIn.library(), new ModelContext());
    }

    private BridgeException endWith(Model model, int code) {
        model.submit(new MmioWrite(StandIn.END, 8, code));
        return catchThrowableOfType(BridgeException.class, () -> model.run(LIMIT, Stop.NONE, recording));
    }

    @ParameterizedTest
    @CsvSource({
        "1, FINISH, 'the design called $finish: at=StandIn.v:'",
        "2, STOP, 'the design called $stop or an assertion failed: at=StandIn.v:'",
        "3, STOP, 'the stand-in was told to die'",
        "4, STOP, 'the stand-in asserts in vain'",
        "6, FATAL, 'did not converge'"
    })
    void shouldTurnEndOfDesignIntoExceptionWithItsText(int code, BridgeStatus status, String text) {
        try (Model model = open()) {
            BridgeException failure = endWith(model, code);

            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure).hasMessageContaining(text).hasMessageContaining("cycle=");
        }
    }

    @Test
    void shouldRepeatFailureAndKeepRecordsUpToIt() {
        try (Model model = open()) {
            BridgeException failure = endWith(model, 1);

            assertThat(recording.cycles()).isEqualTo(model.cycle());
            assertThatThrownBy(() -> model.advance(1, Stop.NONE)).hasMessage(failure.getMessage());
        }
    }

    @Test
    void shouldReplayFailedRunToSameFailure() {
        Path journal = folder.resolve("failed.journal");
        BridgeException failure;
        long hash;
        try (Model model = Model.open(StandIn.library(), new ModelContext().journal(journal))) {
            failure = endWith(model, 4);
            hash = model.recordHash();
        }

        Replay.Result replay = Replay.run(journal, StandIn.library(), new Recording());

        assertThat(replay.hash()).isEqualTo(hash);
        assertThat(replay.failure()).map(BridgeException::getMessage).contains(failure.getMessage());
    }

    @Test
    void shouldDeliverDisplayedTextAsEvents() {
        try (Model model = open()) {
            model.submit(new MmioWrite(StandIn.END, 8, 5));
            model.run(100, Stop.NONE, recording);
        }

        String text = recording.events(EventKind.MESSAGE).stream()
                .map(EventRecordFlyweight::text)
                .collect(Collectors.joining());
        assertThat(text).isEqualTo("the stand-in says 42 and then some more words\n");
    }

    @Test
    void shouldTurnNativeExceptionIntoJavaException() {
        try (Model model = open()) {
            model.submit(new BridgeCanary(BridgeCanary.Kind.THROW_EXCEPTION, 50));

            assertThatThrownBy(() -> model.advance(LIMIT, Stop.NONE))
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("a C++ exception was caught at the boundary: planted by a canary, cycle=50");
        }
    }

    @Test
    void shouldRefuseCommandThatNoPortCanCarry() {
        try (Model model = open()) {
            model.submit(new DeviceRead(0, 1).id(16).tag(77));
            assertThatThrownBy(() -> model.advance(1, Stop.NONE))
                    .hasMessageContaining(
                            "wrong argument: command refused: kind=6, tag=77, why=id wider than the port");

            model.submit(new HostStore(1L << 56, 8, 1));
            assertThatThrownBy(() -> model.advance(1, Stop.NONE)).hasMessageContaining("address wider than the port");
            assertThat(model.run(LIMIT, Stop.IDLE, recording)).isEqualTo(Stop.IDLE);
        }
    }

    @Test
    void shouldRefuseWrongArgumentsOfEveryFunction() {
        NativeFunctions functions = StandIn.library().functions();
        int refused = BridgeStatus.ARGUMENT.code();
        Memory memory = new Memory(OptionsDescriptor.SIZE);
        memory.clear();

        assertThat(functions.advance(0, 1, 0)).isEqualTo(refused);
        assertThat(functions.advance(123456789, 1, 0)).isEqualTo(refused);
        assertThat(functions.close(-1)).isEqualTo(refused);
        assertThat(functions.peek(1L << 40, 0, memory, 1)).isEqualTo(refused);
        assertThat(functions.wave(99999, null, 0, 1)).isEqualTo(refused);
        assertThat(functions.open(null, OptionsDescriptor.SIZE, memory)).isEqualTo(refused);
        assertThat(functions.open(memory, OptionsDescriptor.SIZE, null)).isEqualTo(refused);
        assertThat(functions.open(memory, 7, memory)).isEqualTo(refused);
        assertThat(functions.open(memory, OptionsDescriptor.SIZE, memory)).isEqualTo(refused);
        assertThat(functions.error(0, null, 0)).isPositive();
    }

    @Test
    void shouldRefuseUseAfterClose() {
        Model model = open();
        model.close();
        model.close();

        assertThatThrownBy(() -> model.advance(1, Stop.NONE))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("model is closed");
    }

    @Test
    @Tag("F5")
    void shouldRefuseThreadThatDoesNotOwnTheModel() throws InterruptedException {
        try (Model model = open()) {
            Throwable[] caught = new Throwable[1];
            Thread thread = new Thread(
                    () -> {
                        try {
                            model.advance(1, Stop.NONE);
                        } catch (BridgeException e) {
                            caught[0] = e;
                        }
                    },
                    "stranger");
            thread.start();
            thread.join();

            assertThat(caught[0]).hasMessageContaining("model belongs to another thread: owner=");
            assertThat(caught[0]).hasMessageContaining("caller=stranger");
        }
    }

    @Test
    void shouldRefuseJournalThatCannotBeWritten() {
        ModelContext context =
                new ModelContext().journal(folder.resolve("missing").resolve("run.journal"));

        assertThatThrownBy(() -> Model.open(StandIn.library(), context))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("journal not writable: file=")
                .hasMessageContaining("error=No such file or directory");
    }

    @Test
    void shouldReportFullDiskInsteadOfLosingTheJournal() {
        ModelContext context = new ModelContext().journal(Path.of("/dev/full"));

        assertThatThrownBy(() -> Model.open(StandIn.library(), context))
                .hasMessageContaining("error=No space left on device");
    }
}
