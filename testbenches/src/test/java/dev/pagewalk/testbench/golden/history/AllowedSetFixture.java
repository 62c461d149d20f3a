package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.Access;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.Origin;
import dev.pagewalk.testbench.golden.TranslationResult;

import java.util.Set;
import java.util.stream.Collectors;

/** A permitted set, one device behind a first stage of three levels, and a clock. */
abstract class AllowedSetFixture {
    static final GoldenConfig FULL = new GoldenConfig(HistoryWorld.FULL_CAPABILITIES, 0, 0, 0, 2, false, false, 0, 32);
    static final int DDTP = 16;
    static final long DDT = 0x1000;
    static final long CONTEXT = DDT + 64;
    static final long ROOT = 0x10000;
    static final long MIDDLE = 0x11000;
    static final long LEAVES = 0x12000;
    static final long SV39 = 8L << 60;
    static final long LEAF = 0xdf;
    static final long IOVA = 0x1000;

    AllowedSet allowed = new AllowedSet(FULL);
    long time;

    void firstStage() {
        allowed.writeRegister(DDTP, 8, (DDT >> 12 << 10) | 2);
        store(CONTEXT + 24, SV39 | (ROOT >> 12));
        store(CONTEXT, 1);
        store(ROOT, pointer(MIDDLE));
        store(MIDDLE, pointer(LEAVES));
        complete(ddt(1));
    }

    void store(long address, long value) {
        allowed.committed(++time, address, value);
    }

    void complete(Invalidation invalidation) {
        allowed.invalidationIssued(++time, invalidation);
        allowed.fenceCompleted(++time);
    }

    static long pointer(long table) {
        return (table >> 12 << 10) | 1;
    }

    static long page(long number) {
        return (number << 10) | LEAF;
    }

    static Invalidation vma(boolean byAddress, long address, boolean nonLeaf, boolean byProcess) {
        return new Invalidation(
                Invalidation.Scope.VMA, byAddress, byProcess, false, nonLeaf, false, 0, 0, address, false, 0, 0);
    }

    static Invalidation ddt(int device) {
        return new Invalidation(Invalidation.Scope.DDT, false, false, false, false, false, 0, 0, 0, true, device, 0);
    }

    static InboundRequest request(long iova) {
        return new InboundRequest(1, Origin.UNTRANSLATED, Access.READ, iova, false, 0, false, false, false, false);
    }

    Set<TranslationResult> of(InboundRequest request) {
        time++;
        return allowed.of(request, time, time);
    }

    Set<Long> addresses() {
        return addresses(IOVA);
    }

    Set<Long> addresses(long iova) {
        return of(request(iova)).stream()
                .peek(result -> assertThat(result.status()).isEqualTo(TranslationResult.Status.OK))
                .map(TranslationResult::spa)
                .collect(Collectors.toSet());
    }
}
