package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.StimulusListener;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Checks that no byte is lost, changed or made up on its way: what Java asked for, what is on the pins of the device
 * port, the memory ports and the host port, and what memory reports, against a shadow of memory; see {@link DataRule}.
 */
public final class DataJudge implements Judge {
    /** Whether a store ended in an interrupt file rightly is for the translation judge to say. */
    private static final TrafficListener INSIDE = new TrafficListener() {
        @Override
        public boolean mayEndInside(Burst request) {
            return request.isWrite() && request.beats() == 1;
        }
    };

    private final ViolationLog log;
    private final DataFindings findings;
    private final ShadowMemory shadow = new ShadowMemory();
    private final Map<MemoryPort, PortMemoryCheck> ports = new EnumMap<>(MemoryPort.class);
    private final PortMemoryCheck[] everyPort;
    private final DeviceTraffic traffic;
    private final StimulusCheck stimulus;
    private final int resetPin;

    /** A judge over these pins; {@code oldest} describes the oldest outstanding transaction. */
    public DataJudge(Signals signals, Supplier<String> oldest) {
        this(signals, oldest, true);
    }

    private DataJudge(Signals signals, Supplier<String> oldest, boolean stimulated) {
        log = new ViolationLog("data", oldest);
        findings = new DataFindings(log);
        traffic = new DeviceTraffic(signals, INSIDE, findings);
        stimulus = new StimulusCheck(signals, stimulated ? findings : new DataFindings());
        resetPin = signals.find("aresetn");
        for (MemoryPort port : MemoryPort.values()) {
            if (signals.find(port.bus() + "_awvalid") != Signals.ABSENT) {
                ports.put(port, new PortMemoryCheck(signals, port, shadow, findings));
            }
        }
        everyPort = ports.values().toArray(new PortMemoryCheck[0]);
    }

    /** A judge for streams of which nobody tells what the bus models were asked to do. */
    public static DataJudge withoutStimulus(Signals signals, Supplier<String> oldest) {
        return new DataJudge(signals, oldest, false);
    }

    /** Where the platform tells what it asks the bus models to do. */
    public StimulusListener stimulus() {
        return stimulus;
    }

    @Override
    public String name() {
        return "data";
    }

    @Override
    public void onCycle(CycleView view) {
        if (resetPin != Signals.ABSENT && !view.isHigh(resetPin)) {
            reset();
            return;
        }
        traffic.onCycle(view);
        stimulus.onCycle(view);
        for (PortMemoryCheck port : everyPort) {
            port.onCycle(view);
        }
    }

    private void reset() {
        traffic.reset();
        for (PortMemoryCheck port : everyPort) {
            port.reset();
        }
    }

    @Override
    public void onEvent(EventView event) {
        EventKind kind = event.kind();
        if (kind == EventKind.MEMORY_READ || kind == EventKind.MEMORY_WRITE) {
            PortMemoryCheck port = ports.get(event.port());
            if (port != null) {
                port.onEvent(event);
            }
            if (kind == EventKind.MEMORY_WRITE && event.port() == MemoryPort.HOST) {
                stimulus.hostWritten(event);
            }
        }
        shadow.apply(event);
    }

    @Override
    public void finish(long cycle) {
        stimulus.finish(cycle);
    }

    @Override
    public long checks() {
        return findings.checks();
    }

    @Override
    public List<Violation> violations() {
        return log.violations();
    }
}
