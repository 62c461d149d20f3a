package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.spinal.HwEnum;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;

/** All that one pass of the decision stage looks at, beside the caches of page-table pointers. */
final class StepInput extends Bundle {
    static final HwEnum<StepKind> KIND = new HwEnum<>(StepKind.class);

    final SpinalEnumCraft<HwEnum<StepKind>> kind = KIND.signal();
    /** The doubleword from memory. */
    final Bits data = bits(64);

    final Bool last = bool();
    final Bool error = bool();
    final Bool poison = bool();
    final Bool exclusiveOkay = bool();
    /** The entry that a compare-and-swap has just written, in little-endian order. */
    final Bits saved = bits(64);
    /** The MSI entry that this walk has read. */
    final MsiWords msi = new MsiWords();
    /** Position of the doubleword in its burst. */
    final UInt beat = uint(3);

    final TranslationRequest request = new TranslationRequest();
    final WalkState state = new WalkState();
    /** From the cache with START and {@code contextHit}, else what this walk has read itself. */
    final DecodedContext context = new DecodedContext();

    final Bool contextHit = bool();
    /** From the cache with START or CONTEXT and {@code processHit}, else what this walk has read itself. */
    final FirstStageRoot root = new FirstStageRoot();

    final Bool processHit = bool();

    /** This pass is of a kind. */
    Bool is(StepKind wanted) {
        return eq(kind, wanted);
    }

    /** This pass brings an entry of a table. */
    Bool entryOf(Table table) {
        return and(is(StepKind.ENTRY), eq(state.table, table));
    }
}
