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

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks that no byte is lost, changed or made up on its way: what Java asked for, what is on the pins of the device
 * port, the memory ports and the host port, and what memory reports, against a shadow of memory; see {@link DataRule}.
 */
public final class DataJudge implements Judge {
    private static final TrafficListener NOBODY = new TrafficListener() {};
    private static final StimulusListener UNHEARD = new StimulusListener() {};

    private final ViolationLog log;
    private final DataFindings findings;
    private final ShadowMemory shadow = new ShadowMemory();
    private final PortMemoryCheck mem;
    private final PortMemoryCheck ptw;
    private final PortMemoryCheck host;
    private final PortMemoryCheck[] everyPort;
    private final DeviceTraffic traffic;
    /** False if another judge hands the pins to {@code traffic}. */
    private boolean pairs = true;
    /** Null when nobody tells what the bus models are asked to do. */
    private final StimulusCheck stimulus;

    private final int resetPin;

    /** A judge over these pins; {@code oldest} describes the oldest outstanding transaction. */
    public DataJudge(Signals signals, Supplier<String> oldest) {
        this(signals, oldest, true);
    }

    private DataJudge(Signals signals, Supplier<String> oldest, boolean stimulated) {
        log = new ViolationLog("data", oldest);
        findings = new DataFindings(log);
        traffic = new DeviceTraffic(signals, NOBODY, findings);
        stimulus = stimulated ? new StimulusCheck(signals, findings) : null;
        resetPin = signals.find("aresetn");
        mem = port(signals, MemoryPort.MEM);
        ptw = port(signals, MemoryPort.PTW);
        host = port(signals, MemoryPort.HOST);
        everyPort = Stream.of(mem, ptw, host).filter(Objects::nonNull).toArray(PortMemoryCheck[]::new);
    }

    /** The check of a port, or null if the design does not have it. */
    private PortMemoryCheck port(Signals signals, MemoryPort port) {
        boolean present = signals.find(port.bus() + "_awvalid") != Signals.ABSENT;
        return present ? new PortMemoryCheck(signals, port, shadow, findings) : null;
    }

    /** A judge for streams of which nobody tells what the bus models were asked to do. */
    public static DataJudge withoutStimulus(Signals signals, Supplier<String> oldest) {
        return new DataJudge(signals, oldest, false);
    }

    /**
     * The requests of devices, for a judge of the same records that follows them as well: it hands the pins on from now
     * on, so that they are paired once.
     */
    public DeviceTraffic handOver(TrafficListener listener) {
        pairs = false;
        traffic.listener(listener);
        return traffic;
    }

    /** Where the platform tells what it asks the bus models to do. */
    public StimulusListener stimulus() {
        return stimulus == null ? UNHEARD : stimulus;
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
        if (pairs) {
            traffic.onCycle(view);
        }
        if (stimulus != null) {
            stimulus.onCycle(view);
        }
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
            PortMemoryCheck port =
                    switch (event.port()) {
                        case MEM -> mem;
                        case PTW -> ptw;
                        case HOST -> host;
                    };
            if (port != null) {
                port.onEvent(event);
            }
            if (stimulus != null && kind == EventKind.MEMORY_WRITE && event.port() == MemoryPort.HOST) {
                stimulus.hostWritten(event);
            }
        }
        shadow.apply(event);
    }

    @Override
    public void finish(long cycle) {
        if (stimulus != null) {
            stimulus.finish(cycle);
        }
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
