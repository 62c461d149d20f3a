package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.testbench.report.Translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The transactions of a window as text: a block for each burst and message, a line for everything else. */
public final class TimelineText {
    private static final String INDENT = "  ";

    private record Block(long cycle, List<String> lines) {}

    private final TransactionLog log;

    /** The text of a log. */
    public TimelineText(TransactionLog log) {
        this.log = log;
    }

    /** All lines, by the first cycle of each block; a block is not torn apart. */
    public List<String> lines() {
        List<Block> blocks = new ArrayList<>();
        for (Dma dma : log.transactions()) {
            blocks.add(new Block(dma.start(), block(dma)));
        }
        for (Exchange exchange : log.exchanges()) {
            blocks.add(new Block(exchange.start, block(exchange)));
        }
        for (WalkStep step : log.otherSteps()) {
            blocks.add(new Block(step.burst().start, List.of(line(step.burst().start, step(step)))));
        }
        for (Moment moment : log.moments()) {
            String name = String.format("%-10s ", moment.area().text());
            blocks.add(new Block(moment.start(), List.of(line(moment.start(), name + moment.text()))));
        }
        blocks.sort(Comparator.comparingLong(Block::cycle));
        return blocks.stream().flatMap(block -> block.lines().stream()).toList();
    }

    private static List<String> block(Dma dma) {
        List<String> lines = new ArrayList<>();
        lines.add(line(dma.start(), request(dma)));
        dma.walk.stream().map(TimelineText::stepLine).forEach(lines::add);
        if (dma.translation != null) {
            lines.add(line(dma.translation.cycle(), INDENT + "translated " + result(dma)));
        }
        if (dma.memory != null) {
            lines.add(line(dma.memory.start, INDENT + memory(dma.memory)));
        }
        lines.add(
                dma.request.isOver()
                        ? line(dma.request.end, INDENT + "answered   " + answer(dma))
                        : line(dma.lastCycle(), INDENT + "not answered before the records end"));
        return lines;
    }

    private static List<String> block(Exchange exchange) {
        List<String> lines = new ArrayList<>();
        lines.add(line(exchange.start, exchange.text));
        exchange.walk.stream().map(TimelineText::stepLine).forEach(lines::add);
        if (exchange.translation != null) {
            lines.add(line(exchange.translation.cycle(), INDENT + "translated " + result(exchange.translation)));
        }
        exchange.answers.forEach(answer -> lines.add(line(answer.cycle(), INDENT + answer.text())));
        if (exchange.answers.isEmpty() && !exchange.over) {
            lines.add(line(exchange.lastCycle(), INDENT + "not answered before the records end"));
        }
        return lines;
    }

    static String request(Dma dma) {
        Burst request = dma.request;
        long process = AxiUser.PROCESS_VALID.get(request.user) == 0 ? -1 : AxiUser.PROCESS_ID.get(request.user);
        return String.format(
                "DMA %-5s  device %d%s id %d, %s at 0x%x",
                request.kind(),
                AxiUser.DEVICE_ID.get(request.user),
                process < 0 ? "" : " process " + process,
                request.id,
                request.shape(),
                request.address);
    }

    private static String stepLine(WalkStep step) {
        return line(step.burst().start, INDENT + INDENT + step(step));
    }

    private static String step(WalkStep step) {
        Burst burst = step.burst();
        return String.format("walk %-2d %-5s 0x%x  %s", burst.id, burst.kind(), burst.address, access(step))
                + failed(burst.response);
    }

    /** What was read or written, and in which way. */
    static String access(WalkStep step) {
        Burst burst = step.burst();
        return step.text() + (burst.exclusive ? ", exclusive" : burst.compares ? ", AtomicCompare" : "");
    }

    static String result(Dma dma) {
        boolean joined = dma.translation.isWalked() && dma.walk.isEmpty();
        return result(dma.translation) + (joined ? " of an earlier request" : "");
    }

    static String result(Translation translation) {
        String to = translation.fault()
                ? "refused, cause " + translation.cause()
                : "to 0x" + Long.toHexString(translation.physical());
        return to + ", by " + translation.source();
    }

    static String memory(Burst memory) {
        String committed = memory.commit == Burst.OPEN ? "" : ", committed at " + memory.commit;
        return String.format("memory     %s 0x%x, %s%s", memory.kind(), memory.address, memory.shape(), committed)
                + failed(memory.response);
    }

    private static String answer(Dma dma) {
        return dma.request.response + " after " + (dma.request.end - dma.request.start) + " cycles";
    }

    private static String failed(AxiResponse response) {
        return response == AxiResponse.OKAY || response == AxiResponse.EXOKAY ? "" : ", " + response;
    }

    private static String line(long cycle, String text) {
        return String.format("%8d  %s", cycle, text);
    }
}
