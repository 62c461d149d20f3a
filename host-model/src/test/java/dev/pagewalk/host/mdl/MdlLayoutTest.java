package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.USING_MDLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MdlLayoutTest {

    private final Kit kit = new Kit();

    @ParameterizedTest
    @CsvSource({"0xFFF,2,2", "0x1000,0x1000,1", "0x1001,0x1000,2", "17,8193,3", "0,0,0", "5,0,1"})
    void shouldSpanPagesAsTheMacroDoes(String va, String bytes, int pages) {
        assertThat(Pages.spanPages(Long.decode(va), Long.decode(bytes))).isEqualTo(pages);
    }

    @Test
    @Seed(document = USING_MDLS, sentence = "MDL-3")
    void shouldComputeTheSizeOfAnMdlFromItsBuffer() {
        assertThat(kit.kernel.mmSizeOfMdl(17, 8193)).isEqualTo(72);
        assertThat(kit.kernel.mmSizeOfMdl(0, 4096)).isEqualTo(56);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Seed(document = USING_MDLS, sentence = "MDL-2")
    @Seed(document = USING_MDLS, sentence = "MDL-1")
    void shouldLayOutEveryFieldWhereX64HasIt(boolean inDram) {
        Kit kitHere = new Kit(new KernelSettings().structuresInDram(inDram));
        Mdl mdl = kitHere.locked(0x123, 0x2345);
        Mdl other = kitHere.mdl(0, 1);
        mdl.next(other);
        long va = kitHere.map(mdl);

        long at = mdl.address();
        assertThat(kitHere.load(at)).isEqualTo(other.address());
        assertThat(kitHere.machine.cpu().load(at + 0x08, 2)).isEqualTo(48 + 3 * 8);
        assertThat(kitHere.machine.cpu().load(at + 0x0A, 2)).isEqualTo(0x8B);
        assertThat(kitHere.load(at + 0x10))
                .isEqualTo(kitHere.machine.currentProcess().address());
        assertThat(kitHere.load(at + 0x18)).isEqualTo(va);
        assertThat(kitHere.load(at + 0x20)).isEqualTo(Pages.pageAlign(mdl.virtualAddress()));
        assertThat(kitHere.machine.cpu().load(at + 0x28, 4)).isEqualTo(0x2345);
        assertThat(kitHere.machine.cpu().load(at + 0x2C, 4)).isEqualTo(0x123);
        for (int i = 0; i < 3; i++) {
            long physical = kitHere.kernel.mmGetPhysicalAddress(mdl.startVa() + i * 4096L);
            assertThat(kitHere.load(at + 0x30 + 8L * i)).isEqualTo(physical >>> 12);
        }
    }

    @Test
    @Seed(document = USING_MDLS, sentence = "MDL-5")
    @Seed(document = USING_MDLS, sentence = "MDL-6")
    @Seed(document = USING_MDLS, sentence = "MDL-7")
    void shouldAnswerTheMacrosFromTheFields() {
        Mdl mdl = kit.mdl(0x1_2345, 0x678);

        assertThat(kit.kernel.mmGetMdlVirtualAddress(mdl)).isEqualTo(0x1_2345);
        assertThat(kit.kernel.mmGetMdlByteCount(mdl)).isEqualTo(0x678);
        assertThat(kit.kernel.mmGetMdlByteOffset(mdl)).isEqualTo(0x345);
        assertThat(kit.kernel.mmGetMdlBaseVa(mdl)).isEqualTo(0x1_2000);
        assertThat(kit.kernel.mmGetMdlPfnArray(mdl)).isEqualTo(mdl.address() + 0x30);
    }

    @Test
    @Seed(document = USING_MDLS, sentence = "MDL-4")
    void shouldLetADriverChangeNextAndFlagsDirectly() {
        Mdl mdl = kit.mdl(0x1_0000, 1);
        Mdl next = kit.mdl(0x2_0000, 1);

        mdl.next(next);
        mdl.mdlFlags(mdl.mdlFlags() | MdlFlag.MDL_MAPPING_CAN_FAIL);

        assertThat(mdl.next()).isSameAs(next);
        assertThat(mdl.has(MdlFlag.MDL_MAPPING_CAN_FAIL)).isTrue();
    }

    @Test
    @Rule("S-INI-1")
    @Seed(document = USING_MDLS, sentence = "MDL-10")
    void shouldReportReadingWhatAllocationLeavesUninitialised() {
        Mdl mdl = kit.mdl(kit.buffer(0x1000), 0x1000);

        assertViolation(kit.kernel, "S-INI-1", () -> mdl.pfn(0));
        assertViolation(kit.kernel, "S-INI-1", mdl::process);
        assertViolation(kit.kernel, "S-INI-1", mdl::mappedSystemVa);
        assertThat(kit.load(mdl.address() + 0x30)).isEqualTo(0xDEDE_DEDE_DEDE_DEDEL);
    }

    @Test
    @Rule({"S-INI-2", "S-IOF-10"})
    @Seed(document = USING_MDLS, sentence = "MDL-9")
    void shouldMakeAnMdlOfDriverMemoryByInitialisingIt() {
        long buffer = kit.pool(0x1000);
        long memory = kit.pool((int) kit.kernel.mmSizeOfMdl(buffer, 0x1000));
        Mdl mdl = kit.kernel.mmInitializeMdl(memory, buffer, 0x1000);
        assertThat(mdl.address()).isEqualTo(memory);
        assertThat(mdl.mdlFlags()).isZero();
        assertThat(mdl.size()).isEqualTo(56);
        assertViolation(kit.kernel, "S-INI-1", () -> mdl.pfn(0));

        kit.kernel.mmBuildMdlForNonPagedPool(mdl);
        assertThat(mdl.pfn(0)).isEqualTo(kit.kernel.mmGetPhysicalAddress(buffer) >>> 12);

        assertViolation(kit.kernel, "S-IOF-10", () -> kit.kernel.ioFreeMdl(mdl));
        kit.kernel.exFreePool(memory);
        assertThat(mdl.isAlive()).isFalse();
    }

    @Test
    void shouldCreateAnMdlWithTheObsoleteRoutineToo() {
        Mdl mdl = kit.kernel.mmCreateMdl(null, 0x1_0010, 0x2000);

        assertThat(mdl.capacity()).isEqualTo(3);
        assertThat(mdl.mdlFlags()).isZero();
        assertThat(kit.kernel.mmCreateMdl(mdl, 0x5_0000, 0x10).byteCount()).isEqualTo(0x10);
        kit.kernel.ioFreeMdl(mdl);
    }

    @Test
    @Rule("S-IOF-7")
    void shouldReportAnyUseAfterTheFree() {
        Mdl mdl = kit.mdl(0x1_0000, 1);
        kit.kernel.ioFreeMdl(mdl);

        assertViolation(kit.kernel, "S-IOF-7", () -> kit.kernel.ioFreeMdl(mdl));
        assertViolation(kit.kernel, "S-IOF-7", mdl::byteCount);
        assertViolation(kit.kernel, "S-IOF-7", () -> mdl.next(null));
    }
}
