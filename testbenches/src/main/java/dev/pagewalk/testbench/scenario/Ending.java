package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.MachineStoppedException;
import dev.pagewalk.host.outcome.RaisedStatusException;

/** How a call of a routine ended, in words: one of the four outcomes, or refused by a machine that has stopped. */
final class Ending {
    static final String RETURNED = "returned";
    static final String REFUSED = "refused: the machine has stopped";

    private Ending() {}

    static String of(Runnable call) {
        try {
            call.run();
            return RETURNED;
        } catch (BugCheckException stop) {
            return stop(
                    stop.code().value(), stop.parameter(1), stop.parameter(2), stop.parameter(3), stop.parameter(4));
        } catch (MachineStoppedException stopped) {
            return REFUSED;
        } catch (RaisedStatusException raised) {
            return "raised " + raised.status();
        } catch (ContractViolation violation) {
            return violation(violation.ruleId());
        }
    }

    /** The ending of a call that breaks a rule. */
    static String violation(String rule) {
        return "violates " + rule;
    }

    /** The ending of a call that stops the machine. */
    static String stop(int code, long p1, long p2, long p3, long p4) {
        return "STOP 0x%X (0x%X, 0x%X, 0x%X, 0x%X)".formatted(code, p1, p2, p3, p4);
    }
}
