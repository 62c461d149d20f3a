package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Checks.cover;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.bit;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.toOneHot;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.is;
import static dev.pagewalk.hdl.spinal.Statements.select;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.TransactionType;
import dev.pagewalk.hdl.rtl.common.AxiResponse;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.AxiWriteData;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.FileWrite;
import dev.pagewalk.hdl.rtl.common.PtwRead;
import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.common.Retirement;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.rtl.queue.PtwPort;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.HwEnum;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Stores MSIs into memory-resident interrupt files.
 *
 * <p>Purpose: sets the pending bit that the data of a write names, then sends the notice.<br>
 * Contract: one store at a time. The pending bit is set by an exclusive pair that is repeated a bounded number of times
 * ({@code AMO_MRIF}), or by a read and a write. The notice leaves when memory has answered the store, whatever the
 * enable bit says; the device gets its response when memory has answered the notice. The owner starts a store only when
 * memory has answered all data writes before it.<br>
 * Latency/throughput: 3 L + 9 cycles for a latency L of the walker port.<br>
 * Faults raised: 264, 271; none for data that names no interrupt, which is accepted and dropped.<br>
 * Spec references: [IOMMU §3.3.3, §4.2], [AIA IOMMU chapter]; docs/rtl/interrupt-file-engine.md.
 *
 * <pre>
 *  store -> data -> names an interrupt? -> read pending -> write pending -> notice -> answer
 *                     no: OKAY              |  ^---lost------'  |            |         ^
 *                     not 32 bits: DECERR   `------ fault ------`------------`-> report
 * </pre>
 */
public final class InterruptFileEngine extends Module<IommuParameters> {
    private static final HwEnum<InterruptFileState> STATE = new HwEnum<>(InterruptFileState.class);
    private static final int RETRY_BITS = 4;
    private static final int IDENTITY_BITS = 11;
    private static final int UPPER_WORD = 2;

    public final Stream<InterruptFileStore> store = slave(stream(() -> new InterruptFileStore(parameters)));
    /** The one beat of the store, some cycles after it. */
    public final Flow<AxiWriteData> data;

    public final Stream<PtwRead> read = master(stream(() -> new PtwRead(parameters.walkIdWidth())));
    public final Flow<PtwReadResponse> readResponse = slave(flow(() -> new PtwReadResponse(parameters.walkIdWidth())));
    public final Stream<FileWrite> write = master(stream(FileWrite::new));
    public final Flow<PtwWriteResponse> writeResponse =
            slave(flow(() -> new PtwWriteResponse(parameters.walkIdWidth())));
    public final Stream<FaultReport> fault = master(stream(FaultReport::new));
    /** The response for the device. */
    public final Stream<ErrorResponse> answer = master(stream(() -> new ErrorResponse(parameters.idWidth())));
    /** Null without observation. */
    public final Stream<Retirement> retire =
            parameters.observation() ? master(stream(() -> new Retirement(parameters.idWidth()))) : null;

    /** A fence begins: the store under way is old. */
    public final Bool fenceBegins = in(bool());

    /** A store from before the fence is under way. */
    public final Bool busyOld = out(bool());

    private final boolean atomic = parameters.has(Feature.AMO_MRIF);
    private final SpinalEnumCraft<HwEnum<InterruptFileState>> state = regInit(STATE.of(InterruptFileState.IDLE));
    private final InterruptFileStore current = reg(() -> new InterruptFileStore(parameters));
    final Message message;
    final Transfer transfer;
    final Ending ending = new Ending();

    public InterruptFileEngine(IommuParameters parameters, AxiWidths widths) {
        super(parameters);
        data = slave(flow(() -> new AxiWriteData(widths)));
        message = new Message();
        transfer = new Transfer();
        set(busyOld, and(ne(state, InterruptFileState.IDLE), current.old));
        when(fenceBegins, () -> set(current.old, true));
        accept();
        select(state, () -> {
            is(InterruptFileState.IDLE, () -> when(store.valid(), () -> set(state, InterruptFileState.DATA)));
            is(InterruptFileState.DATA, () -> when(data.valid(), this::judge));
            is(InterruptFileState.READ, () -> advance(fire(read), InterruptFileState.READ_RESPONSE));
            is(InterruptFileState.READ_RESPONSE, () -> when(readResponse.valid(), this::afterRead));
            is(InterruptFileState.WRITE, () -> advance(fire(write), InterruptFileState.WRITE_RESPONSE));
            is(InterruptFileState.WRITE_RESPONSE, () -> when(writeResponse.valid(), this::afterWrite));
            is(InterruptFileState.NOTICE, () -> advance(fire(write), InterruptFileState.NOTICE_RESPONSE));
            is(InterruptFileState.NOTICE_RESPONSE, () -> when(writeResponse.valid(), this::afterNotice));
            is(InterruptFileState.REPORT, () -> advance(fire(fault), InterruptFileState.ANSWER));
            is(InterruptFileState.ANSWER, () -> advance(fire(answer), InterruptFileState.IDLE));
        });
        claims();
    }

    /** What the data says. [AIA IOMMU chapter: only aligned words; the others are dropped or unsupported] */
    final class Message extends Group {
        final Bool upper = at(current.iova, UPPER_WORD);
        final Bits lanes = data.payload().strb;
        final Bool nothing = not(any(lanes));
        final Bool word = eq(lanes, mux(upper, b(0xF0, 8), b(0x0F, 8)));
        final Bits value = mux(upper, slice(data.payload().data, 63, 32), slice(data.payload().data, 31, 0));
        final Bits number = mux(upper, swapped(value), value);
        /** The second register takes big-endian data, where there is any. */
        final Bool register =
                and(eq(slice(current.iova, 11, 3), 0), or(not(upper), bit(parameters.has(Feature.BOTH_ENDIAN))));

        final Bool named = and(word, register, not(any(slice(number, 31, IDENTITY_BITS))));
    }

    /** Accesses to the file. */
    final class Transfer extends Group {
        final UInt identity = reg(() -> uint(IDENTITY_BITS));
        final Bits pending = reg(() -> bits(64));
        final UInt retries = reg(() -> uint(RETRY_BITS));
        final Bool notice = eq(state, InterruptFileState.NOTICE);
        final UInt word = current.destination.pendingWord(slice(identity, IDENTITY_BITS - 1, 6));
        final UInt place =
                Canaries.instead(Canary.PENDING_BIT_MIRRORED, slice(identity, 5, 0), () -> not(slice(identity, 5, 0)));
        final Bits bit = toOneHot(place, 64);
        final Bits wanted = Canaries.instead(Canary.PENDING_BITS_OVERWRITTEN, or(pending, bit), () -> bit);
        final Bool spent = eq(retries, parameters.size(Size.EXCLUSIVE_RETRIES));

        {
            set(read.valid(), eq(state, InterruptFileState.READ));
            set(read.payload().address, word);
            set(read.payload().id, PtwPort.fileId(parameters));
            set(read.payload().beats, 0);
            set(read.payload().exclusive, bit(atomic));
            set(read.payload().rcid, qos(current.destination.rcid));
            set(read.payload().mcid, qos(current.destination.mcid));
            set(write.valid(), or(eq(state, InterruptFileState.WRITE), notice));
            set(write.payload().address, mux(notice, current.destination.noticeAddress(), word));
            set(write.payload().data, mux(notice, zeroExtend(toBits(current.destination.noticeId), 64), wanted));
            set(write.payload().word, notice);
            set(write.payload().exclusive, and(bit(atomic), not(notice)));
            set(write.payload().rcid, qos(current.destination.rcid));
            set(write.payload().mcid, qos(current.destination.mcid));
        }
    }

    /** What the device and the fault queue get. */
    final class Ending extends Group {
        final Bits response = reg(() -> bits(2));
        final Bool poison = reg(() -> bool());
        /** The store failed, recorded or not; kept for observation. */
        final Bool fault = retire == null ? off() : reg(() -> bool());

        {
            Bool turn = eq(state, InterruptFileState.ANSWER);
            set(answer.valid(), retire == null ? turn : and(turn, retire.ready()));
            if (retire != null) {
                set(retire.valid(), and(turn, answer.ready()));
                observe(retire.payload());
            }
            set(answer.payload().id, current.id);
            set(answer.payload().len, 0);
            set(answer.payload().response, response);
            set(answer.payload().old, current.old);
            Stream<FaultReport> report = InterruptFileEngine.this.fault;
            set(report.valid(), eq(state, InterruptFileState.REPORT));
            FaultReport record = report.payload();
            set(record.cause, cause());
            set(record.ttyp, current.ttyp);
            set(record.requester, current.requester);
            set(record.iotval, current.iova);
            set(record.iotval2, 0);
        }

        private UInt cause() {
            UInt access = u(FaultCause.MRIF_ACCESS_FAULT.code(), 12);
            return mux(poison, u(FaultCause.MRIF_POISON.code(), 12), access);
        }

        private void observe(Retirement to) {
            set(to.write, true);
            set(to.execute, false);
            set(to.type, mux(eq(current.ttyp, TransactionType.TRANSLATED_WRITE.code()), b(1, 2), b(0, 2)));
            set(to.axiId, current.id);
            set(to.device, current.requester.deviceId);
            set(to.pv, current.requester.processValid);
            set(to.process, current.requester.processId);
            set(to.priv, current.requester.privileged);
            set(to.iova, current.iova);
            set(to.fault, fault);
            set(to.cause, mux(fault, cause(), u(0, 12)));
            set(to.spa, 0);
            set(to.source, Retirement.SOURCE_FILE);
            set(to.levels, 0);
            set(to.start, 0);
            set(to.end, 0);
        }
    }

    private void accept() {
        set(store.ready(), eq(state, InterruptFileState.IDLE));
        when(fire(store), () -> {
            set(current, store.payload());
            set(transfer.retries, 0);
            if (retire != null) {
                set(ending.fault, false);
            }
        });
    }

    private void judge() {
        set(transfer.identity, toUInt(slice(message.number, IDENTITY_BITS - 1, 0)));
        set(state, InterruptFileState.ANSWER);
        respond(AxiResponse.OKAY);
        when(not(or(message.nothing, message.word)), () -> respond(AxiResponse.DECERR));
        when(message.named, () -> set(state, InterruptFileState.READ));
        when(and(message.named, beyondMemory()), () -> failed(off()));
    }

    private void afterRead() {
        PtwReadResponse from = readResponse.payload();
        set(transfer.pending, from.data);
        set(state, InterruptFileState.WRITE);
        Bool unwatched = and(bit(atomic), not(from.exclusiveOkay));
        Canaries.plant(Canary.NOTICE_BEFORE_BIT, () -> set(state, InterruptFileState.NOTICE));
        when(from.error, () -> failed(off()))
                .elsewhen(from.poison, () -> failed(on()))
                .elsewhen(unwatched, () -> failed(off()));
    }

    private void afterWrite() {
        PtwWriteResponse from = writeResponse.payload();
        Bool lost = and(bit(atomic), not(from.exclusiveOkay));
        set(state, InterruptFileState.NOTICE);
        Canaries.plant(Canary.NOTICE_BEFORE_BIT, () -> set(state, InterruptFileState.ANSWER));
        Canaries.plant(
                Canary.NOTICE_ONCE,
                () -> when(any(and(transfer.pending, transfer.bit)), () -> set(state, InterruptFileState.ANSWER)));
        when(lost, () -> {
            set(transfer.retries, plus(transfer.retries, 1));
            set(state, InterruptFileState.READ);
        });
        when(or(from.error, and(lost, transfer.spent)), () -> failed(off())).elsewhen(from.poison, () -> failed(on()));
    }

    private void afterNotice() {
        PtwWriteResponse from = writeResponse.payload();
        set(state, InterruptFileState.ANSWER);
        Canaries.plant(Canary.NOTICE_BEFORE_BIT, () -> set(state, InterruptFileState.WRITE));
        when(or(from.error, from.poison), () -> failed(and(from.poison, not(from.error))));
    }

    private void failed(Bool poison) {
        set(ending.poison, poison);
        if (retire != null) {
            set(ending.fault, true);
        }
        respond(AxiResponse.DECERR);
        set(state, InterruptFileState.REPORT);
        when(current.destination.silent, () -> set(state, InterruptFileState.ANSWER));
    }

    private void respond(AxiResponse response) {
        set(ending.response, response.code());
    }

    private void advance(Bool condition, InterruptFileState next) {
        when(condition, () -> set(state, next));
    }

    /** The file or the notice lies beyond the physical addresses that exist: an access fault. */
    private Bool beyondMemory() {
        int bits = parameters.physicalAddressBits();
        if (bits == 56) {
            return off();
        }
        UInt notice = current.destination.noticeAddress();
        return or(any(toBits(slice(notice, 55, bits))), any(toBits(slice(transfer.word, 55, bits))));
    }

    private static UInt qos(UInt id) {
        return id == null ? u(0, 12) : id;
    }

    private static Bits swapped(Bits word) {
        return cat(slice(word, 7, 0), slice(word, 15, 8), slice(word, 23, 16), slice(word, 31, 24));
    }

    private void claims() {
        cover("file_dropped", and(eq(state, InterruptFileState.DATA), data.valid(), not(message.named)));
        cover("file_lost", and(eq(state, InterruptFileState.WRITE_RESPONSE), ne(transfer.retries, 0)));
        cover("file_fault", eq(state, InterruptFileState.REPORT));
        cover("file_notice", fire(write));
    }
}
