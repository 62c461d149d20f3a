package dev.pagewalk.host.facade;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.mdl.Mdl;

/** A locked MDL that no device can reach any more; its pages may be given back. */
public final class FencedMdl extends Token {

    private final WindowsKernel kernel;
    private final Mdl mdl;

    FencedMdl(WindowsKernel kernel, Mdl mdl) {
        this.kernel = kernel;
        this.mdl = mdl;
    }

    /** Keeps the pages locked for another use; this object becomes the result. */
    public LockedMdl keepLocked() {
        spend();
        return new LockedMdl(kernel, mdl);
    }

    /** Unlocks the pages and frees the MDL. */
    public void unlockAndFree() {
        spend();
        kernel.mmUnlockPages(mdl);
        kernel.ioFreeMdl(mdl);
    }
}
