package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.KernelMachine;

/** What every family of routines stands on. */
public interface KernelServices {

    /** The machine below. */
    KernelMachine machine();

    /** The machine's MDLs. */
    MdlBook mdls();
}
