package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.walk.bench.VerilatedProgram;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Every combination of the low eight bits, needs and levels against the rules written down a second time. */
class PteDecisionTest {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    private static final int WISH = 8;
    private static final int SUPERVISOR = 16;
    private static final int SUM = 32;
    private static final int SECOND = 64;
    private static final int UPDATE = 128;

    /** Upper parts of entries: plain, misaligned above level 0, NAPOT right and wrong, reserved bits, memory types. */
    private static final long[] UPPER = {
        0x200000L << 10,
        0x200001L << 10,
        0x200008L << 10 | 1L << 63,
        0x200000L << 10 | 1L << 63,
        0x200000L << 10 | 1L << 54,
        0x200000L << 10 | 1L << 60,
        0x200000L << 10 | 1L << 61,
        0x200000L << 10 | 3L << 61
    };

    private static final int[] NEEDS = {READ, WRITE, EXECUTE, READ | EXECUTE, 0, WISH};

    private record Case(long word, int level, int flags) {
        boolean bit(int index) {
            return (word >>> index & 1) != 0;
        }

        boolean flag(int mask) {
            return (flags & mask) != 0;
        }

        @Override
        public String toString() {
            return Long.toHexString(word) + " " + level + " " + Integer.toHexString(flags);
        }
    }

    @Test
    void shouldDecideEachEntryAsThePrivilegedArchitectureSays() {
        List<Case> cases = cases();
        StringBuilder script = new StringBuilder();
        cases.forEach(c -> script.append(c).append('\n'));
        List<String> decided = VerilatedProgram.of(
                        "pte", "/walk/pte.cpp", PteProbe.class.getName(), WalkBench.richParameters())
                .run(script.toString());

        assertThat(decided).hasSameSizeAs(cases);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(judged(decided.get(i)))
                    .as("entry, level, flags %s", cases.get(i))
                    .isEqualTo(expected(cases.get(i)));
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (long upper : UPPER) {
            for (int low = 0; low < 256; low++) {
                for (int need : NEEDS) {
                    for (int mode = 0; mode < 16; mode++) {
                        for (int level = 0; level < 3; level++) {
                            cases.add(new Case(upper | low, level, need | mode << 4));
                        }
                    }
                }
            }
        }
        return cases;
    }

    /** The outcome, and for a leaf its grants. */
    private static String judged(String flags) {
        int value = Integer.parseInt(flags, 16);
        String outcome =
                switch (value >>> 4) {
                    case 8 -> "fault";
                    case 4 -> "next";
                    case 2 -> (value & 8) != 0 ? "set A D" : "set A";
                    case 1 -> "leaf";
                    default -> "no single outcome";
                };
        return outcome.equals("leaf")
                ? outcome + grants((value & 4) != 0, (value & 2) != 0, (value & 1) != 0)
                : outcome;
    }

    private static String grants(boolean read, boolean write, boolean execute) {
        return (read ? " r" : "") + (write ? " w" : "") + (execute ? " x" : "");
    }

    private static String expected(Case c) {
        boolean r = c.bit(1);
        boolean w = c.bit(2);
        boolean x = c.bit(3);
        int memoryType = (int) (c.word >>> 61 & 3);
        boolean reserved = (c.word >>> 54 & 0x1f) != 0 || (c.word >>> 59 & 3) != 0 || memoryType == 3;
        if (!c.bit(0) || (!r && w) || reserved) {
            return "fault";
        }
        if (!r && !x) {
            boolean attributes = c.bit(4) || c.bit(6) || c.bit(7) || c.bit(63) || memoryType != 0;
            return c.level == 0 || attributes ? "fault" : "next";
        }
        return misshapen(c) ? "fault" : leaf(c, r, w, x);
    }

    private static boolean misshapen(Case c) {
        long page = (c.word >>> 10) & ((1L << 44) - 1);
        boolean napot = c.bit(63);
        boolean misaligned = (page & ((1L << (9 * c.level)) - 1)) != 0;
        return misaligned || (napot && (c.level != 0 || (page & 15) != 8));
    }

    private static String leaf(Case c, boolean r, boolean w, boolean x) {
        boolean supervisor = c.flag(SUPERVISOR) && !c.flag(SECOND);
        boolean user = c.bit(4);
        boolean data = supervisor ? !user || c.flag(SUM) : user;
        boolean code = supervisor ? !user : user;
        // a page of the other privilege also refuses an ATS request, which asks for nothing
        boolean refused = !data || (c.flag(READ) && !r) || (c.flag(WRITE) && !w) || (c.flag(EXECUTE) && !(x && code));
        if (refused) {
            return "fault";
        }
        boolean dirty = !c.bit(7) && (c.flag(WRITE) || (c.flag(WISH) && w && data));
        if (!c.bit(6) || dirty) {
            return !c.flag(UPDATE) ? "fault" : dirty ? "set A D" : "set A";
        }
        return "leaf" + grants(r && data, w && data && c.bit(7), x && code);
    }
}
