package dev.pagewalk.host.mdl;

import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.USING_MDLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.io.Irp;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IoAllocateMdlTest {

    private final Kit kit = new Kit();

    @ParameterizedTest
    @CsvSource({
        "WINDOWS_10_2004, 0xFFFFF000",
        "WINDOWS_7, 0xFFFFF000",
        "WINDOWS_VISTA, 0x7FFFF000",
        "WINDOWS_XP, 33525760"
    })
    @Rule("S-IOA-1")
    void shouldAllocateUpToTheVersionsMaximumAndNoFurther(WindowsVersion version, String maximum) {
        Kit here = new Kit(new KernelSettings().version(version));
        long bytes = Long.decode(maximum);

        assertThat(here.mdl(0, bytes)).isNotNull();
        assertThat(here.mdl(0, bytes + 1)).isNull();
    }

    @Test
    @Rule({"S-IOA-1", "S-IOA-2"})
    @Seed(document = USING_MDLS, sentence = "MDL-8")
    void shouldMarkFixedSizeMdlsAndReturnNullWhenPoolIsShort() {
        assertThat(kit.mdl(0, 23 * 4096L).mdlFlags()).isEqualTo(MdlFlag.MDL_ALLOCATED_FIXED_SIZE);
        assertThat(kit.mdl(0, 23 * 4096L).capacity()).isEqualTo(23);
        assertThat(kit.mdl(0, 23 * 4096L + 1).mdlFlags()).isZero();
        assertThat(kit.mdl(0, 0x1000).size()).isEqualTo(56);
        kit.machine.gate().exhausted(true);
        assertThat(kit.mdl(0, 1)).isNull();
    }

    @Test
    @Rule("S-IOA-3")
    @Seed(document = USING_MDLS, sentence = "MDL-19")
    @Seed(document = USING_MDLS, sentence = "MDL-20")
    @Seed(document = USING_MDLS, sentence = "MDL-21")
    void shouldMakeTheMdlTheHeadOfTheIrpAndDropWhatWasThere() {
        Irp irp = kit.kernel.ioAllocateIrp();
        Mdl first = kit.kernel.ioAllocateMdl(0x1_0000, 1, false, false, irp);
        Mdl second = kit.kernel.ioAllocateMdl(0x2_0000, 1, false, false, irp);

        assertThat(irp.mdlAddress()).isSameAs(second);
        assertThat(second.next()).isNull();
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    @Rule("S-IOA-3")
    @Seed(document = USING_MDLS, sentence = "MDL-22")
    @Seed(document = USING_MDLS, sentence = "MDL-25")
    void shouldAppendSecondaryMdlsAtTheEndOfTheChain() {
        Irp irp = kit.kernel.ioAllocateIrp();
        Mdl head = kit.kernel.ioAllocateMdl(0x1_0000, 1, true, false, irp);
        Mdl middle = kit.kernel.ioAllocateMdl(0x2_0000, 1, true, false, irp);
        Mdl last = kit.kernel.ioAllocateMdl(0x3_0000, 1, true, false, irp);

        assertThat(irp.mdlAddress()).isSameAs(head);
        assertThat(head.next()).isSameAs(middle);
        assertThat(middle.next()).isSameAs(last);
        assertThat(last.next()).isNull();
    }

    @Test
    @Rule({"S-IOA-4", "S-IOA-5"})
    void shouldReportArgumentsThatTheDocumentationForbids() {
        assertViolation(kit.kernel, "S-IOA-4", () -> kit.kernel.ioAllocateMdl(0, 1, true, false, null));
        assertViolation(kit.kernel, "S-IOA-5", () -> kit.kernel.ioAllocateMdl(0, 1, false, true, null));
    }

    @Test
    @Rule("S-IOA-6")
    void shouldAllocateABlankMdlThatNothingButAPartialBuildAccepts() {
        Mdl blank = kit.mdl(kit.buffer(0x1000), 0);

        assertViolation(kit.kernel, "S-PLK-1", () -> kit.lock(blank));
        assertViolation(kit.kernel, "S-BLD-1", () -> kit.kernel.mmBuildMdlForNonPagedPool(blank));
        assertViolation(kit.kernel, "S-MLP-1", () -> kit.map(blank));
        Mdl source = kit.locked(0, 0x1000);
        kit.kernel.ioBuildPartialMdl(source, blank, source.virtualAddress(), 0);
        assertThat(blank.byteCount()).isEqualTo(0x1000);
    }

    @Test
    @Rule("S-IRQ-1")
    void shouldReportACallAboveDispatchLevel() {
        kit.kernel.keRaiseIrql(Irql.DEVICE_LEVEL);

        assertViolation(kit.kernel, "S-IRQ-1", () -> kit.mdl(0, 1));
    }

    @Test
    @Rule("S-IOF-2")
    void shouldFreeOneMdlWithoutTouchingTheChainOrTheIrp() {
        Irp irp = kit.kernel.ioAllocateIrp();
        Mdl head = kit.kernel.ioAllocateMdl(0x1_0000, 1, true, false, irp);
        Mdl second = kit.kernel.ioAllocateMdl(0x2_0000, 1, true, false, irp);

        kit.kernel.ioFreeMdl(head);

        assertThat(second.isAlive()).isTrue();
        assertThat(irp.mdlAddress()).isSameAs(head);
    }

    @Test
    @Rule("S-IOA-7")
    void shouldProbeNothing() {
        assertThat(kit.mdl(0x6666_6000L, 0x1000)).isNotNull();
    }
}
