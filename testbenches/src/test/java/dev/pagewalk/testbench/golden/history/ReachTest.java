package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.AccessBuilder;
import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.Invalidation.Scope;
import org.junit.jupiter.api.Test;

/** What is remembered of a place where an entry could be read. */
class ReachTest {
    private static final long FORGOTTEN = 3;

    private final Reach reach = new Reach(FORGOTTEN);

    @Test
    void shouldRememberFirstAndLastReadings() {
        reach.read(entry().build(), false, 20, 25);
        reach.read(entry().build(), true, 10, 12);
        reach.read(entry().build(), false, 30, 31);

        assertThat(reach.first()).isEqualTo(10);
        assertThat(reach.last(false)).isEqualTo(31);
        assertThat(reach.last(true)).isEqualTo(12);
        assertThat(reach.readers()).hasSize(1);
    }

    @Test
    void shouldTellReadersApartWhoReadInAnotherWay() {
        reach.read(entry().build(), false, 1, 1);
        reach.read(entry().at(0x1000, 4).build(), false, 1, 1);
        reach.read(entry().bigEndian().build(), false, 1, 1);
        reach.read(entry().forContext().of(3, 9).build(), false, 1, 1);
        reach.read(entry().forContext().of(3, 8).build(), false, 1, 1);
        reach.read(entry().forContext().of(4, 9).build(), false, 1, 1);
        assertThat(reach.readers()).hasSize(6);

        reach.read(entry().bigEndian().build(), false, 2, 2);
        reach.read(entry().forContext().of(3, 9).build(), false, 2, 2);
        reach.read(entry().of(7, 7).build(), false, 2, 2);
        assertThat(reach.readers()).hasSize(6);
    }

    @Test
    void shouldTakeOverWhatACommandRemoves() {
        ImplicitAccess access = entry().build();
        reach.read(access, false, 1, 1);
        reach.fold(command(guest(false, 7), 50));
        reach.fold(command(guest(false, 8), 70));
        reach.fold(command(directory(3), 80));

        assertThat(reach.since(EntryValue.LEAF, false)).isEqualTo(50);
        assertThat(reach.since(EntryValue.POINTER, false)).isEqualTo(50);
        reach.fold(command(guest(true, 7), 60));
        assertThat(reach.since(EntryValue.LEAF, false)).isEqualTo(60);
        assertThat(reach.since(EntryValue.POINTER, false)).isEqualTo(50);
        reach.fold(command(guest(false, 7), 55));
        assertThat(reach.since(EntryValue.LEAF, false)).isEqualTo(60);
    }

    @Test
    void shouldKnowSinceWhenAContextMayHoldItsPointerTranslated() {
        ImplicitAccess ofThree = entry().forContext().of(3, 9).build();
        ImplicitAccess ofFour = entry().forContext().of(4, 9).build();
        reach.read(ofThree, false, 1, 1);
        reach.fold(command(directory(3), 40));
        reach.fold(command(directory(3), 30));

        assertThat(reach.contextSince(ofThree)).isEqualTo(40);
        assertThat(reach.contextSince(ofFour)).isEqualTo(FORGOTTEN);
        reach.read(ofFour, false, 1, 1);
        reach.fold(command(guest(false, 7), 45));
        assertThat(reach.contextSince(ofThree)).isEqualTo(40);
        assertThat(reach.contextSince(ofFour)).isEqualTo(FORGOTTEN);
        assertThat(reach.since(EntryValue.LEAF, false)).isEqualTo(45);
    }

    private static AccessBuilder entry() {
        return AccessBuilder.reading(AccessKind.SECOND_STAGE_PTE)
                .at(0x1000, 8)
                .in(7, ImplicitAccess.NONE)
                .lookingUp(0x5000, 0);
    }

    private static InvalidationHistory.Command command(Invalidation invalidation, long issued) {
        return new InvalidationHistory.Command(invalidation, issued);
    }

    private static Invalidation guest(boolean byAddress, int gscid) {
        return new Invalidation(Scope.GVMA, byAddress, false, true, false, false, 0, gscid, 0x5000, false, 0, 0);
    }

    private static Invalidation directory(int device) {
        return new Invalidation(Scope.DDT, false, false, false, false, false, 0, 0, 0, true, device, 0);
    }
}
