package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Streams.connect;

import dev.pagewalk.hdl.rtl.common.AxiResponse;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * What the device port does with pages that are memory-resident interrupt files.
 *
 * <pre>
 *   write, one aligned word --&gt; engine, when memory has answered all writes before it
 *   read, one aligned word ---&gt; zeros, OKAY
 *   any other access ---------&gt; DECERR, without a record
 * </pre>
 */
abstract class DeviceFiles extends DeviceDecisions {
    DeviceFiles(IommuParameters parameters) {
        super(parameters);
    }

    /** The response to the request in service when memory does not give one. */
    final ErrorResponse refusal() {
        ErrorResponse refusal = new ErrorResponse(parameters.idWidth());
        Bool broken = Canaries.lose(Canary.MALFORMED_AS_UNSUPPORTED, store.waiting.malformed);
        Bool aborted = Canaries.force(Canary.WRONG_REJECTION, broken);
        UInt len = store.waiting.len;
        Bits rejected = mux(aborted, code(AxiResponse.SLVERR), code(AxiResponse.DECERR));
        Bool zeros = and(Outcome.isFile(parameters, store.outcome), store.waiting.isWord());
        set(refusal.id, store.waiting.id);
        set(refusal.len, Canaries.instead(Canary.FAULTED_READ_SHORT, len, () -> minus(len, toUInt(ne(len, 0), 8))));
        set(refusal.response, mux(zeros, code(AxiResponse.OKAY), rejected));
        set(refusal.old, service.old);
        return refusal;
    }

    private static Bits code(AxiResponse response) {
        return b(response.code(), 2);
    }

    /** Wires the engine, if there is one. */
    final void connectFiles() {
        if (!hasFiles) {
            return;
        }
        set(writeData.decide.payload().toFile, step.storing);
        InterruptFileStore to = files.store.payload();
        set(files.store.valid(), step.storing);
        set(to.id, store.waiting.id);
        set(to.requester, store.waiting.requester);
        set(to.ttyp, store.waiting.transactionType(service.write));
        set(to.iova, store.waiting.iova);
        set(to.destination, Outcome.file(parameters, store.outcome));
        set(to.old, false);
        set(files.data, writeData.file);
        set(files.fenceBegins, fence.begin);
        set(files.answer.ready(), writeReplies.error.ready());
        connect(files.read, fileRead);
        set(files.readResponse, fileReadResponse);
        connect(files.write, fileWrite);
        set(files.writeResponse, fileWriteResponse);
        connect(files.fault, fileFault);
        if (fileRetire != null) {
            connect(files.retire, fileRetire);
        }
    }
}
