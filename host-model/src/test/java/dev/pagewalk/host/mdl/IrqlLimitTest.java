package dev.pagewalk.host.mdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pagewalk.host.RoutineCalls;
import dev.pagewalk.host.RoutineCalls.Call;
import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.MachineStoppedException;
import dev.pagewalk.host.trace.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class IrqlLimitTest {

    private static final Pattern TOO_HIGH = Pattern.compile("IRQL too high|lock of pageable memory at");
    private static final Set<Irql> LEVELS =
            Set.of(Irql.PASSIVE_LEVEL, Irql.APC_LEVEL, Irql.DISPATCH_LEVEL, Irql.DEVICE_LEVEL, Irql.HIGH_LEVEL);

    private final RoutineCalls routines = new RoutineCalls();

    static Stream<String> limited() {
        return new RoutineCalls()
                .all().values().stream()
                        .filter(call -> call.limit() != Irql.HIGH_LEVEL)
                        .map(Call::name);
    }

    static Stream<String> all() {
        return new RoutineCalls().all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("limited")
    @Rule({"S-IRQ-1", "S-PLK-1", "S-UNL-6", "S-MLP-8", "S-UMP-7", "S-APM-10", "S-IOM-1"})
    void shouldReportACallOneLevelAboveItsLimitAndChangeNothing(String name) {
        Call call = routines.all().get(name);
        Irql above = call.limit() == Irql.APC_LEVEL ? Irql.DISPATCH_LEVEL : Irql.DEVICE_LEVEL;
        routines.kit.machine.irql(above);
        String before = routines.kit.kernel.dump();

        Throwable thrown = catchThrowable(() -> call.body().run());

        assertThat(thrown).isInstanceOf(ContractViolation.class);
        assertThat(thrown.getMessage()).containsPattern(TOO_HIGH);
        assertThat(routines.kit.kernel.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Rule("S-IRQ-1")
    void shouldNotRefuseACallAtItsLimitForItsLevel(String name) {
        Call call = routines.all().get(name);
        assertThat(LEVELS).contains(call.limit());
        routines.kit.machine.irql(call.limit());

        Throwable thrown = catchThrowable(() -> call.body().run());

        if (thrown != null) {
            assertThat(thrown.getMessage()).doesNotContainPattern(TOO_HIGH);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldRefuseEveryCallOnceTheMachineHasStopped(String name) {
        Map<String, Call> calls = routines.all();
        routines.kit.machine.bugCheck(BugCheckCode.MEMORY_MANAGEMENT, 0, 0, 0, 0, "stopped by the test");

        assertThat(catchThrowable(() -> calls.get(name).body().run())).isInstanceOf(MachineStoppedException.class);
    }

    @Test
    void shouldKnowEveryRoutineOfTheKernel() {
        Set<String> declared = new TreeSet<>();
        for (Method method : WindowsKernel.class.getMethods()) {
            if (method.getName().matches("(mm|io|ex|ke|probe)[A-Z]\\w*") && !method.isSynthetic()) {
                declared.add(method.getName());
            }
        }
        declared.remove("ioManager");

        assertThat(routines.all().values().stream().map(Call::method).collect(Collectors.toSet()))
                .isEqualTo(declared);
    }
}
