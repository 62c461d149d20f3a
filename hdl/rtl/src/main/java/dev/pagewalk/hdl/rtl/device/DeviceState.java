package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Registers.regNext;
import static dev.pagewalk.hdl.spinal.Signals.attribute;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.hdl.rtl.common.AxiAddress;
import dev.pagewalk.hdl.rtl.common.AxiPort;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.DeviceEvents;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.FileWrite;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.PtwRead;
import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.common.Retirement;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;
import spinal.lib.Stream;

/** Ports, parts and registers of the device port; {@link DeviceFront} is the whole. */
abstract class DeviceState extends Module<IommuParameters> {
    static final int QUEUE = 4;

    final int indexBits = PendingPorts.indexBits(parameters);
    final int entries = 1 << indexBits;
    final IotlbShape shape = IotlbShape.of(parameters);
    final AxiWidths deviceWidths =
            new AxiWidths(64, parameters.dataWidth(), parameters.idWidth(), AxiUser.DEVICE_BITS, 1);
    final AxiWidths memoryWidths =
            new AxiWidths(64, parameters.dataWidth(), parameters.idWidth(), AxiUser.MEMORY_BITS, 1);

    final boolean hasFiles = parameters.has(Feature.MSI_MRIF);

    public final AxiPort device = AxiPort.subordinate("s_axi_dev", deviceWidths);
    public final AxiPort memory = AxiPort.manager("m_axi_mem", memoryWidths);
    public final DirectoryControl control = in(new DirectoryControl());
    public final Stream<TranslationRequest> request = master(stream(TranslationRequest::new));
    /** The walk slot that takes {@code request} in the cycle of its transfer. */
    public final UInt slot = in(uint(PendingPorts.slotBits(parameters)));

    public final Flow<WalkResult> result = slave(flow(() -> new WalkResult(PendingPorts.slotBits(parameters))));
    /** Always ready; removed one cycle later. The walk engine has to have it by then. */
    public final Stream<Invalidation> invalidate = slave(stream(Invalidation::new));

    public final Bool fenceStart = in(bool());
    /** Low from the cycle after {@code fenceStart} until the fence is done. */
    public final Bool fenceDone = out(bool());

    public final Stream<FaultReport> fault = master(stream(FaultReport::new));
    /** What memory-resident interrupt files need of the walker port; null without them. */
    public final Stream<PtwRead> fileRead =
            hasFiles ? master(stream(() -> new PtwRead(parameters.walkIdWidth()))) : null;

    public final Flow<PtwReadResponse> fileReadResponse =
            hasFiles ? slave(flow(() -> new PtwReadResponse(parameters.walkIdWidth()))) : null;
    public final Stream<FileWrite> fileWrite = hasFiles ? master(stream(FileWrite::new)) : null;
    public final Flow<PtwWriteResponse> fileWriteResponse =
            hasFiles ? slave(flow(() -> new PtwWriteResponse(parameters.walkIdWidth()))) : null;
    public final Stream<FaultReport> fileFault = hasFiles ? master(stream(FaultReport::new)) : null;
    /** Stores into interrupt files that ended; null without observation. */
    public final Stream<Retirement> fileRetire =
            hasFiles && parameters.observation() ? master(stream(() -> new Retirement(parameters.idWidth()))) : null;

    /** Nothing is inside. */
    public final Bool quiet = out(bool());

    public final DeviceEvents events = out(new DeviceEvents());
    /** Null without observation. */
    public final Flow<Retirement> retire =
            parameters.observation() ? master(flow(() -> new Retirement(parameters.idWidth()))) : null;

    final Intake arrivals = new Intake(parameters, deviceWidths);
    final Iotlb translations = new Iotlb(parameters);
    final PendingTable pending = new PendingTable(parameters);
    final OutstandingBursts readsOut = new OutstandingBursts(parameters);
    final OutstandingBursts writesOut = new OutstandingBursts(parameters);
    final WriteBuffer writeData = new WriteBuffer(parameters, memoryWidths);
    final InterruptFileEngine files = hasFiles ? new InterruptFileEngine(parameters, memoryWidths) : null;
    final ReadResponses readReplies = new ReadResponses(memoryWidths);
    final WriteResponses writeReplies = new WriteResponses(memoryWidths, parameters.size(Size.OUTSTANDING_BURSTS));
    final SmallQueue<AxiAddress> readQueue = new SmallQueue<>(() -> new AxiAddress(memoryWidths), QUEUE);
    final SmallQueue<AxiAddress> writeQueue = new SmallQueue<>(() -> new AxiAddress(memoryWidths), QUEUE);
    final SmallQueue<UInt> questions = new SmallQueue<>(() -> uint(indexBits), entries);

    final Fence fence = new Fence();
    final Lookup lookup = new Lookup();
    final Fill fill = new Fill();
    final Service service = new Service();
    final Report report = new Report();
    final Store store = new Store();

    DeviceState(IommuParameters parameters) {
        super(parameters);
    }

    /** A fence in progress. */
    final class Fence extends Group {
        final Bool begin = regNext(fenceStart, off());
        final Bool busy = regInit(off());
    }

    /** The stage that looks up: a new request, one that returns, or a removal. It never waits. */
    final class Lookup extends Group {
        final Bool valid = regInit(off());
        final Bool replay = regInit(off());
        final Bool remove = regInit(off());
        final Bool write = reg(() -> bool());
        final UInt index = reg(() -> uint(indexBits));
        final DeviceRequest request = reg(() -> new DeviceRequest(parameters));
        final IotlbRemoval removal = reg(() -> new IotlbRemoval(shape));
        final Bool asks = and(valid, not(remove));
        final Bool fresh = and(asks, not(replay));
    }

    /** The answer of a walk, one cycle after it came, for the entry that takes it with it. */
    final class Fill extends Group {
        final Bool valid = regInit(off());
        final UInt index = reg(() -> uint(indexBits));
        final Bits outcome = reg(() -> bits(Outcome.width(parameters)));
        /** A fault or an interrupt file: it does not leave from here. */
        final Bool stays = reg(() -> bool());

        final Bool keep = reg(() -> bool());
        final IotlbWord word = reg(() -> new IotlbWord(parameters, shape));
        final IotlbScope scope = reg(IotlbScope::new);
    }

    /** The waiting request that does its next step. */
    final class Service extends Group {
        final Bool valid = regInit(off());
        final UInt index = reg(() -> uint(indexBits));
        final Bits state = reg(() -> bits(3));
        final Bool old = reg(() -> bool());
        final Bool write = PendingTable.isWrite(index);

        Bool is(PendingState wanted) {
            return eq(state, wanted.code());
        }
    }

    /** What waiting requests are, and what became of them, by entry. */
    final class Store extends Group {
        final Mem<DeviceRequest> requests =
                attribute(mem(() -> new DeviceRequest(parameters), entries), "ram_style", "distributed");
        final Mem<Bits> outcomes =
                attribute(mem(() -> bits(Outcome.width(parameters)), entries), "ram_style", "distributed");
        final Mem<UInt> lengths = attribute(mem(() -> uint(8), entries / 2), "ram_style", "distributed");
        final UInt index = mux(fill.valid, fill.index, service.index);
        final DeviceRequest waiting = readAsync(requests, index);
        final Bits outcome = readAsync(outcomes, service.index);
        final UInt headLength = readAsync(lengths, pending.head);
        final Vec<Bool> writeError = vec(1 << parameters.idWidth(), i -> regInit(off()));
    }

    /** A fault that waits for the fault queue. */
    static final class Report extends Group {
        final Bool valid = regInit(off());
        final FaultReport fault = reg(FaultReport::new);
    }
}
