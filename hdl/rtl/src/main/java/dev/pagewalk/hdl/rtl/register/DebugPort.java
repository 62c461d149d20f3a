package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/** What the translation request registers need of the walks and the fault queue; ports of the component under construction. */
public final class DebugPort {

    public final Stream<TranslationRequest> request = named(master(stream(TranslationRequest::new)), "debug_request");

    /** The slot that serves the request, in the cycle in which it fires. */
    public final UInt slot;

    public final Flow<WalkResult> result;
    public final Stream<FaultReport> fault = named(master(stream(FaultReport::new)), "debug_fault");

    DebugPort(IommuParameters parameters) {
        int slotBits = Math.max(1, log2Up(parameters.walks()));
        slot = named(in(uint(slotBits)), "debug_slot");
        result = named(slave(flow(() -> new WalkResult(slotBits))), "debug_result");
    }
}
