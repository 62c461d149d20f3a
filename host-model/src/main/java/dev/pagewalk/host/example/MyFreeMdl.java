package dev.pagewalk.host.example;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;

/** The example of the MDL document: frees an MDL chain from an IRP (S-EX-1). */
public final class MyFreeMdl {

    private MyFreeMdl() {}

    /** Unlocks and frees every MDL of the chain. */
    public static void myFreeMdl(WindowsKernel kernel, Mdl mdl) {
        Mdl currentMdl;
        Mdl nextMdl;

        for (currentMdl = mdl; currentMdl != null; currentMdl = nextMdl) {
            nextMdl = currentMdl.next();
            if ((currentMdl.mdlFlags() & MdlFlag.MDL_PAGES_LOCKED) != 0) {
                kernel.mmUnlockPages(currentMdl);
            }
            kernel.ioFreeMdl(currentMdl);
        }
    }
}
