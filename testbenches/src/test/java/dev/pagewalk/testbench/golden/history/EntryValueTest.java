package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.AccessBuilder;
import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import org.junit.jupiter.api.Test;

class EntryValueTest {
    private static final long NAPOT = 1L << 63;

    @Test
    void shouldReadEntriesOfBothSizesInBothByteOrders() {
        long raw = 0x1122_3344_5566_7788L;

        assertThat(EntryValue.word(at(0x8, 8, false), raw)).isEqualTo(raw);
        assertThat(EntryValue.word(at(0x8, 8, true), raw)).isEqualTo(0x8877_6655_4433_2211L);
        assertThat(EntryValue.word(at(0x8, 4, false), raw)).isEqualTo(0x5566_7788L);
        assertThat(EntryValue.word(at(0xc, 4, false), raw)).isEqualTo(0x1122_3344L);
        assertThat(EntryValue.word(at(0xc, 4, true), 0x8122_3381_0000_0000L)).isEqualTo(0x8133_2281L);
        assertThat(EntryValue.word(at(0x8, 4, true), 0x81L)).isEqualTo(0x8100_0000L);
    }

    @Test
    void shouldTellValidAndGlobalEntries() {
        assertThat(EntryValue.valid(at(0x8, 8, false), 1)).isTrue();
        assertThat(EntryValue.valid(at(0x8, 8, false), 2)).isFalse();
        assertThat(EntryValue.valid(at(0x8, 8, true), 1L << 56)).isTrue();
        assertThat(EntryValue.global(at(0x8, 8, false), 0x20)).isTrue();
        assertThat(EntryValue.global(at(0x8, 8, false), 0xdf)).isFalse();
        assertThat(EntryValue.global(second(0), 0x20)).isFalse();
    }

    @Test
    void shouldTellShapes() {
        assertThat(EntryValue.shape(second(0), 1)).isEqualTo(EntryValue.POINTER);
        assertThat(EntryValue.shape(second(0), 0x3)).isEqualTo(EntryValue.LEAF);
        assertThat(EntryValue.shape(second(0), 0x9)).isEqualTo(EntryValue.LEAF);
        assertThat(EntryValue.shape(second(0), NAPOT | 3)).isEqualTo(EntryValue.NAPOT);
        assertThat(EntryValue.shape(second(0), NAPOT | 1)).isEqualTo(EntryValue.POINTER);
        assertThat(EntryValue.shape(second(1), NAPOT | 3)).isEqualTo(EntryValue.LEAF);
        assertThat(EntryValue.shape(at(0xc, 4, false), NAPOT | 3L << 32)).isEqualTo(EntryValue.LEAF);
        assertThat(EntryValue.shape(of(AccessKind.MSI_PTE), 1)).isEqualTo(EntryValue.LEAF);
        assertThat(EntryValue.shape(of(AccessKind.DEVICE_CONTEXT), 0xf)).isEqualTo(EntryValue.POINTER);
    }

    @Test
    void shouldKnowThePageOfEachShape() {
        assertThat(EntryValue.pageShift(second(0), EntryValue.LEAF)).isEqualTo(12);
        assertThat(EntryValue.pageShift(second(0), EntryValue.NAPOT)).isEqualTo(16);
        assertThat(EntryValue.pageShift(second(2), EntryValue.POINTER)).isEqualTo(30);
        assertThat(EntryValue.pageShift(at(0, 4, false), EntryValue.LEAF)).isEqualTo(12);
        assertThat(Entry.pageShift(AccessBuilder.reading(AccessKind.FIRST_STAGE_PTE)
                        .at(0, 4)
                        .lookingUp(0, 1)
                        .build()))
                .isEqualTo(22);
    }

    @Test
    void shouldNameDirectoryEntriesByWhatTheyServe() {
        assertThat(entry(AccessKind.DDT_NON_LEAF, 0x1040, 0, 1, 0x12345))
                .isEqualTo(entry(AccessKind.DDT_NON_LEAF, 0x7040, 0, 1, 0x12346));
        assertThat(entry(AccessKind.DDT_NON_LEAF, 0x1040, 0, 1, 0x12345))
                .isNotEqualTo(entry(AccessKind.DDT_NON_LEAF, 0x1040, 0, 1, 0x92345));
        assertThat(entry(AccessKind.DDT_NON_LEAF, 0x1040, 0, 1, 0x12345))
                .isNotEqualTo(entry(AccessKind.DDT_NON_LEAF, 0x1048, 0, 1, 0x12345));
        assertThat(entry(AccessKind.DDT_NON_LEAF, 0x1040, 0, 2, 0x12345))
                .isEqualTo(entry(AccessKind.DDT_NON_LEAF, 0x1040, 0, 2, 0x92345));
        assertThat(entry(AccessKind.PDT_NON_LEAF, 0, 0x1ff, 1, 3))
                .isEqualTo(entry(AccessKind.PDT_NON_LEAF, 0, 0x100, 1, 3));
        assertThat(entry(AccessKind.PDT_NON_LEAF, 0, 0x2ff, 1, 3))
                .isNotEqualTo(entry(AccessKind.PDT_NON_LEAF, 0, 0x100, 1, 3));
        assertThat(entry(AccessKind.PDT_NON_LEAF, 0, 0x1ffff, 2, 3))
                .isEqualTo(entry(AccessKind.PDT_NON_LEAF, 0, 0x100, 2, 3));
        assertThat(entry(AccessKind.PDT_NON_LEAF, 0, 0x20000, 2, 3))
                .isNotEqualTo(entry(AccessKind.PDT_NON_LEAF, 0, 0x100, 2, 3));
        assertThat(entry(AccessKind.PDT_NON_LEAF, 0, 0x100, 1, 3))
                .isNotEqualTo(entry(AccessKind.PDT_NON_LEAF, 0, 0x100, 1, 4));
        assertThat(entry(AccessKind.PROCESS_CONTEXT, 0, 1, 0, 3))
                .isNotEqualTo(entry(AccessKind.PROCESS_CONTEXT, 0, 2, 0, 3));
        assertThat(entry(AccessKind.DEVICE_CONTEXT, 0, 1, 0, 3))
                .isEqualTo(entry(AccessKind.DEVICE_CONTEXT, 0, 2, 0, 3));
    }

    private static Entry entry(AccessKind kind, long address, int process, int level, int device) {
        return Entry.of(AccessBuilder.reading(kind)
                .at(address, 8)
                .of(device, process)
                .lookingUp(0, level)
                .build());
    }

    private static ImplicitAccess of(AccessKind kind) {
        return AccessBuilder.reading(kind).at(0, 8).build();
    }

    private static ImplicitAccess second(int level) {
        return AccessBuilder.reading(AccessKind.SECOND_STAGE_PTE)
                .at(0x8, 8)
                .lookingUp(0, level)
                .build();
    }

    private static ImplicitAccess at(long address, int size, boolean bigEndian) {
        AccessBuilder builder =
                AccessBuilder.reading(AccessKind.FIRST_STAGE_PTE).at(address, size);
        return (bigEndian ? builder.bigEndian() : builder).build();
    }
}
