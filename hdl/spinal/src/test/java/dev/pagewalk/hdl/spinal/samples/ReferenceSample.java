package dev.pagewalk.hdl.spinal.samples;

import dev.pagewalk.hdl.spinal.Module;

import java.util.function.Supplier;

/** Uses a constructor reference, which cannot be woven. */
public final class ReferenceSample extends Module<Void> {
    final Supplier<Children.Silent> maker = Children.Silent::new;
    final Children.Silent child = maker.get();
}
