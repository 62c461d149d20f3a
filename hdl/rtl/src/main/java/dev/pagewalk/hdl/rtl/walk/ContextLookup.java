package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;

import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;

/** The caches of device and process contexts, asked with the requester of the walk that is fetched. */
final class ContextLookup extends Group {
    private static final int PROCESS_BITS = 20;

    private final WalkParameters p;
    private final ContextCache devices;
    private final ContextCache processes;

    ContextLookup(WalkParameters p) {
        this.p = p;
        int deviceBits = Packing.width(new DecodedContext(), p);
        devices = new ContextCache(new ContextCache.Shape(p.size(Size.DEVICE_CONTEXTS), 0, deviceBits));
        int processBits = Packing.width(new FirstStageRoot(), p);
        processes = p.hasProcesses()
                ? new ContextCache(new ContextCache.Shape(p.size(Size.PROCESS_CONTEXTS), PROCESS_BITS, processBits))
                : null;
    }

    /** Replaces what the walk has read itself, at its steps that may use the caches. */
    void look(Requester requester, StepInput step) {
        set(devices.device, requester.deviceId);
        set(devices.process, u(0, 1));
        set(step.contextHit, devices.hit);
        when(and(step.is(StepKind.START), devices.hit), () -> Packing.unpack(step.context, devices.data, p));
        if (processes == null) {
            set(step.processHit, off());
            return;
        }
        set(processes.device, requester.deviceId);
        set(processes.process, requester.processId);
        set(step.processHit, processes.hit);
        Bool begins = or(step.is(StepKind.START), step.is(StepKind.CONTEXT));
        when(and(begins, processes.hit), () -> Packing.unpack(step.root, processes.data, p));
    }

    /** Keeps what the deciding walk has read. */
    void install(StepInput step, StepActions actions) {
        set(devices.install, actions.installContext);
        set(devices.installDevice, step.request.requester.deviceId);
        set(devices.installProcess, u(0, 1));
        set(devices.installData, Packing.pack(step.context, p));
        if (processes != null) {
            set(processes.install, actions.installProcess);
            set(processes.installDevice, step.request.requester.deviceId);
            set(processes.installProcess, step.request.requester.processId);
            set(processes.installData, Packing.pack(step.root, p));
        }
    }

    /** Removes contexts. */
    void remove(RemovalScope scope, Invalidation invalidation) {
        set(devices.remove, scope.deviceContexts);
        set(devices.everyDevice, not(invalidation.dv));
        set(devices.everyProcess, true);
        set(devices.removeDevice, invalidation.deviceId);
        set(devices.removeProcess, u(0, 1));
        if (processes != null) {
            set(processes.remove, scope.processContexts);
            set(processes.everyDevice, not(invalidation.dv));
            set(processes.everyProcess, scope.deviceContexts);
            set(processes.removeDevice, invalidation.deviceId);
            set(processes.removeProcess, invalidation.processId);
        }
    }
}
