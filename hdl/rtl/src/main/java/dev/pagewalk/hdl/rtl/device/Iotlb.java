package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.lowestIndex;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Signals.attribute;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.vec;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;

import java.util.ArrayList;
import java.util.List;

/**
 * First-level IOTLB, fully associative, all page sizes.
 *
 * <p>Purpose: answers in the same cycle where a page of a requester is; removes what an invalidation covers.<br>
 * Contract: one operation per cycle, a lookup or a removal, both with the same comparators. An entry that lacks the
 * permission is no hit and goes, so that the walk's fresh entry is not hidden by it. Of several entries that match, the
 * lowest is used. An installation and an operation of the same cycle do not see each other.<br>
 * Latency/throughput: combinational from {@code key} to {@code hit}; one operation and one installation per cycle.<br>
 * Faults raised: none; a miss asks the walk engine.<br>
 * Spec references: [IOMMU §3.8, §4.1].
 */
public final class Iotlb extends Module<IommuParameters> {
    private static final int MINIMUM_WORDS = 2;

    /** An entry to be kept. */
    public static final class Installation extends Bundle {
        public final IotlbKey key;
        public final IotlbWord word;
        public final IotlbScope scope;

        Installation(IommuParameters parameters, IotlbShape shape) {
            key = new IotlbKey(shape);
            word = new IotlbWord(parameters, shape);
            scope = new IotlbScope();
        }
    }

    private final IotlbShape shape = IotlbShape.of(parameters);
    private final int entries = parameters.size(Size.IOTLB_ENTRIES);
    private final int words = Math.max(MINIMUM_WORDS, entries);

    public final IotlbKey key = in(new IotlbKey(shape));
    public final Bool uniform = in(bool());
    public final Bool lookup = in(bool());
    public final Bool wantWrite = in(bool());
    public final Bool wantExecute = in(bool());
    public final Bool remove = in(bool());
    public final IotlbRemoval removal = in(new IotlbRemoval(shape));
    public final Flow<Installation> install = slave(flow(() -> new Installation(parameters, shape)));
    /** The access is permitted and {@link #translation} says where. Means something with {@code lookup} only. */
    public final Bool hit = out(bool());

    public final Translation translation = out(new Translation(parameters));

    final Store store = new Store();
    final Compare compare = new Compare();
    final Lookup found = new Lookup();
    final Fill fill = new Fill();

    public Iotlb(IommuParameters parameters) {
        super(parameters);
        set(hit, found.permitted);
        set(translation, found.where);
        forget();
        fill();
    }

    /** Tags in registers, so that all are compared at once; what they stand for in a small memory. */
    final class Store extends Group {
        final Vec<Bool> valid = vec(entries, i -> regInit(off()));
        final Vec<IotlbKey> tags = vec(entries, i -> reg(() -> new IotlbKey(shape)));
        final Vec<Bits> covered = vec(entries, i -> reg(() -> bits(shape.segments() - 1)));
        final Vec<IotlbScope> scopes = vec(entries, i -> reg(IotlbScope::new));
        final Mem<IotlbWord> data =
                attribute(mem(() -> new IotlbWord(parameters, shape), words), "ram_style", "distributed");
    }

    /** Comparison of each entry with the key. */
    final class Compare extends Group {
        final Vec<Bool> device = vec(entries, i -> sameDevice(i));
        final Vec<Bool> process = vec(entries, i -> sameProcess(i));
        final Vec<Bool> page = vec(entries, i -> samePage(i));
        final Vec<Bool> matches = vec(
                entries,
                i -> and(at(store.valid, i), at(device, i), sameContext(i, at(process, i)), at(page, i), uniform));
        final Vec<Bool> covers = vec(
                entries,
                i -> and(at(store.valid, i), inDirectory(at(device, i), at(process, i)), inScope(i, at(page, i))));
    }

    /** The chosen entry. */
    final class Lookup extends Group {
        final Bool some = any(compare.matches);
        final IotlbWord word = readAsync(store.data, address(lowestIndex(compare.matches)));
        final Bool permitted = and(
                some,
                mux(
                        wantWrite,
                        Canaries.force(Canary.WRITE_PERMISSION_IGNORED, word.writable),
                        mux(wantExecute, word.executable, word.readable)));
        final Bool insufficient = and(lookup, some, not(permitted));
        final Translation where = word.translate(key);
    }

    /** The next entry to be replaced. */
    final class Fill extends Group {
        final UInt victim = regInit(u(0, Math.max(1, log2Up(entries))));
    }

    private IotlbKey tag(int i) {
        return at(store.tags, i);
    }

    /** Segments are equal, or covered by the entry's page or by the range of a removal. */
    private Bool samePage(int i) {
        List<Bool> segments = new ArrayList<>();
        int last = shape.segments() - 1;
        for (int k = 0; k <= last; k++) {
            Bool same = eq(segment(tag(i).page, k), segment(key.page, k));
            Bool free = at(removal.range, k);
            segments.add(or(same, k < last ? or(free, inside(i, k)) : free));
        }
        Bool upper = or(eq(tag(i).upper, key.upper), at(removal.range, last));
        return and(upper, segments.toArray(Bool[]::new));
    }

    private Bool inside(int i, int k) {
        Bool covered = at(at(store.covered, i), k);
        return Canaries.instead(Canary.SUPERPAGE_BY_FIRST_PAGE, covered, () -> and(covered, not(remove)));
    }

    private UInt segment(UInt page, int k) {
        return slice(page, shape.end(k) - 12, shape.start(k) - 12);
    }

    private Bool sameDevice(int i) {
        return Canaries.force(Canary.DEVICE_LEAK, eq(tag(i).requester.deviceId, key.requester.deviceId));
    }

    /** Without process contexts no entry has a process, and the removal of one removes its device's entries. */
    private Bool sameProcess(int i) {
        return parameters.processContexts()
                ? Canaries.force(Canary.PROCESS_LEAK, eq(tag(i).requester.processId, key.requester.processId))
                : on();
    }

    /** The same process, privilege and kind of address; parts that cannot differ are not compared. */
    private Bool sameContext(int i, Bool process) {
        Bool kind = parameters.has(Feature.ATS) ? eq(tag(i).translated, key.translated) : not(key.translated);
        if (!parameters.processContexts()) {
            return and(kind, not(key.requester.processValid));
        }
        return and(
                kind,
                eq(tag(i).requester.processValid, key.requester.processValid),
                process,
                Canaries.force(Canary.PRIVILEGE_LEAK, eq(tag(i).requester.privileged, key.requester.privileged)));
    }

    /** A request without process may use process 0, so an entry of the device and process 0 counts. [issue 748] */
    private Bool inDirectory(Bool device, Bool process) {
        return and(or(device, not(removal.useDevice)), or(process, not(removal.useProcess)));
    }

    private Bool inScope(int i, Bool page) {
        IotlbScope scope = at(store.scopes, i);
        Bool guest = or(eq(scope.gscid, removal.gscid), not(removal.useGscid));
        Bool space = or(and(eq(scope.pscid, removal.pscid), not(scope.global)), not(removal.usePscid));
        Bool global = Canaries.instead(Canary.GLOBAL_SURVIVES, on(), () -> not(scope.global));
        Bool where = or(page, not(removal.usePage), scope.piece, and(removal.guestPage, scope.firstStage));
        return and(
                guest,
                space,
                global,
                where,
                or(scope.firstStage, not(removal.needFirstStage)),
                or(scope.guest, not(removal.needGuest)),
                or(not(scope.guest), not(removal.needHost)));
    }

    private void forget() {
        for (int i = 0; i < entries; i++) {
            int entry = i;
            Bool gone = or(and(remove, at(compare.covers, entry)), and(found.insufficient, at(compare.matches, entry)));
            when(gone, () -> set(at(store.valid, entry), false));
        }
    }

    private void fill() {
        when(install.valid(), () -> {
            for (int i = 0; i < entries; i++) {
                int entry = i;
                when(eq(fill.victim, i), () -> {
                    set(at(store.valid, entry), true);
                    set(at(store.tags, entry), install.payload().key);
                    set(at(store.covered, entry), install.payload().word.covered);
                    set(at(store.scopes, entry), install.payload().scope);
                });
            }
            set(fill.victim, mux(eq(fill.victim, entries - 1L), u(0, width(fill.victim)), plus(fill.victim, 1)));
        });
        write(store.data, address(fill.victim), install.payload().word, install.valid());
    }

    private static int width(UInt value) {
        return widthOf(value);
    }

    private UInt address(UInt index) {
        return toUInt(resize(cat(index), log2Up(words)));
    }
}
