package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.bridge.command.AtsMessage;
import dev.pagewalk.testbench.vectors.DeviceMessage;
import dev.pagewalk.testbench.vectors.DeviceRequest;
import dev.pagewalk.testbench.vectors.PageRequestMessage;
import dev.pagewalk.testbench.vectors.RequestOutcome;

import java.util.Map;
import java.util.TreeMap;

/** Messages of scenarios as transfers on {@code s_ats_req} and {@code m_ats_msg}. */
final class AtsTraffic {
    private static final int SEGMENT_SHIFT = 16;
    private static final int RID_MASK = 0xffff;
    private static final long PAGE_OFFSET = 0xfff;

    private AtsTraffic() {}

    /**
     * A message that the design sent.
     *
     * @param data its body
     * @param user its head
     */
    record Sent(long data, long user) {
        int type() {
            return (int) MessageUser.TYPE.get(user);
        }

        boolean isCompletion() {
            return type() == MessageUser.TRANSLATION_COMPLETION;
        }

        boolean isInvalidation() {
            return type() == MessageUser.INVALIDATION_REQUEST;
        }

        int tag() {
            return (int) MessageUser.TAG.get(user);
        }

        /** In the words of scenarios. */
        DeviceMessage message() {
            int device = (int) MessageUser.DEVICE_ID.get(user);
            return new DeviceMessage(
                    isInvalidation() ? DeviceMessage.INVALIDATION_REQUEST : DeviceMessage.PAGE_GROUP_RESPONSE,
                    device & RID_MASK,
                    MessageUser.SEGMENT_VALID.isSet(user),
                    device >>> SEGMENT_SHIFT,
                    MessageUser.PROCESS_VALID.isSet(user),
                    (int) MessageUser.PROCESS_ID.get(user),
                    data);
        }
    }

    static AtsMessage translation(DeviceRequest request) {
        long user = MessageUser.DEVICE_ID.of(request.deviceId())
                | process(request.pidValid(), request.processId(), request.privileged(), request.execute())
                | MessageUser.TYPE.of(MessageUser.TRANSLATION_REQUEST)
                | MessageUser.NO_WRITE.of(number(request.noWrite()))
                | MessageUser.CXL.of(number(request.cxl()));
        return new AtsMessage(request.iova(), user).stopping();
    }

    static AtsMessage pageRequest(PageRequestMessage message) {
        long user = device(message.rid(), message.segmentValid(), message.segment())
                | process(message.pidValid(), message.processId(), message.privileged(), message.execute())
                | MessageUser.TYPE.of(MessageUser.PAGE_REQUEST);
        return new AtsMessage(message.payload(), user).stopping();
    }

    static AtsMessage completion(Sent request, int rid, boolean segmentValid, int segment, int count) {
        long user = device(rid, segmentValid, segment) | MessageUser.TYPE.of(MessageUser.INVALIDATION_COMPLETION);
        return new AtsMessage(tag(request) | MessageUser.COMPLETION_COUNT.of(count), user).stopping();
    }

    static AtsMessage timeout(Sent request) {
        long user = MessageUser.DEVICE_ID.get(request.user()) | MessageUser.TYPE.of(MessageUser.INVALIDATION_TIMEOUT);
        return new AtsMessage(tag(request), user).stopping();
    }

    private static long tag(Sent request) {
        return MessageUser.INVALIDATION_TAGS.of(1L << request.tag());
    }

    private static long device(int rid, boolean segmentValid, int segment) {
        return MessageUser.DEVICE_ID.of(((long) segment << SEGMENT_SHIFT) | rid)
                | MessageUser.SEGMENT_VALID.of(number(segmentValid));
    }

    private static long process(boolean valid, int id, boolean privileged, boolean execute) {
        return MessageUser.PROCESS_VALID.of(number(valid))
                | MessageUser.PROCESS_ID.of(id)
                | MessageUser.PRIVILEGED.of(number(privileged))
                | MessageUser.EXECUTE.of(number(execute));
    }

    /** What a translation completion says. */
    static RequestOutcome outcome(DeviceRequest request, Sent completion, Integer cause) {
        String status =
                switch ((int) MessageUser.STATUS.get(completion.user())) {
                    case MessageUser.SUCCESS -> RequestOutcome.OK;
                    case MessageUser.UNSUPPORTED_REQUEST -> RequestOutcome.UNSUPPORTED_REQUEST;
                    default -> RequestOutcome.COMPLETER_ABORT;
                };
        boolean success = status.equals(RequestOutcome.OK);
        return new RequestOutcome(
                status,
                cause,
                success ? (Long) address(completion.data(), request.iova()) : null,
                success ? (Integer) (int) MessageUser.PBMT.get(completion.user()) : null,
                null,
                null,
                success ? fields(completion.data()) : null,
                null,
                null);
    }

    /** The address of exactly {@code iova} in the range that a completion names. */
    static long address(long body, long iova) {
        long offset = PAGE_OFFSET;
        if (MessageUser.SIZE.isSet(body)) {
            long page = body >>> Long.numberOfTrailingZeros(PAGE_OFFSET + 1);
            offset = ((Long.lowestOneBit(~page) * 2) << Long.numberOfTrailingZeros(PAGE_OFFSET + 1)) - 1;
        }
        return (body & ~offset) | (iova & offset);
    }

    private static Map<String, Integer> fields(long body) {
        Map<String, Integer> fields = new TreeMap<>();
        fields.put("R", (int) MessageUser.READABLE.get(body));
        fields.put("W", (int) MessageUser.WRITABLE.get(body));
        fields.put("X", (int) MessageUser.EXECUTABLE.get(body));
        fields.put("U", (int) MessageUser.UNTRANSLATED_ONLY.get(body));
        fields.put("Priv", (int) MessageUser.PRIVILEGED_MODE.get(body));
        fields.put("G", (int) MessageUser.GLOBAL.get(body));
        fields.put("N", (int) MessageUser.NO_SNOOP.get(body));
        fields.put("AMA", (int) MessageUser.AMA.get(body));
        fields.put("CXL", (int) MessageUser.CXL_IO.get(body));
        return fields;
    }

    private static int number(boolean flag) {
        return flag ? 1 : 0;
    }
}
