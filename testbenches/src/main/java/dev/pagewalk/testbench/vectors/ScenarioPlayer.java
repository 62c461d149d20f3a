package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Plays one scenario on a target and reports the first operation after which something differs. */
public final class ScenarioPlayer {
    private static final int FCTL = 8;
    private static final int CQH = 32;
    private static final int CQT = 36;
    private static final int FQB = 40;
    private static final int FQT = 52;
    private static final int PQB = 56;
    private static final int PQT = 68;
    private static final int CQCSR = 72;
    private static final int FQCSR = 76;
    private static final int PQCSR = 80;
    private static final int TR_REQ_IOVA = 600;
    private static final int TR_REQ_CTL = 608;
    private static final int TR_RESPONSE = 616;
    private static final long ATS_CAPABILITY = 1L << 25;
    private static final int DEBUG_POLLS = 1_000_000;
    /** First-stage and guest page faults [IOMMU §8]. */
    private static final Set<Integer> PAGE_FAULTS = Set.of(12, 13, 15, 20, 21, 23);

    private final VectorTarget target;
    private final QueueWindow faultWindow = new QueueWindow(FQB, FQT, 32);
    private final QueueWindow pageWindow = new QueueWindow(PQB, PQT, 16);
    private final InterruptMessages interrupts;
    private boolean pageQueueExists;
    private boolean bigEndian;

    public ScenarioPlayer(VectorTarget target) {
        this.target = target;
        interrupts = new InterruptMessages(target);
    }

    /** Plays the scenario; empty when everything is as expected. */
    public List<OperationFailure> play(Scenario scenario) {
        start(scenario);
        List<Operation> operations = scenario.operations();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            Differences differences = new Differences(target.hidden());
            interrupts.before(operation.expectation());
            execute(operation, differences);
            compareEffects(operation, differences);
            if (!differences.none()) {
                int index = i;
                return differences.list().stream()
                        .map(mismatch -> new OperationFailure(scenario.id(), index, operation.name(), mismatch))
                        .toList();
            }
        }
        return List.of();
    }

    private void start(Scenario scenario) {
        target.reset(scenario.config());
        pageQueueExists = (scenario.config().capabilities() & ATS_CAPABILITY) != 0;
        bigEndian = (scenario.config().fctl() & 1) != 0;
        faultWindow.reset();
        pageWindow.reset();
        scenario.memory().forEach(target::load);
        scenario.bad().forEach(target::markBad);
    }

    private void execute(Operation operation, Differences differences) {
        if (operation instanceof Operation.RegisterWrite write) {
            target.writeRegister(write.offset(), write.size(), write.value());
            follow(write.offset());
        } else if (operation instanceof Operation.RegisterRead read) {
            read(read, differences);
        } else if (operation instanceof Operation.MemoryWrite write) {
            write.words().forEach(target::store);
        } else if (operation instanceof Operation.Commands commands) {
            command(commands);
        } else if (operation instanceof Operation.Request request) {
            request(request, differences);
        } else if (operation instanceof Operation.Debug debug) {
            debug(debug, differences);
        } else if (operation instanceof Operation.PageRequest request) {
            target.pageRequest(request.message());
        } else if (operation instanceof Operation.InvalidationDone done) {
            target.invalidationCompletion(
                    done.nth(), done.rid(), done.segmentValid(), done.segment(), done.completions());
        } else if (operation instanceof Operation.InvalidationTimeout timeout) {
            target.invalidationTimeout(timeout.nth());
        } else if (operation instanceof Operation.Wait wait) {
            target.advance(wait.cycles());
        }
    }

    /** Registers whose write moves a queue, clears its tail, or changes the byte order. */
    private void follow(int offset) {
        int register = offset & ~4;
        if (register == FCTL) {
            bigEndian = (target.readRegister(FCTL, Integer.BYTES) & 1) != 0;
        } else if (register == FQB || offset == FQCSR) {
            faultWindow.refresh(target);
        } else if (pageQueueExists && (register == PQB || offset == PQCSR)) {
            pageWindow.refresh(target);
        }
    }

    private void read(Operation.RegisterRead read, Differences differences) {
        long value = target.readRegister(read.offset(), read.size()) & read.mask();
        if (read.least()) {
            if (Long.compareUnsigned(value, read.value()) < 0) {
                differences.add("val", "at least " + Differences.hex(read.value()), Differences.hex(value));
            }
        } else {
            differences.compareNumber("val", read.value(), value);
        }
    }

    private void command(Operation.Commands commands) {
        commands.words().forEach(target::store);
        target.writeRegister(CQT, Integer.BYTES, commands.tail());
        Integer head = commands.expectation().commandHead();
        target.awaitCommands(head == null ? commands.tail() : head);
    }

    private void request(Operation.Request operation, Differences differences) {
        Expectation expected = operation.expectation();
        RequestOutcome outcome = target.request(operation.request());
        differences.compare("st", expected.status(), outcome.status());
        compareCause(expected, outcome, differences);
        if (!denied(expected.ats())) {
            differences.compare("spa", expected.spa(), outcome.spa());
        }
        if (!staysInside(expected, outcome, differences)) {
            differences.compare("pbmt", expected.pbmt(), outcome.pbmt());
        }
        compareMsi(expected, outcome, differences);
        compareAts(expected.ats(), outcome.ats(), differences);
        differences.compare("qos", expected.qosIds(), outcome.qosIds());
        differences.compare("rdata", expected.readData(), outcome.readData());
    }

    /**
     * The cause is compared unless the target does not show it [VECTORS §3 cause]. A completion without R and W has one
     * of two reasons: the procedure ended with a cause, or permissions that are missing left nothing to grant, which is
     * no fault [IOMMU §7]. A target may come to the second where the scenario names a page fault, and then shows none;
     * an entry that is not valid (262, 266) ends every procedure.
     */
    private static void compareCause(Expectation expected, RequestOutcome outcome, Differences differences) {
        boolean reduced = outcome.cause() == null
                && differences.isHidden("denial cause")
                && denied(expected.ats())
                && expected.cause() != null
                && PAGE_FAULTS.contains(expected.cause());
        if (!differences.isHidden("cause") && !reduced && !Objects.equals(expected.cause(), outcome.cause())) {
            differences.add("cause", String.valueOf(expected.cause()), String.valueOf(outcome.cause()));
        }
    }

    /** Rule 3: a denied completion's address is not checked. */
    private static boolean denied(Map<String, Integer> ats) {
        return ats != null && ats.getOrDefault("R", 0) == 0 && ats.getOrDefault("W", 0) == 0;
    }

    /** An access to an MRIF that never left the target, which hides where it went, has no memory type to show. */
    private static boolean staysInside(Expectation expected, RequestOutcome outcome, Differences differences) {
        return expected.mrif() != null && differences.isHidden("mrif") && outcome.spa() == null;
    }

    private static void compareMsi(Expectation expected, RequestOutcome outcome, Differences differences) {
        if (!RequestOutcome.OK.equals(expected.status())) {
            return;
        }
        if (expected.spa() != null || expected.mrif() != null) {
            boolean msi = expected.msi() != null && expected.msi();
            differences.compare("msi", msi, outcome.msi());
        }
        if (!differences.isHidden("mrif") && !Objects.equals(expected.mrif(), outcome.mrif())) {
            differences.add("mrif", String.valueOf(expected.mrif()), String.valueOf(outcome.mrif()));
        }
    }

    private static void compareAts(
            Map<String, Integer> expected, Map<String, Integer> actual, Differences differences) {
        if (expected == null) {
            return;
        }
        for (Map.Entry<String, Integer> field : expected.entrySet()) {
            Integer value = actual == null ? null : actual.get(field.getKey());
            if (!field.getValue().equals(value)) {
                differences.add("ats", expected.toString(), String.valueOf(actual));
                return;
            }
        }
    }

    private void debug(Operation.Debug debug, Differences differences) {
        Expectation expected = debug.expectation();
        target.writeRegister(TR_REQ_IOVA, Long.BYTES, debug.iova());
        target.writeRegister(TR_REQ_CTL, Long.BYTES, control(debug));
        int polls = 0;
        while ((target.readRegister(TR_REQ_CTL, Integer.BYTES) & 1) != 0) {
            if (++polls > DEBUG_POLLS) {
                differences.add("busy", "tr_req_ctl.Go/Busy returns to 0", "still 1");
                return;
            }
        }
        long response = target.readRegister(TR_RESPONSE, Long.BYTES);
        boolean fault = (response & 1) != 0;
        differences.compare("fault", expected.debugFault(), fault);
        boolean hidden = differences.isHidden("cause") || differences.isHidden("debug cause");
        if (!hidden && !Objects.equals(expected.cause(), target.debugCause())) {
            differences.add("cause", String.valueOf(expected.cause()), String.valueOf(target.debugCause()));
        }
        if (!fault) {
            differences.compare("spa", expected.spa(), DebugResponse.pageOf(response, debug.iova()));
            differences.compare("pbmt", expected.pbmt(), DebugResponse.pbmt(response));
        }
    }

    private static long control(Operation.Debug debug) {
        return 1
                | (debug.privileged() ? 2 : 0)
                | (debug.execute() ? 4 : 0)
                | (debug.noWrite() ? 8 : 0)
                | ((long) debug.processId() << 12)
                | (debug.pidValid() ? 1L << 32 : 0)
                | ((long) debug.deviceId() << 40);
    }

    /** Everything that any operation may leave behind: records, messages, memory, command queue, wires. */
    private void compareEffects(Operation operation, Differences differences) {
        Expectation expected = operation.expectation();
        QueueComparison.faults(target, faultWindow, bigEndian, expected, differences);
        if (pageQueueExists) {
            QueueComparison.pages(target, pageWindow, bigEndian, expected, differences);
        }
        QueueComparison.messages(expected.messages(), target.takeMessages(), differences);
        new MemoryComparison(target.takeWrites(), faultWindow, pageWindow, interrupts.sent(expected))
                .compare(expected, differences);
        if (expected.commandHead() != null) {
            differences.compareNumber("cqh", expected.commandHead(), target.readRegister(CQH, Integer.BYTES));
        }
        if (expected.commandStatus() != null) {
            differences.compareNumber("cqcsr", expected.commandStatus(), target.readRegister(CQCSR, Integer.BYTES));
        }
        compareSync(operation, differences);
        compareAccesses(expected, differences);
        if (expected.wires() != null) {
            differences.compareNumber("wires", expected.wires(), target.wires());
        }
    }

    /** Fences without PR and PW ask for nothing, which is what an absent {@code sync} means. */
    private void compareSync(Operation operation, Differences differences) {
        Expectation.Sync expected = operation.expectation().sync();
        Expectation.Sync actual = target.takeSync();
        if (!differences.isHidden("sync") && !Objects.equals(expected, actual)) {
            differences.add("sync", String.valueOf(expected), String.valueOf(actual));
        }
    }

    private void compareAccesses(Expectation expected, Differences differences) {
        List<Expectation.TableAccess> made = target.takeAccesses();
        if (expected.accesses() == null || differences.isHidden("acc")) {
            return;
        }
        for (Expectation.TableAccess access : expected.accesses()) {
            if (!made.contains(access)) {
                differences.add("acc", access.toString(), made.toString());
            }
        }
    }
}
