package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Choices.*;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Registers.*;
import static dev.pagewalk.hdl.spinal.Shapes.*;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.HwEnum;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;
import spinal.core.Vec;

/** An enum with given codes, in a bundle, a vector and choices. */
public final class EnumSample extends Module<Void> {
    /** Modes with the codes of a specification. */
    enum Mode {
        BARE(0),
        SV39(8),
        SV48(9);

        final int code;

        Mode(int code) {
            this.code = code;
        }
    }

    static final HwEnum<Mode> MODE = new HwEnum<>(Mode.class, m -> m.code);

    /** A context. */
    public static final class Context extends Bundle {
        public final SpinalEnumCraft<HwEnum<Mode>> mode = MODE.signal();
        public final UInt root = uint(4);
    }

    public final Bits code = in(bits(4));
    public final Bool pick = in(bool());
    public final UInt index = in(uint(1));
    public final UInt levels = out(uint(3));
    public final Bool isBare = out(bool());
    public final Bool isOther = out(bool());
    public final Bits back = out(bits(4));
    public final UInt root = out(uint(4));
    public final UInt byNumber = out(uint(4));

    final Context context = reg(Context::new);
    final Vec<Context> contexts = vec(2, i -> reg(Context::new));
    final SpinalEnumCraft<HwEnum<Mode>> chosen = mux(pick, context.mode, MODE.of(Mode.SV48));

    public EnumSample() {
        setFromBits(context.mode, code);
        set(context.root, 3);
        set(at(contexts, index), context);
        set(levels, choose(chosen, u(0, 3), key(Mode.SV39, u(3, 3)), key(Mode.SV48, u(4, 3))));
        set(isBare, eq(context.mode, Mode.BARE));
        set(isOther, ne(at(contexts, index).mode, chosen));
        set(back, toBits(at(contexts, 1).mode));
        set(root, at(contexts, index).root);
        set(byNumber, choose(context.root, at(contexts, 0).root, key(2, context.root), key(5, at(contexts, 1).root)));
    }
}
