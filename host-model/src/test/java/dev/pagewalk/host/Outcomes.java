package dev.pagewalk.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions on the four outcomes. */
public final class Outcomes {

    private Outcomes() {}

    /** The call stops the machine with this code and these parameters. */
    public static void assertStop(ThrowingCallable call, int code, long p1, long p2, long p3, long p4) {
        BugCheckException stop = assertStop(call, code, p1);
        assertThat(stop.parameter(2)).as("parameter 2").isEqualTo(p2);
        assertThat(stop.parameter(3)).as("parameter 3").isEqualTo(p3);
        assertThat(stop.parameter(4)).as("parameter 4").isEqualTo(p4);
    }

    /** The call stops the machine with this code and first parameter. */
    public static BugCheckException assertStop(ThrowingCallable call, int code, long p1) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(BugCheckException.class);
        BugCheckException stop = (BugCheckException) thrown;
        assertThat(Integer.toHexString(stop.code().value())).isEqualTo(Integer.toHexString(code));
        assertThat(stop.parameter(1)).as("parameter 1").isEqualTo(p1);
        return stop;
    }

    /** The call breaks this rule, and the kernel is as it was. */
    public static void assertViolation(WindowsKernel kernel, String rule, ThrowingCallable call) {
        String before = kernel.dump();
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ContractViolation.class);
        assertThat(((ContractViolation) thrown).ruleId()).isEqualTo(rule);
        assertThat(kernel.dump()).isEqualTo(before);
    }

    /** The call raises this status. */
    public static void assertRaised(NtStatus status, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(RaisedStatusException.class);
        assertThat(((RaisedStatusException) thrown).status()).isEqualTo(status);
    }
}
