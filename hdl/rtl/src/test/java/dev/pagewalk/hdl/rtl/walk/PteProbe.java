package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.UInt;

/** The page-table decision alone, with pins. */
final class PteProbe extends Module<IommuParameters> {
    final Bits word = in(bits(64));
    final UInt entryLevel = in(uint(3));
    /** read, write, execute, wishWrite, supervisor, sum, second, adUpdate from bit 0. */
    final Bits flags = in(bits(8));
    /** fault, next, update, leaf, updateDirty, readable, writable, executable from bit 7. */
    final Bits decided = out(bits(8));

    PteProbe(IommuParameters parameters) {
        super(parameters);
        AccessNeed need = new AccessNeed();
        set(need.read, at(flags, 0));
        set(need.write, at(flags, 1));
        set(need.execute, at(flags, 2));
        set(need.wishWrite, at(flags, 3));
        set(need.supervisor, at(flags, 4));
        set(need.sum, at(flags, 5));
        PteDecision d = PteDecision.of(
                new WalkParameters(parameters),
                PageEntry.of(word),
                entryLevel,
                off(),
                at(flags, 6),
                need,
                at(flags, 7));
        set(decided, cat(d.fault, d.next, d.update, d.leaf, d.updateDirty, d.readable, d.writable, d.executable));
    }
}
