package dev.pagewalk.host.io;

import static dev.pagewalk.host.Outcomes.assertRaised;
import static dev.pagewalk.host.Outcomes.assertViolation;
import static dev.pagewalk.host.trace.SeedDocument.USING_MDLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.Kit;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.io.IrpRoutines.DirectMethod;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.trace.CatalogueRow;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.host.trace.Seed;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class IrpCompletionTest {

    private final Kit kit = new Kit();
    private final List<String> events = new ArrayList<>();

    @Test
    @Rule({"S-IRP-1", "S-IRP-3", "S-IRP-4", "S-IRP-7"})
    @Seed(document = USING_MDLS, sentence = "MDL-23")
    @Seed(document = USING_MDLS, sentence = "MDL-24")
    @Seed(document = USING_MDLS, sentence = "MDL-29")
    void shouldCallDriversWithLockedPagesThenUnlockAllThenFreeAllHeadToTail() {
        Irp irp = chain(3);
        List<Mdl> members = members(irp);
        kit.kernel.ioSetCompletionRoutine(
                irp,
                (request, context) -> {
                    events.add("driver sees " + lockedCount(members) + " locked");
                    return NtStatus.SUCCESS;
                },
                null);
        listen();

        kit.kernel.ioCompleteRequest(irp);

        assertThat(events)
                .containsExactly(
                        "driver sees 3 locked",
                        "unlocked 0",
                        "unlocked 1",
                        "unlocked 2",
                        "freed 0",
                        "freed 1",
                        "freed 2");
        assertThat(irp.isSignalled()).isTrue();
        assertThat(irp.isAlive()).isFalse();
        assertThat(kit.machine.currentProcess().lockedPages()).isZero();
    }

    @Test
    @Rule({"S-IRP-3", "S-IRP-12"})
    void shouldUnlockAtOnceButFreeOnlyInTheApcWhenCompletedAtDispatchLevel() {
        Irp irp = chain(2);
        List<Mdl> members = members(irp);
        kit.kernel.keRaiseIrql(Irql.DISPATCH_LEVEL);

        kit.kernel.ioCompleteRequest(irp);

        assertThat(lockedCount(members)).isZero();
        assertThat(members).allMatch(Mdl::isAlive);
        assertViolation(kit.kernel, "S-IRP-12", () -> kit.kernel.ioCompleteRequest(irp));
        kit.kernel.keLowerIrql(Irql.PASSIVE_LEVEL);
        assertThat(members).noneMatch(Mdl::isAlive);
        assertThat(irp.isSignalled()).isTrue();
    }

    @Test
    @Rule("S-IRP-3")
    void shouldRunTheRoutineSetLastFirst() {
        Irp irp = kit.kernel.ioAllocateIrp();
        for (String name : List.of("upper", "lower")) {
            kit.kernel.ioSetCompletionRoutine(
                    irp,
                    (request, context) -> {
                        events.add((String) context);
                        return NtStatus.SUCCESS;
                    },
                    name);
        }

        kit.kernel.ioCompleteRequest(irp);

        assertThat(events).containsExactly("lower", "upper");
    }

    @Test
    @Rule("S-IRP-6")
    @Seed(document = USING_MDLS, sentence = "MDL-31")
    void shouldLeaveMdlsToTheDriverThatTakesItsIrpBack() {
        Irp irp = chain(1);
        Mdl mdl = irp.mdlAddress();
        kit.kernel.ioSetCompletionRoutine(irp, (request, context) -> NtStatus.MORE_PROCESSING_REQUIRED, null);

        kit.kernel.ioCompleteRequest(irp);

        assertThat(mdl.has(MdlFlag.MDL_PAGES_LOCKED)).isTrue();
        assertThat(irp.isAlive()).isTrue();
        kit.kernel.mmUnlockPages(mdl);
        kit.kernel.ioFreeMdl(mdl);
        kit.kernel.ioFreeIrp(irp);
        assertThat(kit.kernel.ioManager().liveIrps()).isZero();
    }

    @Test
    @Rule({"S-IRP-5", "S-IRP-8"})
    @Seed(document = USING_MDLS, sentence = "MDL-26")
    @Seed(document = USING_MDLS, sentence = "MDL-27")
    @Seed(document = USING_MDLS, sentence = "MDL-30")
    void shouldCleanUpNonpagedAndPartialMdlsThatDriversLinkedIntoTheChain() {
        Irp irp = chain(1);
        Mdl head = irp.mdlAddress();
        Mdl built = kit.mdl(kit.pool(0x1000), 0x800);
        kit.kernel.mmBuildMdlForNonPagedPool(built);
        Mdl partial = kit.mdl(head.virtualAddress(), 0x10);
        kit.kernel.ioBuildPartialMdl(head, partial, head.virtualAddress(), 0x10);
        head.next(built);
        built.next(partial);

        kit.kernel.ioCompleteRequest(irp);

        assertThat(List.of(head, built, partial)).noneMatch(Mdl::isAlive);
        assertThat(kit.machine.currentProcess().lockedPages()).isZero();
    }

    @Test
    @Rule("S-IRP-8")
    @CatalogueRow("E3")
    void shouldRefuseCyclesFreedMembersAndSharedMdlsBeforeChangingAnything() {
        Irp cyclic = chain(2);
        members(cyclic).get(1).next(cyclic.mdlAddress());
        assertViolation(kit.kernel, "S-IRP-8", () -> kit.kernel.ioCompleteRequest(cyclic));
        members(cyclic, 2).get(1).next(null);

        Irp second = kit.kernel.ioAllocateIrp();
        second.mdlAddress(cyclic.mdlAddress());
        assertViolation(kit.kernel, "S-IRP-8", () -> kit.kernel.ioCompleteRequest(cyclic));
        second.mdlAddress(null);

        Mdl stale = kit.mdl(0, 1);
        members(cyclic).get(1).next(stale);
        kit.kernel.ioFreeMdl(stale);
        assertViolation(kit.kernel, "S-IRP-8", () -> kit.kernel.ioCompleteRequest(cyclic));
    }

    @Test
    @Rule("S-IRP-11")
    void shouldUnlockAndFreeTheMdlsOfAssociatedIrpsAndCompleteTheMasterLast() {
        Irp master = kit.kernel.ioAllocateIrp();
        Irp first = kit.kernel.ioMakeAssociatedIrp(master);
        Irp second = kit.kernel.ioMakeAssociatedIrp(master);
        first.mdlAddress(kit.locked(0, 0x1000));
        second.mdlAddress(kit.locked(0, 0x1000));

        kit.kernel.ioCompleteRequest(first);
        assertThat(kit.machine.currentProcess().lockedPages()).isEqualTo(1);
        assertThat(master.isAlive()).isTrue();
        kit.kernel.ioCompleteRequest(second);

        assertThat(kit.machine.currentProcess().lockedPages()).isZero();
        assertThat(master.isSignalled()).isTrue();
        assertThat(kit.kernel.ioManager().liveIrps()).isZero();
    }

    @Test
    @Rule("S-IRP-3")
    void shouldOnlySignalAPagingIrp() {
        Irp irp = kit.kernel.ioAllocatePagingIrp();
        irp.mdlAddress(kit.locked(0, 0x1000));

        kit.kernel.ioCompleteRequest(irp);

        assertThat(irp.isSignalled()).isTrue();
        assertThat(irp.mdlAddress().has(MdlFlag.MDL_PAGES_LOCKED)).isTrue();
    }

    @Test
    @Rule("S-IRP-2")
    void shouldBuildDirectRequestsWithTheAccessOfTheirMethod() {
        long readOnly = kit.user().allocate(0x1000, PageProtection.PAGE_READONLY);

        Irp in = kit.kernel.ioBuildDirectRequest(
                DirectMethod.METHOD_IN_DIRECT, readOnly, 0x100, KprocessorMode.USER_MODE);
        assertThat(in.mdlAddress().has(MdlFlag.MDL_WRITE_OPERATION)).isFalse();
        int live = kit.kernel.ioManager().liveIrps();
        assertRaised(
                NtStatus.ACCESS_VIOLATION,
                () -> kit.kernel.ioBuildDirectRequest(
                        DirectMethod.METHOD_OUT_DIRECT, readOnly, 0x100, KprocessorMode.USER_MODE));
        assertThat(kit.kernel.ioManager().liveIrps()).isEqualTo(live);
        assertThat(kit.kernel
                        .ioBuildDirectRequest(DirectMethod.METHOD_OUT_DIRECT, readOnly, 0, KprocessorMode.USER_MODE)
                        .mdlAddress())
                .isNull();
    }

    @Test
    @Rule({"S-IRP-9", "S-IRP-10"})
    @Seed(document = USING_MDLS, sentence = "MDL-28")
    void shouldLeaveCombiningTheBuffersOfAChainToTheDriver() {
        Irp irp = chain(3);
        byte[] gathered = new byte[3 * 16];
        int index = 0;
        for (Mdl mdl = irp.mdlAddress(); mdl != null; mdl = mdl.next()) {
            kit.machine.cpu().store(mdl.virtualAddress(), 1, index + 1);
            byte[] part = kit.machine.cpu().read(kit.map(mdl), 16);
            System.arraycopy(part, 0, gathered, 16 * index, 16);
            index++;
        }

        kit.kernel.ioCompleteRequest(irp);

        assertThat(new byte[] {gathered[0], gathered[16], gathered[32]}).containsExactly(1, 2, 3);
    }

    private Irp chain(int count) {
        Irp irp = kit.kernel.ioAllocateIrp();
        for (int i = 0; i < count; i++) {
            kit.lock(kit.kernel.ioAllocateMdl(kit.buffer(0x1000), 0x1000, i > 0, false, irp));
        }
        return irp;
    }

    private static List<Mdl> members(Irp irp) {
        return members(irp, Integer.MAX_VALUE);
    }

    private static List<Mdl> members(Irp irp, int limit) {
        List<Mdl> members = new ArrayList<>();
        for (Mdl mdl = irp.mdlAddress(); mdl != null && members.size() < limit; mdl = mdl.next()) {
            members.add(mdl);
        }
        return members;
    }

    private static long lockedCount(List<Mdl> mdls) {
        return mdls.stream().filter(mdl -> mdl.has(MdlFlag.MDL_PAGES_LOCKED)).count();
    }

    private void listen() {
        List<Long> addresses =
                kit.kernel.mdls().live().stream().map(Mdl::address).toList();
        kit.machine.addListener(new DriverListener() {
            @Override
            public void mdlChanged(long mdl, String how) {
                events.add(how + " " + addresses.indexOf(mdl));
            }
        });
    }
}
