package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.DebugRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;

import java.util.List;
import java.util.Random;

/** Translations that software asks for over the registers, one at a time. */
final class DebugTranslations {
    private static final int NONE = -1;

    private final Bench bench;
    private final List<Requester> requesters;
    private final Random random;
    private int control = NONE;

    DebugTranslations(Bench bench, List<Requester> requesters, Random random) {
        this.bench = bench;
        this.requesters = requesters;
        this.random = random;
    }

    /** Looks whether the last one has ended; software does so often, because judges keep what it may rest on. */
    void step() {
        if (control != NONE && bench.isComplete(control)) {
            if (DebugRegisters.GO.isSet(bench.take(control))) {
                control = bench.submit(new MmioRead(Register.TR_REQ_CTL.offset(), Long.BYTES));
            } else {
                bench.post(new MmioRead(Register.TR_RESPONSE.offset(), Long.BYTES));
                control = NONE;
            }
        }
    }

    /** Starts one, if none is under way. */
    void start() {
        if (control != NONE) {
            return;
        }
        Requester requester = requesters.get(random.nextInt(requesters.size()));
        long page =
                requester.addresses().get(random.nextInt(requester.addresses().size()));
        bench.post(new MmioWrite(Register.TR_REQ_IOVA.offset(), Long.BYTES, page));
        long user = requester.user();
        long request = DebugRegisters.GO.of(1)
                | DebugRegisters.NW.of(random.nextInt(2))
                | DebugRegisters.DID.of(AxiUser.DEVICE_ID.get(user))
                | DebugRegisters.PV.of(AxiUser.PROCESS_VALID.get(user))
                | DebugRegisters.PID.of(AxiUser.PROCESS_ID.get(user));
        bench.post(new MmioWrite(Register.TR_REQ_CTL.offset(), Long.BYTES, request));
        control = bench.submit(new MmioRead(Register.TR_REQ_CTL.offset(), Long.BYTES));
    }
}
