package dev.pagewalk.hdl.spinal.samples.inner;

import static dev.pagewalk.hdl.spinal.Types.in;

import dev.pagewalk.hdl.spinal.Module;
import dev.pagewalk.hdl.spinal.samples.RegisterSample;

/** Uses a bundle of another package, which may not be woven. */
public final class ForeignBundle extends Module<Void> {
    public final RegisterSample.Pair pair = in(new RegisterSample.Pair());
}
