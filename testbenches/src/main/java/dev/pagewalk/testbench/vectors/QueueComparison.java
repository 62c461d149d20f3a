package dev.pagewalk.testbench.vectors;

import java.util.List;

/** Compares queue records and tails [VECTORS §3 fq, pq; rules 1, 6]. */
final class QueueComparison {
    private static final long ADDRESS = -1L << 12;
    private static final long FLAGS = 3;

    private QueueComparison() {}

    static void faults(
            VectorTarget target, QueueWindow window, boolean bigEndian, Expectation expected, Differences differences) {
        long tail = window.readTail(target);
        differences.compareNumber("fqt", expected.faultTail() == null ? window.tail() : expected.faultTail(), tail);
        window.tail(tail);
        if (expected.faults() == null) {
            return;
        }
        for (Expectation.Fault fault : expected.faults()) {
            Expectation.Fault actual = decode(target, fault.at(), bigEndian);
            if (!same(fault, actual)) {
                differences.add("fq", fault.toString(), actual.toString());
            }
        }
    }

    private static Expectation.Fault decode(VectorTarget target, long at, boolean bigEndian) {
        long first = word(target, at, bigEndian);
        return new Expectation.Fault(
                at,
                (int) (first & 0xfff),
                (int) (first >>> 34) & 0x3f,
                (int) (first >>> 40),
                ((first >>> 32) & 1) != 0,
                (int) (first >>> 12) & 0xfffff,
                ((first >>> 33) & 1) != 0,
                word(target, at + 16, bigEndian),
                word(target, at + 24, bigEndian));
    }

    private static long word(VectorTarget target, long address, boolean bigEndian) {
        long word = target.peek(address);
        return bigEndian ? Long.reverseBytes(word) : word;
    }

    /** Rule 1: the page offset of iotval and iotval2 may be 0, but iotval2[1:0] counts. */
    private static boolean same(Expectation.Fault expected, Expectation.Fault actual) {
        return expected.cause() == actual.cause()
                && expected.ttyp() == actual.ttyp()
                && expected.deviceId() == actual.deviceId()
                && expected.pidValid() == actual.pidValid()
                && expected.processId() == actual.processId()
                && expected.privileged() == actual.privileged()
                && ((expected.iotval() ^ actual.iotval()) & ADDRESS) == 0
                && ((expected.iotval2() ^ actual.iotval2()) & (ADDRESS | FLAGS)) == 0;
    }

    static void pages(
            VectorTarget target, QueueWindow window, boolean bigEndian, Expectation expected, Differences differences) {
        long tail = window.readTail(target);
        differences.compareNumber("pqt", expected.pageTail() == null ? window.tail() : expected.pageTail(), tail);
        window.tail(tail);
        if (expected.pageRequests() == null) {
            return;
        }
        for (Expectation.PageRecord record : expected.pageRequests()) {
            differences.compareNumber("pq", record.first(), word(target, record.address(), bigEndian));
            differences.compareNumber("pq", record.second(), word(target, record.address() + Long.BYTES, bigEndian));
        }
    }

    /** Rule 4: only bits 47:0 of a page-group response's payload are compared. */
    static void messages(List<DeviceMessage> expected, List<DeviceMessage> actual, Differences differences) {
        List<DeviceMessage> wanted = normalised(expected == null ? List.of() : expected);
        List<DeviceMessage> sent = normalised(actual);
        if (!wanted.equals(sent)) {
            differences.add("msgs", wanted.toString(), sent.toString());
        }
    }

    private static List<DeviceMessage> normalised(List<DeviceMessage> messages) {
        return messages.stream().map(QueueComparison::normalised).toList();
    }

    private static DeviceMessage normalised(DeviceMessage message) {
        boolean response = message.type().equals(DeviceMessage.PAGE_GROUP_RESPONSE);
        return new DeviceMessage(
                message.type(),
                message.rid(),
                message.segmentValid(),
                message.segment(),
                message.pidValid(),
                message.processId(),
                response ? message.payload() & ((1L << 48) - 1) : message.payload());
    }
}
