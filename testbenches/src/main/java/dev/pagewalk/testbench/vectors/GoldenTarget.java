package dev.pagewalk.testbench.vectors;

import dev.pagewalk.testbench.golden.Access;
import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.AtsCompletion;
import dev.pagewalk.testbench.golden.Cause;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.GoldenIommu;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.IommuListener;
import dev.pagewalk.testbench.golden.Origin;
import dev.pagewalk.testbench.golden.PageRequest;
import dev.pagewalk.testbench.golden.PcieMessage;
import dev.pagewalk.testbench.golden.SparseMemory;
import dev.pagewalk.testbench.golden.TranslationResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The golden model as a target: shows everything and lacks nothing. */
public final class GoldenTarget implements VectorTarget {
    private final SparseMemory memory = new SparseMemory();
    private final List<Expectation.TableAccess> accesses = new ArrayList<>();
    private final TreeMap<Long, Long> before = new TreeMap<>();
    private final PlainAccess plain = new PlainAccess(memory, this::remember);
    private GoldenIommu iommu;
    private Expectation.Sync sync;

    @Override
    public String name() {
        return "model";
    }

    @Override
    public Set<String> missing(Scenario scenario) {
        return Set.of();
    }

    @Override
    public Set<String> hidden() {
        return Set.of();
    }

    @Override
    public void reset(ScenarioConfig config) {
        memory.clear();
        accesses.clear();
        before.clear();
        sync = null;
        iommu = new GoldenIommu(
                new GoldenConfig(
                        config.capabilities(),
                        config.fctl(),
                        config.hpmCounters(),
                        config.hpmBits(),
                        config.vectorBits(),
                        config.gxlWritable(),
                        config.beWritable(),
                        config.qosMask(),
                        config.invalidationTags()),
                memory);
        memory.onWrite(this::remember);
        iommu.addObserver(this::observe);
        iommu.addListener(new IommuListener() {
            @Override
            public void onFence(boolean reads, boolean writes) {
                if (reads || writes) {
                    sync = new Expectation.Sync(reads, writes);
                }
            }
        });
    }

    private void remember(long address) {
        before.putIfAbsent(address, memory.peek(address));
    }

    private void observe(ImplicitAccess access) {
        if (access.operation() == ImplicitAccess.Operation.PLANNED_UPDATE) {
            return;
        }
        accesses.add(new Expectation.TableAccess(access.address(), access.rcid(), access.mcid()));
    }

    @Override
    public void load(long address, long value) {
        memory.poke(address, value);
    }

    @Override
    public void markBad(Scenario.BadRange range) {
        memory.markBad(
                range.base(),
                range.size(),
                range.kind() == Scenario.BadKind.ACCESS ? AccessOutcome.ACCESS_FAULT : AccessOutcome.POISON);
    }

    @Override
    public void store(long address, long value) {
        memory.poke(address, value);
    }

    @Override
    public void writeRegister(int offset, int size, long value) {
        iommu.writeRegister(offset, size, value);
    }

    @Override
    public long readRegister(int offset, int size) {
        return iommu.readRegister(offset, size);
    }

    @Override
    public void awaitCommands(long head) {
        // commands are executed before the write of cqt returns
    }

    @Override
    public RequestOutcome request(DeviceRequest request) {
        InboundRequest inbound = new InboundRequest(
                request.deviceId(),
                switch (request.origin()) {
                    case UNTRANSLATED -> Origin.UNTRANSLATED;
                    case TRANSLATED -> Origin.TRANSLATED;
                    case ATS -> Origin.ATS;
                },
                switch (request.access()) {
                    case READ -> Access.READ;
                    case WRITE -> Access.WRITE;
                    case EXECUTE -> Access.EXECUTE;
                },
                request.iova(),
                request.pidValid(),
                request.processId(),
                request.privileged(),
                request.noWrite(),
                request.execute(),
                request.cxl());
        TranslationResult result = result(request, inbound);
        return outcome(result, request.hasLength() ? carryOut(request, result) : null);
    }

    private TranslationResult result(DeviceRequest request, InboundRequest inbound) {
        if (request.internalError()) {
            return iommu.requestWithInternalError(inbound);
        }
        return request.hasLength() ? iommu.access(inbound, request.length(), request.data()) : iommu.request(inbound);
    }

    /** What a read of the request answers, or {@code null}; a write to plain memory is stored. */
    private Long carryOut(DeviceRequest request, TranslationResult result) {
        if (result.status() != TranslationResult.Status.OK || request.origin() == DeviceRequest.Origin.ATS) {
            return null;
        }
        boolean write = request.access() == DeviceRequest.Access.WRITE;
        if (result.mrif() != null) {
            // [IOMMU §6 MRIF store] the model itself stores; reads preferably return 0
            return write ? null : (Long) 0L;
        }
        if (write) {
            plain.write(result.spa(), request.length(), request.data());
            return null;
        }
        return plain.read(result.spa(), request.length());
    }

    private static RequestOutcome outcome(TranslationResult result, Long readData) {
        TranslationResult.Mrif mrif = result.mrif();
        return new RequestOutcome(
                switch (result.status()) {
                    case OK -> RequestOutcome.OK;
                    case UNSUPPORTED_REQUEST -> RequestOutcome.UNSUPPORTED_REQUEST;
                    case COMPLETER_ABORT -> RequestOutcome.COMPLETER_ABORT;
                },
                code(result.cause()),
                result.spa(),
                result.pbmt(),
                result.msi(),
                mrif == null ? null : new Expectation.Mrif(mrif.address(), mrif.notice(), mrif.noticeId()),
                result.ats() == null ? null : fields(result.ats()),
                new Expectation.QosIds(result.rcid(), result.mcid()),
                readData);
    }

    private static Integer code(Cause cause) {
        return cause == null ? null : (Integer) cause.code();
    }

    private static Map<String, Integer> fields(AtsCompletion completion) {
        Map<String, Integer> fields = new TreeMap<>();
        fields.put("R", number(completion.read()));
        fields.put("W", number(completion.write()));
        fields.put("X", number(completion.execute()));
        fields.put("U", number(completion.untranslatedOnly()));
        fields.put("Priv", number(completion.privileged()));
        fields.put("G", number(completion.global()));
        fields.put("N", 0);
        fields.put("AMA", 0);
        if (completion.cxlIo() != null) {
            fields.put("CXL", number(completion.cxlIo()));
        }
        return fields;
    }

    private static int number(boolean flag) {
        return flag ? 1 : 0;
    }

    @Override
    public void pageRequest(PageRequestMessage message) {
        iommu.pageRequest(new PageRequest(
                message.rid(),
                message.segmentValid(),
                message.segment(),
                message.pidValid(),
                message.processId(),
                message.privileged(),
                message.execute(),
                message.payload()));
    }

    @Override
    public void invalidationCompletion(int nth, int rid, boolean segmentValid, int segment, int completions) {
        iommu.invalidationCompletion(nth, rid, segmentValid, segment, completions);
    }

    @Override
    public void invalidationTimeout(int nth) {
        iommu.invalidationTimeout(nth);
    }

    @Override
    public void advance(int cycles) {
        iommu.advanceClock(cycles);
    }

    @Override
    public List<DeviceMessage> takeMessages() {
        return iommu.takeMessages().stream()
                .map(message -> new DeviceMessage(
                        message.type() == PcieMessage.Type.INVALIDATION_REQUEST
                                ? DeviceMessage.INVALIDATION_REQUEST
                                : DeviceMessage.PAGE_GROUP_RESPONSE,
                        message.rid(),
                        message.segmentValid(),
                        message.segment(),
                        message.pidValid(),
                        message.processId(),
                        message.payload()))
                .toList();
    }

    @Override
    public Expectation.Sync takeSync() {
        Expectation.Sync taken = sync;
        sync = null;
        return taken;
    }

    @Override
    public List<WrittenWord> takeWrites() {
        if (before.isEmpty()) {
            return List.of();
        }
        List<WrittenWord> writes = new ArrayList<>();
        before.forEach((address, old) -> writes.add(new WrittenWord(address, old, memory.peek(address))));
        before.clear();
        return writes;
    }

    @Override
    public List<Expectation.TableAccess> takeAccesses() {
        List<Expectation.TableAccess> taken = List.copyOf(accesses);
        accesses.clear();
        return taken;
    }

    @Override
    public long peek(long address) {
        return memory.peek(address);
    }

    @Override
    public Integer debugCause() {
        return code(iommu.lastDebugCause());
    }

    @Override
    public long wires() {
        return iommu.wires();
    }
}
