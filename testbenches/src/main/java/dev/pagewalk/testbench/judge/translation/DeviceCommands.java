package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.ViolationLog;

/**
 * The commands ATS.INVAL and ATS.PRGR against the messages that they cause, and completions of devices against fences
 * [IOMMU §9].
 */
final class DeviceCommands {
    private static final int TAGS = 256;
    private static final int OPCODE = 0x7f;
    private static final int ATS = 4;
    private static final int VARIANT = 7;
    private static final int COMMAND_PROCESS_VALID = 32;
    private static final int COMMAND_SEGMENT_VALID = 33;
    /** Status and group index of a page group response; the rest of its payload is reserved. */
    private static final long RESPONSE = (1L << 48) - 1;

    private static final int COMPLETIONS = 7;

    /** An invalidation request that waits for its device. */
    private static final class Waiting {
        private final long head;
        private final long sequence;
        private int completions;

        Waiting(long head, long sequence) {
            this.head = head;
            this.sequence = sequence;
        }
    }

    private final ViolationLog log;
    private final FetchedCommands commands;
    private final int tags;
    private final Waiting[] waiting = new Waiting[TAGS];
    private boolean timedOut;
    private long checks;

    DeviceCommands(ViolationLog log, FetchedCommands commands, int tags) {
        this.log = log;
        this.commands = commands;
        this.tags = tags;
    }

    void reset() {
        java.util.Arrays.fill(waiting, null);
        timedOut = false;
    }

    long checks() {
        return checks;
    }

    /** True for ATS.INVAL and ATS.PRGR. */
    static boolean isForDevices(long low) {
        return (low & OPCODE) == ATS;
    }

    private static boolean isResponse(long low) {
        return Messages.flag(low, VARIANT);
    }

    /** A page group response was sent; false if no command asks for it. */
    boolean responded(long head, long body) {
        FetchedCommands.Announced command = commands.findUnsent(
                (low, high) -> isResponse(low) && isAddressed(low, head) && (high & RESPONSE) == (body & RESPONSE));
        if (command == null) {
            return false;
        }
        checks++;
        command.sent = true;
        return true;
    }

    /** An invalidation request was sent. */
    void invalidated(long head, long body, long cycle) {
        checks++;
        FetchedCommands.Announced command =
                commands.findUnsent((low, high) -> !isResponse(low) && isAddressed(low, head) && high == body);
        int tag = Messages.tag(head);
        if (command == null) {
            broken(
                    "every invalidation request is that of a command",
                    "an ATS.INVAL with these operands that has not been carried out yet",
                    "request 0x%x, head 0x%x".formatted(body, head),
                    cycle);
            return;
        }
        command.sent = true;
        if (tag >= tags || waiting[tag] != null) {
            broken(
                    "an invalidation request takes a free tag",
                    "one of the tags below " + tags + " whose request is completed",
                    "tag " + tag,
                    cycle);
        }
        waiting[tag] = new Waiting(head, command.sequence());
    }

    /** PID 31:12, PV 32, DSV 33, RID 55:40, DSEG 63:56 of the command are in the head. */
    private static boolean isAddressed(long low, long head) {
        boolean process = Messages.flag(low, COMMAND_PROCESS_VALID);
        boolean segment = Messages.flag(low, COMMAND_SEGMENT_VALID);
        int device = (int) (low >>> 40) & (segment ? 0xff_ffff : 0xffff);
        return process == Messages.processValid(head)
                && (!process || (int) (low >>> 12 & 0xf_ffff) == Messages.process(head))
                && segment == Messages.segmentValid(head)
                && device == Messages.device(head);
    }

    /** A device completes requests; completions of other devices and for free tags count for nothing. */
    void completed(long head, long body) {
        int expected = (int) body & COMPLETIONS;
        for (int tag = 0; tag < Integer.SIZE; tag++) {
            Waiting request = waiting[tag];
            boolean named = Messages.flag(body, Integer.SIZE + tag);
            if (named && request != null && Messages.sameDevice(request.head, head)) {
                request.completions++;
                if (request.completions >= (expected == 0 ? COMPLETIONS + 1 : expected)) {
                    waiting[tag] = null;
                }
            }
        }
    }

    /** The root port gives requests up. */
    void timedOut(long body) {
        for (int tag = 0; tag < Integer.SIZE; tag++) {
            if (Messages.flag(body, Integer.SIZE + tag) && waiting[tag] != null) {
                waiting[tag] = null;
                timedOut = true;
            }
        }
    }

    /** Software has cleared cmd_to, or has switched the queue on. */
    void timeoutCleared() {
        timedOut = false;
    }

    /** A fence with this number is complete. */
    void fenced(long sequence, long cycle) {
        for (int tag = 0; tag < TAGS; tag++) {
            if (waiting[tag] != null && waiting[tag].sequence < sequence) {
                broken(
                        "a fence waits for the completions of the invalidation requests before it",
                        "completions of tag " + tag + ", or its time-out",
                        "the fence is complete",
                        cycle);
                waiting[tag] = null;
            }
        }
        if (timedOut) {
            broken(
                    "a fence after a time-out raises cmd_to",
                    "cmd_to at the head until software clears it",
                    "the fence is complete",
                    cycle);
            timedOut = false;
        }
    }

    /** A fence is complete, and this command before it has sent nothing. */
    void unsent(long low, long high, long cycle) {
        broken(
                "every command for a device is carried out before the fence that follows it is complete",
                "a message",
                "none for command 0x%x 0x%x".formatted(low, high),
                cycle);
    }

    private void broken(String claim, String expected, String actual, long cycle) {
        log.add(claim, "IOMMU §9", expected, actual, cycle);
    }
}
