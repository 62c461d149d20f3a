package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.AxiBus;
import dev.pagewalk.bridge.record.AxiChannel;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.bridge.record.MemoryPort;
import dev.pagewalk.bridge.record.PinField;
import dev.pagewalk.testbench.vectors.Expectation;

import java.util.ArrayList;
import java.util.List;

/** Everything that the player wants to know, taken from pins and events as they come. */
final class TargetRecords implements RecordHandler {
    private final ObservedMemory memory = new ObservedMemory();
    private final List<Expectation.TableAccess> accesses = new ArrayList<>();
    private final List<AtsTraffic.Sent> messages = new ArrayList<>();
    private final AxiChannel readAddress;
    private final AxiChannel writeAddress;
    private final PinField retireValid;
    private final PinField retireFault;
    private final PinField retireCause;
    private long lastActivity;
    private int awaitedTag;
    private boolean completed;
    private AxiResponse response;
    private long data;
    private ObservedAccess access;
    private Integer cause;
    private long wires;
    private String trouble;

    TargetRecords(CycleLayout layout) {
        AxiBus bus = layout.bus("m_axi_mem");
        readAddress = bus.ar();
        writeAddress = bus.aw();
        retireValid = layout.pinOrAbsent("dbg_retire_valid");
        retireFault = layout.pinOrAbsent("dbg_retire_fault");
        retireCause = layout.pinOrAbsent("dbg_retire_cause");
    }

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        if (record.validMask() != 0) {
            lastActivity = record.cycle() + record.repeat() - 1;
            if (record.fires(readAddress)) {
                access = observed(record, readAddress);
            }
            if (record.fires(writeAddress)) {
                access = observed(record, writeAddress);
            }
        }
        if (record.isSet(retireValid)) {
            cause = record.isSet(retireFault) ? (Integer) (int) record.get(retireCause) : null;
        }
    }

    private static ObservedAccess observed(CycleRecordFlyweight record, AxiChannel channel) {
        return new ObservedAccess(record.get(channel.field("addr")), record.get(channel.field("user")));
    }

    @Override
    public void onEvent(EventRecordFlyweight event) {
        switch (event.kind()) {
            case MEMORY_READ -> tableAccess(event);
            case MEMORY_WRITE -> write(event);
            case POKE -> memory.store(event.address(), event.data(), (int) event.extra());
            case COMPLETION -> complete(event);
            case INTERRUPT -> {
                wires = event.data();
                lastActivity = event.cycle();
            }
            case ATS_MESSAGE -> {
                messages.add(new AtsTraffic.Sent(event.data(), event.extra()));
                lastActivity = event.cycle();
            }
            case TROUBLE -> trouble = event.format();
            default -> {}
        }
    }

    private void write(EventRecordFlyweight event) {
        tableAccess(event);
        if (!event.has(EventRecordDescriptor.FLAG_COMMITTED) || failed(event)) {
            return;
        }
        if (event.memoryPort() == MemoryPort.HOST) {
            memory.store(event.address(), event.data(), (int) event.extra());
        } else {
            memory.storeByDesign(event.address(), event.data(), (int) event.extra());
        }
    }

    /** A store of the design that ended as corrupt has failed; what it left counts as nothing. [VECTORS §1 bad] */
    private static boolean failed(EventRecordFlyweight event) {
        return event.memoryPort() != MemoryPort.HOST && event.has(EventRecordDescriptor.FLAG_POISON);
    }

    private void tableAccess(EventRecordFlyweight event) {
        if (event.memoryPort() == MemoryPort.PTW) {
            long user = event.user();
            accesses.add(new Expectation.TableAccess(
                    event.address(), (int) AxiUser.RCID.get(user), (int) AxiUser.MCID.get(user)));
        }
    }

    private void complete(EventRecordFlyweight event) {
        lastActivity = event.cycle();
        if (event.tag() == awaitedTag) {
            completed = true;
            response = event.response();
            data = event.data();
        }
    }

    /** Forgets what the last command did and waits for this one. */
    void expect(int tag) {
        awaitedTag = tag;
        completed = false;
        access = null;
        cause = null;
    }

    /** Forgets everything: a new scenario begins with empty memory. */
    void clear() {
        memory.clear();
        accesses.clear();
        messages.clear();
        expect(0);
    }

    boolean isCompleted() {
        return completed;
    }

    AxiResponse response() {
        return response;
    }

    /** First eight bytes that a read answered. */
    long data() {
        return data;
    }

    /** What the design sent on the message port since the scenario began, in order. */
    List<AtsTraffic.Sent> messages() {
        return messages;
    }

    /** Where the awaited command's access left for memory, or {@code null}. */
    ObservedAccess access() {
        return access;
    }

    /** Cause of the last retired translation, {@code null} if it did not fault. */
    Integer cause() {
        return cause;
    }

    /** Cycle in which a bus or an interrupt wire last moved. */
    long lastActivity() {
        return lastActivity;
    }

    long wires() {
        return wires;
    }

    /** What a bus model could not make sense of since the last call, or {@code null}. */
    String takeTrouble() {
        String taken = trouble;
        trouble = null;
        return taken;
    }

    ObservedMemory memory() {
        return memory;
    }

    List<Expectation.TableAccess> takeAccesses() {
        List<Expectation.TableAccess> taken = List.copyOf(accesses);
        accesses.clear();
        return taken;
    }
}
