package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.TransactionType;
import dev.pagewalk.hdl.rtl.common.AxiAddress;
import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A burst of a device, decoded. [IOMMU §2.3] */
public final class DeviceRequest extends Bundle {
    public final Requester requester = new Requester();
    /** As in AxUSER: 0 untranslated, 1 translated, others are rejected here. */
    public final Bits type = bits(2);

    public final Bool execute = bool();
    public final UInt iova = uint(64);
    public final UInt id;
    public final UInt len = uint(8);
    public final UInt size = uint(3);
    public final Bits burst = bits(2);
    public final Bool lock = bool();
    public final Bits cache = bits(4);
    public final Bits prot = bits(3);
    public final Bits qos = bits(4);
    /** Breaks AXI: aborted with SLVERR. Known from the lookup stage on. */
    public final Bool malformed = bool();
    /** Low bits of the cycle in which it was accepted; null without observation. */
    public final UInt start;

    public DeviceRequest(IommuParameters parameters) {
        id = uint(parameters.idWidth());
        start = parameters.observation() ? uint(32) : null;
    }

    /**
     * Decodes a payload of AW or AR. All fields but {@code start} are driven. A translated request asks for execute only
     * with a process id; without one it is a read.
     */
    static DeviceRequest decode(IommuParameters parameters, AxiAddress from, boolean write) {
        DeviceRequest to = new DeviceRequest(parameters);
        Bool processValid = at(from.user, AxiUser.PROCESS_VALID.low());
        set(to.requester.deviceId, toUInt(field(from.user, AxiUser.DEVICE_ID)));
        set(to.requester.processValid, processValid);
        set(to.requester.processId, mux(processValid, toUInt(field(from.user, AxiUser.PROCESS_ID)), u(0, 20)));
        set(to.requester.privileged, and(processValid, at(from.user, AxiUser.PRIVILEGED.low())));
        set(to.type, field(from.user, AxiUser.TYPE));
        set(
                to.execute,
                write ? off() : and(at(from.user, AxiUser.EXECUTE.low()), or(not(to.translated()), processValid)));
        set(to.iova, from.addr);
        set(to.id, from.id);
        set(to.len, from.len);
        set(to.size, from.size);
        set(to.burst, from.burst);
        set(to.lock, from.lock);
        set(to.cache, from.cache);
        set(to.prot, from.prot);
        set(to.qos, from.qos);
        set(to.malformed, false);
        return to;
    }

    /** The same with the verdict on the burst. */
    DeviceRequest judged(IommuParameters parameters) {
        DeviceRequest judged = new DeviceRequest(parameters);
        set(judged.requester, requester);
        set(judged.type, type);
        set(judged.execute, execute);
        set(judged.iova, iova);
        set(judged.id, id);
        set(judged.len, len);
        set(judged.size, size);
        set(judged.burst, burst);
        set(judged.lock, lock);
        set(judged.cache, cache);
        set(judged.prot, prot);
        set(judged.qos, qos);
        set(judged.malformed, BurstCheck.malformed(this, parameters.dataWidth() / 8));
        if (start != null) {
            set(judged.start, start);
        }
        return judged;
    }

    private static Bits field(Bits user, BitField field) {
        return slice(user, field.high(), field.low());
    }

    /** The type is neither untranslated nor translated: cause 260 without a walk. [IOMMU §3.3 step 7d] */
    Bool typeReserved() {
        return at(type, 1);
    }

    Bool translated() {
        return eq(type, TranslationRequest.TRANSLATED);
    }

    /** One aligned access of four bytes. */
    Bool isWord() {
        return and(eq(len, 0), eq(size, 2), eq(slice(iova, 1, 0), 0));
    }

    /** TTYP of a fault record; a reserved type counts as untranslated. [IOMMU §4.2] */
    UInt transactionType(Bool write) {
        UInt untranslated = mux(
                write,
                code(TransactionType.UNTRANSLATED_WRITE),
                mux(execute, code(TransactionType.UNTRANSLATED_EXECUTE), code(TransactionType.UNTRANSLATED_READ)));
        UInt translated = mux(
                write,
                code(TransactionType.TRANSLATED_WRITE),
                mux(execute, code(TransactionType.TRANSLATED_EXECUTE), code(TransactionType.TRANSLATED_READ)));
        return mux(translated(), translated, untranslated);
    }

    private static UInt code(TransactionType type) {
        return u(type.code(), 6);
    }

    /** The question for the walk engine. */
    TranslationRequest question(Bool write) {
        TranslationRequest question = new TranslationRequest();
        set(question.requester, requester);
        set(question.type, type);
        set(question.write, write);
        set(question.execute, execute);
        set(question.noWrite, false);
        set(question.iova, iova);
        return question;
    }
}
