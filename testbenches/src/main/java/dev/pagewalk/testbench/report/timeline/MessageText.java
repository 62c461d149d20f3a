package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.architecture.PageRequestRecord;

/** Messages of the message port in words [docs/interfaces.md, message port]. */
final class MessageText {
    private static final int PAGE_SHIFT = 12;
    private static final int SEGMENT = 0xff_ffff;
    private static final int REQUESTER = 0xffff;
    private static final int INVALIDATION_GLOBAL = 1;
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String[] MEMORY = {"", ", NC", ", IO", ", PBMT 3"};
    private static final String[] STATUS = {"success", "unsupported request", "completer abort", "status 3"};

    private MessageText() {}

    /** Requester id and segment, where it counts. */
    static long device(long head) {
        boolean translation = MessageUser.TYPE.get(head) == MessageUser.TRANSLATION_REQUEST;
        boolean segment = translation || MessageUser.SEGMENT_VALID.isSet(head);
        return MessageUser.DEVICE_ID.get(head) & (segment ? SEGMENT : REQUESTER);
    }

    private static String requester(long head) {
        String process = MessageUser.PROCESS_VALID.isSet(head) ? " process " + MessageUser.PROCESS_ID.get(head) : "";
        return "device " + device(head) + process;
    }

    private static String wanted(long head) {
        return (MessageUser.EXECUTE.isSet(head) ? " and execute" : "")
                + (MessageUser.PROCESS_VALID.isSet(head) && MessageUser.PRIVILEGED.isSet(head) ? ", privileged" : "");
    }

    static String translationRequest(long head, long body) {
        String access = MessageUser.NO_WRITE.isSet(head) ? "read" : "read and write";
        return String.format(
                "ATS request   %s tag %d, %s%s at 0x%x",
                requester(head), MessageUser.TAG.get(head), access, wanted(head), body);
    }

    static String completion(long head, long body) {
        int status = (int) MessageUser.STATUS.get(head);
        if (status != MessageUser.SUCCESS) {
            return STATUS[status];
        }
        if (!MessageUser.READABLE.isSet(body) && !MessageUser.WRITABLE.isSet(body)) {
            return "success, nothing granted";
        }
        return "success, " + range(body) + " " + rights(body) + MEMORY[(int) MessageUser.PBMT.get(head)];
    }

    /** Page request group of a page request. */
    static long group(long body) {
        return PageRequestRecord.PRGI.bits().get(body);
    }

    private static String rights(long body) {
        return letter(MessageUser.READABLE, body)
                + letter(MessageUser.WRITABLE, body)
                + letter(MessageUser.EXECUTABLE, body)
                + (MessageUser.UNTRANSLATED_ONLY.isSet(body) ? ", untranslated only" : "")
                + (MessageUser.GLOBAL.isSet(body) ? ", global" : "");
    }

    static String pageRequest(long head, long body) {
        String group = ", group " + group(body);
        String letters = letter(PageRequestRecord.READ.bits(), body) + letter(PageRequestRecord.WRITE.bits(), body);
        boolean last = PageRequestRecord.LAST.bits().isSet(body);
        if (last && letters.isEmpty()) {
            return "stop marker   " + requester(head) + group;
        }
        return String.format(
                "page request  %s%s%s%s%s at 0x%x",
                requester(head),
                group,
                last ? " last" : "",
                letters.isEmpty() ? "" : ", " + letters,
                wanted(head),
                body >>> PAGE_SHIFT << PAGE_SHIFT);
    }

    static String response(long body) {
        int code = (int) MessageUser.RESPONSE_CODE.get(body);
        return switch (code) {
            case MessageUser.RESPONSE_SUCCESS -> "success";
            case MessageUser.RESPONSE_INVALID_REQUEST -> "invalid request";
            case MessageUser.RESPONSE_FAILURE -> "failure";
            default -> "code " + code;
        };
    }

    static String invalidation(long head, long body) {
        return String.format(
                "invalidation  %s tag %d, %s%s",
                requester(head),
                MessageUser.TAG.get(head),
                range(body),
                (body & INVALIDATION_GLOBAL) != 0 ? ", global" : "");
    }

    /** An answer to something that the records do not show. */
    static String unasked(String what, long head, String text) {
        return String.format("%-13s %s, %s, of no request that is shown", what, requester(head), text);
    }

    /** With S=1 the lowest 0 of the address at bit X says that 2^(X+1) bytes are meant. */
    private static String range(long body) {
        int bits = MessageUser.SIZE.isSet(body)
                ? Long.numberOfTrailingZeros(~(body >>> PAGE_SHIFT)) + PAGE_SHIFT + 1
                : PAGE_SHIFT;
        if (bits >= Long.SIZE) {
            return "everything";
        }
        return (1L << bits % 10) + " " + UNITS[bits / 10] + " at 0x" + Long.toHexString(body >>> bits << bits);
    }

    private static String letter(BitField field, long word) {
        return field.isSet(word) ? field.name() : "";
    }
}
