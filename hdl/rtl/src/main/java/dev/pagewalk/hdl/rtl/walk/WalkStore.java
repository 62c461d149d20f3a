package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Shapes.fromBits;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Memories;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;

/**
 * What walks in flight remember, in LUT RAM by slot: one read port for the slot that is fetched, one write port for the
 * slot that is decided. A walk writes each word before it reads it.
 */
final class WalkStore extends Group {
    private final Mem<Bits> requests;
    private final PackedMemory<WalkState> states;
    private final PartStore<DecodedContext> contexts;
    private final PartStore<FirstStageRoot> roots;
    private final PartStore<MsiWords> msiEntries;
    private final Mem<Bits> saved;

    WalkStore(WalkParameters p) {
        int walks = Math.max(2, p.walks());
        requests = mem(() -> bits(widthOf(new TranslationRequest())), walks);
        states = new PackedMemory<>(p, () -> new WalkState(), walks);
        contexts = new PartStore<>(walks, () -> new DecodedContext(), p.contextWords(), (c, i) -> c.word(i, p));
        roots = new PartStore<>(walks, () -> new FirstStageRoot(), 2, (r, i) -> r.word(i));
        msiEntries = new PartStore<>(walks, () -> new MsiWords(), 2, (m, i) -> m.word(i, p));
        saved = p.has(Feature.AMO_HWAD) ? mem(() -> bits(Long.SIZE), walks) : null;
    }

    /** Fills a step with all that its slot remembers. */
    void read(UInt slot, StepInput step) {
        set(step.request, fromBits(readAsync(requests, slot), () -> new TranslationRequest()));
        set(step.state, states.read(slot));
        set(step.context, contexts.read(slot));
        set(step.root, roots.read(slot));
        set(step.msi, msiEntries.read(slot));
        set(step.saved, saved == null ? zeros(Long.SIZE) : readAsync(saved, slot));
    }

    /** Keeps a new request. */
    void open(Bool opened, UInt slot, TranslationRequest request) {
        Memories.write(requests, slot, toBits(request), opened);
    }

    /** Keeps what a pass has found out. */
    void write(Bool active, UInt slot, StepInput step, WalkState next, StepActions actions) {
        states.write(slot, next, active);
        contexts.write(
                slot,
                actions.contextLoad,
                step.context,
                actions.contextBeat,
                step.beat,
                ContextDecoder.device(actions.word));
        roots.write(
                slot,
                actions.rootLoad,
                actions.root,
                actions.processBeat,
                step.beat,
                ContextDecoder.process(actions.word));
        MsiWords arriving = new MsiWords();
        set(arriving.low, actions.word);
        set(arriving.high, actions.word);
        msiEntries.write(slot, actions.msiLoad, actions.msiEntry, actions.msiBeat, step.beat, arriving);
        if (saved != null) {
            Memories.write(saved, slot, actions.saved, and(active, actions.swap));
        }
    }
}
