package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.FaultRecord;
import dev.pagewalk.architecture.PageRequestRecord;

/** Accesses of queues and messages on the walker port, in words; the id tells which (docs/rtl/ptw-port.md). */
final class QueueText {
    private static final int WHO = 7;
    private static final int COMMANDS_OR_FAULTS = 0;
    private static final int FENCE_DATA = 1;
    private static final int MESSAGE = 2;
    private static final int PAGE_REQUEST = 3;
    private static final int INTERRUPT_FILE = 4;

    private QueueText() {}

    /** True for a record of the page-request queue that is whole. */
    static boolean isPageRequest(Burst burst) {
        boolean whole = burst.words.size() == PageRequestRecord.BYTES / Long.BYTES && burst.stored;
        return burst.write && (burst.id & WHO) == PAGE_REQUEST && whole;
    }

    /** The access in words; {@code words} are those of the burst in little-endian order. */
    static String of(Burst burst, long[] words) {
        String address = "0x" + Long.toHexString(burst.address);
        return switch (burst.id & WHO) {
            case COMMANDS_OR_FAULTS -> burst.write ? record(address, words) : commands(address, words);
            case FENCE_DATA -> "fence data to " + address;
            case MESSAGE -> "message to " + address;
            case PAGE_REQUEST -> "page request record at " + address;
            case INTERRUPT_FILE -> "interrupt file " + burst.kind() + " at " + address;
            default -> burst.kind() + " at " + address;
        };
    }

    private static String commands(String address, long[] words) {
        StringBuilder text = new StringBuilder("command read at " + address);
        String separator = ": ";
        for (int i = 0; i + 1 < words.length; i += 2) {
            long word = words[i];
            text.append(separator)
                    .append(CommandOpcode.of(word)
                            .map(CommandOpcode::label)
                            .orElseGet(() -> "0x" + Long.toHexString(word)));
            separator = ", ";
        }
        return text.toString();
    }

    private static String record(String address, long[] words) {
        String where = "record at " + address;
        if (words.length < FaultRecord.BYTES / Long.BYTES) {
            return where;
        }
        int code = (int) FaultRecord.CAUSE.get(words);
        String meaning = FaultCause.ofCode(code).map(FaultCause::meaning).orElse("unknown");
        return "fault " + where + ": cause " + code + " (" + meaning + "), device " + FaultRecord.DID.get(words)
                + ", iotval 0x" + Long.toHexString(FaultRecord.IOTVAL.get(words));
    }
}
