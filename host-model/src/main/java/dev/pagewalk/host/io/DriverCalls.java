package dev.pagewalk.host.io;

import dev.pagewalk.host.mdl.KernelServices;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.RaisedStatusException;

/** Entry points of driver code: an exception that no {@code try/except} catches stops the machine (S-EXC-1). */
public interface DriverCalls extends KernelServices {

    /** Runs a driver entry point; an uncaught raised status is STOP 0x1E with the status as parameter 1. */
    default void callDriver(String entryPoint, Runnable body) {
        try {
            body.run();
        } catch (RaisedStatusException uncaught) {
            throw machine()
                    .bugCheck(
                            BugCheckCode.KMODE_EXCEPTION_NOT_HANDLED,
                            uncaught.status().code(),
                            0,
                            0,
                            0,
                            entryPoint + " let through: " + uncaught.getMessage());
        }
    }

    /** Runs a system thread; an uncaught raised status is STOP 0x7E with the status as parameter 1. */
    default void runSystemThread(String name, Runnable body) {
        try {
            body.run();
        } catch (RaisedStatusException uncaught) {
            throw machine()
                    .bugCheck(
                            BugCheckCode.SYSTEM_THREAD_EXCEPTION_NOT_HANDLED,
                            uncaught.status().code(),
                            0,
                            0,
                            0,
                            name + " let through: " + uncaught.getMessage());
        }
    }
}
