package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.muxOneHot;
import static dev.pagewalk.hdl.spinal.OneHots.roundRobin;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.arbitrate;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Streams.m2s;
import static dev.pagewalk.hdl.spinal.Streams.map;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.hdl.rtl.common.AxiAddress;
import dev.pagewalk.hdl.rtl.common.AxiBurst;
import dev.pagewalk.hdl.rtl.common.AxiPort;
import dev.pagewalk.hdl.rtl.common.AxiReadData;
import dev.pagewalk.hdl.rtl.common.AxiResponse;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.AxiWriteData;
import dev.pagewalk.hdl.rtl.common.AxiWriteResponse;
import dev.pagewalk.hdl.rtl.common.FileWrite;
import dev.pagewalk.hdl.rtl.common.PtwRead;
import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
import dev.pagewalk.hdl.rtl.common.PtwWrite;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.ArrayList;
import java.util.List;

/**
 * Purpose: shares {@code m_axi_ptw} between walks, command fetch, fault records, fence data and messages.
 * Contract: round robin between reads and between writes; bursts of writes stay whole. Ids keep the classes apart: the
 *     top bit is 0 for walks, 1 for queues. Every response is taken at once: who asks has room for the answer, so that
 *     no class waits for another behind a memory of capacity one.
 * Latency/throughput: reads pass without a register; writes take one cycle; one read and one write beat per cycle.
 * Faults raised: none; errors are reported to who asked.
 * Spec references: [IOMMU §2.3]; Pagewalk id layout below.
 *
 * <pre>
 *  id  |0 | number of the walk     |   walks: reads, A/D writes
 *      |1 | 0 commands, 4 interrupt files |   reads
 *      |1 | 0 records, 1 fences, 2 messages, 3 page requests, 4 interrupt files |  writes
 * </pre>
 */
public final class PtwPort extends Module<IommuParameters> {

    /** One beat with everything that goes onto the address channel. */
    public static final class Beat extends Bundle {
        public final UInt id;
        /** Closes an exclusive pair. */
        public final Bool exclusive = bool();

        public final UInt rcid = uint(12);
        public final UInt mcid = uint(12);
        public final QueueWrite write = new QueueWrite();

        Beat(int idWidth) {
            id = uint(idWidth);
        }
    }

    private static final int FILE_NUMBER = 4;
    private static final int SIZE_4_BYTES = 2;
    private static final int SIZE_8_BYTES = 3;
    private static final int CACHE_NORMAL_NON_CACHEABLE = 0b0011;
    private static final int PROT_DATA_NON_SECURE_UNPRIVILEGED = 0b010;

    private final int ids = parameters.walkIdWidth();
    private final AxiWidths widths = widths(parameters);
    private final List<PtwWriter> writers = PtwWriter.of(parameters);
    private final boolean files = parameters.has(Feature.MSI_MRIF);

    private final CompareAndSwap swaps = parameters.has(Feature.ATOMIC_COMPARE) ? new CompareAndSwap(parameters) : null;

    public final AxiPort bus = AxiPort.manager("m_axi_ptw", widths);
    /** Quality-of-service ids of all but the walks. */
    public final UInt rcid = in(uint(12));

    public final UInt mcid = in(uint(12));
    public final Stream<PtwRead> walkRead = slave(stream(() -> new PtwRead(ids)));
    public final Flow<PtwReadResponse> walkReadResponse = master(flow(() -> new PtwReadResponse(ids)));
    public final Stream<PtwRead> commandRead = slave(stream(() -> new PtwRead(ids)));
    public final Flow<PtwReadResponse> commandReadResponse = master(flow(() -> new PtwReadResponse(ids)));
    public final Stream<PtwWrite> walkWrite = slave(stream(() -> new PtwWrite(ids)));
    public final Flow<PtwWriteResponse> walkWriteResponse = master(flow(() -> new PtwWriteResponse(ids)));
    public final Vec<Stream<QueueWrite>> write = vec(writers.size(), i -> slave(stream(QueueWrite::new)));
    public final Vec<Flow<PtwWriteResponse>> writeResponse =
            vec(writers.size(), i -> master(flow(() -> new PtwWriteResponse(ids))));

    /** What memory-resident interrupt files need; null without them. */
    public final Stream<PtwRead> fileRead = files ? slave(stream(() -> new PtwRead(ids))) : null;

    public final Flow<PtwReadResponse> fileReadResponse = files ? master(flow(() -> new PtwReadResponse(ids))) : null;
    public final Stream<FileWrite> fileWrite = files ? slave(stream(FileWrite::new)) : null;
    public final Flow<PtwWriteResponse> fileWriteResponse =
            files ? master(flow(() -> new PtwWriteResponse(ids))) : null;

    /** Reads: an arbiter in front of AR, R by the id. */
    final class Reads extends Group {
        final Stream<PtwRead> chosen =
                arbitrate(files ? List.of(walkRead, commandRead, fileRead) : List.of(walkRead, commandRead));
        final AxiReadData data = bus.r.payload();
        final Bool ofQueue = at(data.id, ids - 1);
        final Bool ofFile = files ? and(ofQueue, eq(slice(data.id, 2, 0), FILE_NUMBER)) : off();

        {
            set(bus.ar.valid(), chosen.valid());
            set(chosen.ready(), bus.ar.ready());
            PtwRead read = chosen.payload();
            fixed(bus.ar.payload());
            set(bus.ar.payload().id, read.id);
            set(bus.ar.payload().addr, read.address);
            set(bus.ar.payload().len, resize(read.beats, 8));
            set(bus.ar.payload().size, SIZE_8_BYTES);
            set(bus.ar.payload().lock, swaps == null ? read.exclusive : off());
            set(bus.ar.payload().user, user(read.rcid, read.mcid));
            set(bus.r.ready(), true);
            answer(walkReadResponse, notOfSwap(not(ofQueue)));
            answer(commandReadResponse, and(ofQueue, not(ofFile)));
            if (files) {
                answer(fileReadResponse, notOfSwap(ofFile));
            }
            if (swaps != null) {
                set(swaps.opened.valid(), and(fire(chosen), read.exclusive));
                set(swaps.opened.payload(), read.id);
                answer(swaps.read, on());
            }
        }

        private Bool notOfSwap(Bool mine) {
            return swaps == null ? mine : and(mine, not(swaps.ownRead));
        }

        private void answer(Flow<PtwReadResponse> to, Bool mine) {
            set(to.valid(), and(bus.r.valid(), mine));
            set(to.payload().id, data.id);
            set(to.payload().data, data.data);
            set(to.payload().last, data.last);
            set(to.payload().error, isError(data.resp));
            Bool watched = swaps == null ? eq(data.resp, AxiResponse.EXOKAY.code()) : swaps.opens;
            set(to.payload().exclusiveOkay, watched);
            set(to.payload().poison, at(data.user, 0));
        }
    }

    final Reads reads = new Reads();

    /** Writes: whole bursts, then one register for AW and one for W. */
    final class Writes extends Group {
        final List<Stream<Beat>> sources = sources();
        final Bits requests = toBits(vec(sources.stream().map(Stream::valid).toList()));
        final Bool inBurst = regInit(off());
        final Bits owner = regInit(b(1, sources.size()));
        final Stream<Beat> beat = stream(() -> new Beat(ids));
        /** The same as it leaves: two beats for one that closes a pair. */
        final Stream<Beat> leaving = swaps == null ? beat : swaps.to;

        final Bits grant = roundRobin(requests, and(fire(leaving), not(inBurst)));
        final Bits chosen = mux(inBurst, owner, grant);
        final Stream<AxiAddress> address = stream(() -> AxiAddress.write(widths));
        final Stream<AxiWriteData> data = stream(() -> new AxiWriteData(widths));

        {
            choose();
            if (swaps != null) {
                connect(beat, swaps.from);
            }
            split();
            connect(m2s(address), bus.aw);
            connect(m2s(data), bus.w);
        }

        private List<Stream<Beat>> sources() {
            List<Stream<Beat>> all = new ArrayList<>();
            all.add(ofWalk());
            for (PtwWriter writer : writers) {
                all.add(ofQueue(writer));
            }
            if (files) {
                all.add(ofFile());
            }
            return all;
        }

        private void choose() {
            Vec<Beat> payloads = vec(sources.stream().map(Stream::payload).toList());
            set(beat.valid(), any(and(chosen, requests)));
            set(beat.payload(), muxOneHot(chosen, payloads));
            for (int i = 0; i < sources.size(); i++) {
                set(sources.get(i).ready(), and(at(chosen, i), beat.ready()));
            }
            // the beats of a pair stay together, too, whoever asks between them
            when(fire(leaving), () -> {
                set(inBurst, not(leaving.payload().write.last));
                when(not(inBurst), () -> set(owner, grant));
            });
        }

        private void split() {
            Bool first = not(inBurst);
            set(leaving.ready(), and(data.ready(), or(inBurst, address.ready())));
            set(address.valid(), and(leaving.valid(), first, data.ready()));
            set(data.valid(), and(leaving.valid(), or(inBurst, address.ready())));
            Beat from = leaving.payload();
            fixed(address.payload());
            set(address.payload().id, from.id);
            set(address.payload().addr, from.write.address);
            set(address.payload().len, resize(from.write.beats, 8));
            set(address.payload().size, from.write.size);
            set(address.payload().lock, swaps == null ? from.exclusive : off());
            set(address.payload().user, user(from.rcid, from.mcid));
            if (swaps != null) {
                atomic(from);
            }
            set(data.payload().data, from.write.data);
            set(data.payload().strb, from.write.strobe);
            set(data.payload().last, from.write.last);
        }

        /** An AtomicCompare names the compare value: in the upper half of its bytes, it wraps. [AXI5 A6.4] */
        private void atomic(Beat from) {
            Bits operation = b(CompareAndSwap.ATOMIC_COMPARE, 6);
            set(address.payload().atop, mux(from.exclusive, operation, b(0, 6)));
            Bool upper = and(from.exclusive, at(from.write.address, SIZE_8_BYTES));
            when(upper, () -> set(address.payload().burst, AxiBurst.WRAP.code()));
        }
    }

    final Writes writes = new Writes();

    /** Ends of writes, by the id. */
    final class Ends extends Group {
        final AxiWriteResponse end = bus.b.payload();
        final Bool ofQueue = at(end.id, ids - 1);
        final UInt writer = slice(end.id, 2, 0);

        {
            set(bus.b.ready(), true);
            if (swaps != null) {
                answer(swaps.end, on());
            }
            answerPair(walkWriteResponse, not(ofQueue), false);
            for (PtwWriter w : writers) {
                answer(at(writeResponse, index(w)), and(ofQueue, eq(writer, w.number())));
            }
            if (files) {
                answerPair(fileWriteResponse, and(ofQueue, eq(writer, FILE_NUMBER)), true);
            }
        }

        /** A response of the bus, or the end of a compare-and-swap. */
        private void answerPair(Flow<PtwWriteResponse> to, Bool mine, boolean file) {
            if (swaps == null) {
                answer(to, mine);
                return;
            }
            answer(to, and(mine, not(swaps.ownEnd)));
            Bool ofFile = at(swaps.done.payload().id, ids - 1);
            when(and(swaps.done.valid(), file ? ofFile : not(ofFile)), () -> {
                set(to.valid(), true);
                set(to.payload(), swaps.done.payload());
            });
        }

        private void answer(Flow<PtwWriteResponse> to, Bool mine) {
            set(to.valid(), and(bus.b.valid(), mine));
            set(to.payload().id, end.id);
            set(to.payload().error, isError(end.resp));
            set(to.payload().exclusiveOkay, eq(end.resp, AxiResponse.EXOKAY.code()));
            set(to.payload().poison, at(end.user, 0));
        }
    }

    final Ends ends = new Ends();

    public PtwPort(IommuParameters parameters) {
        super(parameters);
    }

    /** Widths of {@code m_axi_ptw}. */
    public static AxiWidths widths(IommuParameters parameters) {
        AxiWidths plain = new AxiWidths(56, 64, parameters.walkIdWidth(), AxiUser.MEMORY_BITS, 1);
        return parameters.has(Feature.ATOMIC_COMPARE) ? plain.withAtomics() : plain;
    }

    /** AXI id of command reads. */
    static int commandId(IommuParameters parameters) {
        return queueId(parameters, 0);
    }

    /** AXI id of reads for interrupt files; their writes have the same, so that both make an exclusive pair. */
    public static int fileId(IommuParameters parameters) {
        return queueId(parameters, FILE_NUMBER);
    }

    /** Index of the ports of a writer. */
    public int index(PtwWriter writer) {
        return writers.indexOf(writer);
    }

    private static int queueId(IommuParameters parameters, int number) {
        return (1 << (parameters.walkIdWidth() - 1)) | number;
    }

    private Stream<Beat> ofWalk() {
        return map(walkWrite, () -> new Beat(ids), (beat, from) -> {
            set(beat.id, from.id);
            set(beat.exclusive, from.exclusive);
            set(beat.rcid, from.rcid);
            set(beat.mcid, from.mcid);
            set(beat.write.address, from.address);
            set(beat.write.beats, 0);
            set(beat.write.size, SIZE_8_BYTES);
            set(beat.write.data, from.data);
            set(beat.write.strobe, from.strobe);
            set(beat.write.last, true);
        });
    }

    private Stream<Beat> ofQueue(PtwWriter writer) {
        return map(at(write, index(writer)), () -> new Beat(ids), (beat, from) -> {
            set(beat.id, queueId(parameters, writer.number()));
            set(beat.exclusive, false);
            set(beat.rcid, rcid);
            set(beat.mcid, mcid);
            set(beat.write, from);
        });
    }

    private Stream<Beat> ofFile() {
        return map(fileWrite, () -> new Beat(ids), (beat, from) -> {
            set(beat.id, fileId(parameters));
            set(beat.exclusive, from.exclusive);
            set(beat.rcid, from.rcid);
            set(beat.mcid, from.mcid);
            set(beat.write.address, from.address);
            set(beat.write.beats, 0);
            set(beat.write.size, mux(from.word, u(SIZE_4_BYTES, 3), u(SIZE_8_BYTES, 3)));
            set(beat.write.data, from.data);
            set(beat.write.strobe, mux(from.word, b(0x0F, 8), b(0xFF, 8)));
            set(beat.write.last, true);
        });
    }

    private static void fixed(AxiAddress address) {
        set(address.burst, AxiBurst.INCR.code());
        set(address.cache, CACHE_NORMAL_NON_CACHEABLE);
        set(address.prot, PROT_DATA_NON_SECURE_UNPRIVILEGED);
        set(address.qos, 0);
    }

    private static Bits user(UInt rcid, UInt mcid) {
        return cat(zeros(6), mcid, rcid, zeros(2));
    }

    private static Bool isError(Bits response) {
        return at(response, 1);
    }
}
