package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.FaultRecord;

/** Accesses of queues and messages on the walker port, in words; the id tells which (docs/rtl/ptw-port.md). */
final class QueueText {
    private static final int WHO = 3;
    private static final int FENCE_DATA = 1;
    private static final int MESSAGE = 2;

    private QueueText() {}

    static String of(Burst burst) {
        if (!burst.write) {
            return commands(burst);
        }
        return switch (burst.id & WHO) {
            case 0 -> record(burst);
            case FENCE_DATA -> "fence data to 0x" + Long.toHexString(burst.address);
            case MESSAGE -> "message to 0x" + Long.toHexString(burst.address);
            default -> "write to 0x" + Long.toHexString(burst.address);
        };
    }

    private static String commands(Burst burst) {
        StringBuilder text = new StringBuilder("command read at 0x" + Long.toHexString(burst.address));
        String separator = ": ";
        for (int i = 0; i + 1 < burst.words.size(); i += 2) {
            long word = burst.words.get(i);
            text.append(separator)
                    .append(CommandOpcode.of(word)
                            .map(CommandOpcode::label)
                            .orElseGet(() -> "0x" + Long.toHexString(word)));
            separator = ", ";
        }
        return text.toString();
    }

    private static String record(Burst burst) {
        long[] words = burst.words.stream().mapToLong(Long::longValue).toArray();
        String where = "record at 0x" + Long.toHexString(burst.address);
        if (words.length < FaultRecord.BYTES / Long.BYTES) {
            return where;
        }
        int code = (int) FaultRecord.CAUSE.get(words);
        String meaning = FaultCause.ofCode(code).map(FaultCause::meaning).orElse("unknown");
        return "fault " + where + ": cause " + code + " (" + meaning + "), device " + FaultRecord.DID.get(words)
                + ", iotval 0x" + Long.toHexString(FaultRecord.IOTVAL.get(words));
    }
}
