package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.report.WaveformPicture.Note;
import dev.pagewalk.testbench.report.WaveformPicture.Row;

import java.util.List;
import java.util.Locale;

/** The SVG text of a {@link WaveformPicture}. */
final class WaveformSvg {
    private static final int LEFT = 170;
    private static final int TOP = 44;
    private static final int STEP = 14;
    private static final int LINE = 22;
    private static final int HIGH = 5;
    private static final int LOW = 17;
    private static final int TICK = 10;
    private static final int DIGIT = 6;
    private static final int LEGEND = 18;

    private final long first;
    private final int cycles;
    private final List<Row> rows;
    private final List<Note> notes;
    private final StringBuilder text = new StringBuilder();

    WaveformSvg(long first, int cycles, List<Row> rows, List<Note> notes) {
        this.first = first;
        this.cycles = cycles;
        this.rows = rows;
        this.notes = notes;
    }

    String text() {
        int width = LEFT + cycles * STEP + 20;
        int bottom = TOP + (rows.size() + 1) * LINE;
        int height = bottom + notes.size() * LEGEND + 20;
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                .formatted(width, height, width, height));
        line("<style>text{font:11px monospace;fill:#222}.h{font-weight:bold}.w{stroke:#06c;fill:none}"
                + ".b{stroke:#06c;fill:#e6f0ff}.n{stroke:#c00;stroke-dasharray:3 3}.t{fill:#888}.l{fill:#c00}</style>");
        line("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(width, height));
        ticks();
        clock(TOP);
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), TOP + (i + 1) * LINE);
        }
        for (int i = 0; i < notes.size(); i++) {
            note(notes.get(i), (char) ('A' + i), bottom, bottom + (i + 1) * LEGEND);
        }
        line("</svg>");
        return text.toString();
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private int x(int cycle) {
        return LEFT + cycle * STEP;
    }

    private void label(int x, int y, String kind, String content) {
        line("<text x=\"%d\" y=\"%d\"%s>%s</text>"
                .formatted(x, y, kind.isEmpty() ? "" : " class=\"" + kind + "\"", content));
    }

    private void ticks() {
        label(8, 14, "t", "cycle");
        for (int i = 0; i < cycles; i++) {
            if ((first + i) % TICK == 0) {
                label(x(i), 14, "t", Long.toString(first + i));
            }
        }
    }

    private void clock(int y) {
        label(8, y + LOW, "", "aclk");
        StringBuilder path = new StringBuilder("M" + x(0) + " " + (y + LOW));
        for (int i = 0; i < cycles; i++) {
            path.append(" h").append(STEP / 2).append(" V").append(y + HIGH);
            path.append(" h").append(STEP / 2).append(" V").append(y + LOW);
        }
        line("<path class=\"w\" d=\"" + path + "\"/>");
    }

    private void row(Row row, int y) {
        label(8, y + LOW, row.heading ? "h" : "", row.name);
        if (row.heading) {
            return;
        }
        if (row.isBus()) {
            bus(row, y);
        } else {
            bit(row, y);
        }
    }

    private void bit(Row row, int y) {
        StringBuilder path = new StringBuilder("M" + x(0) + " " + (y + level(row, 0)));
        for (int i = 0; i < cycles; i++) {
            if (i > 0 && !row.values.get(i).equals(row.values.get(i - 1))) {
                path.append(" H").append(x(i)).append(" V").append(y + level(row, i));
            }
        }
        line("<path class=\"w\" d=\"" + path + " H" + x(cycles) + "\"/>");
    }

    private static int level(Row row, int cycle) {
        return row.values.get(cycle) != 0 ? HIGH : LOW;
    }

    /** A value is written into its box, or behind it where the next box leaves room. */
    private void bus(Row row, int y) {
        int middle = y + (HIGH + LOW) / 2;
        line("<path class=\"w\" d=\"M%d %d H%d\"/>".formatted(x(0), middle, x(cycles)));
        for (int from = 0; from < cycles; ) {
            int to = from + 1;
            if (row.shown.get(from)) {
                while (to < cycles && row.shown.get(to) && row.values.get(to).equals(row.values.get(from))) {
                    to++;
                }
                box(row, from, to, y);
            }
            from = to;
        }
    }

    private void box(Row row, int from, int to, int y) {
        String value = String.format(Locale.ROOT, "0x%x", row.values.get(from));
        line("<rect class=\"b\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>cycle %d: %s</title></rect>"
                .formatted(x(from), y + HIGH, (to - from) * STEP, LOW - HIGH, first + from, value));
        int needed = value.length() * DIGIT + 4;
        if (needed <= (to - from) * STEP) {
            label(x(from) + 3, y + LOW - 2, "", value);
        } else if (isFree(row, to, to + needed / STEP + 1)) {
            label(x(to) + 2, y + HIGH + 4, "", value);
        }
    }

    private boolean isFree(Row row, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i >= cycles || row.shown.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void note(Note note, char letter, int bottom, int y) {
        int at = x((int) (note.cycle() - first)) + STEP / 2;
        line("<path class=\"n\" d=\"M%d %d V%d\"/>".formatted(at, TOP - 12, bottom));
        label(at - 3, TOP - 16, "l", String.valueOf(letter));
        label(8, y, "", letter + "  cycle " + note.cycle() + ": " + note.text());
    }
}
