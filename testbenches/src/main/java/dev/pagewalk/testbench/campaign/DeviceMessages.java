package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.command.AtsMessage;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordFlyweight;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The message port's other side: devices that ask for translations and pages, and that complete invalidation requests
 * after a while; some are given up by the root port. [IOMMU §7, §9 ATS]
 */
final class DeviceMessages implements RecordHandler {
    private static final int TAGS = 256;
    private static final int GROUPS = 512;
    private static final int SEGMENT_SHIFT = 16;
    private static final int LONGEST_ANSWER = 600;
    private static final int LOST_ONE_IN = 40;
    /** Requests with another privilege, and with an address that no stage translates. */
    private static final int SELDOM_ONE_IN = 8;
    /** Bits of an address that physical memory never has. */
    private static final int BEYOND_MEMORY = 56;

    private static final long WHO = MessageUser.DEVICE_ID.mask()
            | MessageUser.PROCESS_ID.mask()
            | MessageUser.PROCESS_VALID.mask()
            | MessageUser.PRIVILEGED.mask();

    /** An invalidation request that waits for its device. */
    private record Due(AtsMessage answer, long cycle) {}

    private final Bench bench;
    private final List<Requester> requesters;
    private final Random random;
    private final Counts counts;
    private final List<Due> waiting = new ArrayList<>();
    private int tag;

    DeviceMessages(Bench bench, World world, Random random, Counts counts) {
        this.bench = bench;
        requesters = world.requesters();
        this.random = random;
        this.counts = counts;
        bench.observe(this);
    }

    /** A device asks for the translation of a page. */
    AtsMessage translation(Requester requester, long page) {
        long process = MessageUser.PROCESS_VALID.get(requester.user());
        long head = (requester.user() & WHO)
                | MessageUser.PRIVILEGED.of(seldom() ? process : 0)
                | MessageUser.TYPE.of(MessageUser.TRANSLATION_REQUEST)
                | MessageUser.TAG.of(tag++ & (TAGS - 1))
                | MessageUser.NO_WRITE.of(random.nextInt(2))
                | MessageUser.CXL.of(random.nextInt(8) == 0 ? 1 : 0)
                | MessageUser.EXECUTE.of(random.nextInt(8) == 0 ? 1 : 0);
        counts.add("message", "translation request");
        return new AtsMessage(seldom() ? page ^ (random.nextLong() << BEYOND_MEMORY) : page, head);
    }

    private boolean seldom() {
        return random.nextInt(SELDOM_ONE_IN) == 0;
    }

    /** A device asks for a page, or says that it asks for no more. */
    AtsMessage pageRequest(Requester requester, long page) {
        long device = AxiUser.DEVICE_ID.get(requester.user());
        long head = (requester.user() & WHO)
                | MessageUser.TYPE.of(MessageUser.PAGE_REQUEST)
                | MessageUser.SEGMENT_VALID.of(device >>> SEGMENT_SHIFT != 0 ? 1 : random.nextInt(2));
        counts.add("message", "page request");
        return new AtsMessage(page | (long) random.nextInt(GROUPS) << 3 | random.nextInt(8), head);
    }

    /** A command for a device: an invalidation of a page, or the answer to a page request. */
    long[] command() {
        Requester requester = requesters.get(random.nextInt(requesters.size()));
        long page =
                requester.addresses().get(random.nextInt(requester.addresses().size()));
        long device = AxiUser.DEVICE_ID.get(requester.user());
        boolean segment = device >>> SEGMENT_SHIFT != 0 || random.nextBoolean();
        long process = AxiUser.PROCESS_VALID.get(requester.user());
        boolean invalidation = random.nextInt(3) > 0;
        CommandOpcode opcode = invalidation ? CommandOpcode.ATS_INVAL : CommandOpcode.ATS_PRGR;
        long first = opcode.encode()
                | CommandFields.ATS_PV.bits().of(process)
                | CommandFields.ATS_PID.bits().of(process == 0 ? 0 : AxiUser.PROCESS_ID.get(requester.user()))
                | CommandFields.ATS_DSV.bits().of(segment ? 1 : 0)
                | CommandFields.ATS_RID.bits().of(device & ((1 << SEGMENT_SHIFT) - 1))
                | CommandFields.ATS_DSEG.bits().of(segment ? device >>> SEGMENT_SHIFT : 0);
        long response = MessageUser.GROUP_INDEX.of(random.nextInt(GROUPS))
                | MessageUser.RESPONSE_CODE.of(MessageUser.RESPONSE_SUCCESS);
        return new long[] {first, invalidation ? page : response};
    }

    /** Sends what is due. */
    void step() {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).cycle <= bench.cycle()) {
                bench.post(waiting.remove(i--).answer);
            }
        }
    }

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        // messages come as events
    }

    @Override
    public void onEvent(EventRecordFlyweight event) {
        if (event.kind() != EventKind.ATS_MESSAGE) {
            return;
        }
        long head = event.extra();
        switch ((int) MessageUser.TYPE.get(head)) {
            case MessageUser.TRANSLATION_COMPLETION -> counts.add("message", completion(head, event.data()));
            case MessageUser.PAGE_GROUP_RESPONSE -> counts.add("message", "page group response");
            default -> invalidated(head, event.cycle());
        }
    }

    private static String completion(long head, long body) {
        return switch ((int) MessageUser.STATUS.get(head)) {
            case MessageUser.SUCCESS -> (body & (MessageUser.READABLE.mask() | MessageUser.WRITABLE.mask())) == 0
                    ? "completion: denied"
                    : "completion: granted";
            case MessageUser.UNSUPPORTED_REQUEST -> "completion: UR";
            default -> "completion: CA";
        };
    }

    private void invalidated(long head, long cycle) {
        boolean lost = random.nextInt(LOST_ONE_IN) == 0;
        counts.add("message", lost ? "invalidation request, given up" : "invalidation request");
        long answerHead = (head & (MessageUser.DEVICE_ID.mask() | MessageUser.SEGMENT_VALID.mask()))
                | MessageUser.TYPE.of(lost ? MessageUser.INVALIDATION_TIMEOUT : MessageUser.INVALIDATION_COMPLETION);
        long tags = MessageUser.INVALIDATION_TAGS.of(1L << MessageUser.TAG.get(head));
        int parts = lost ? 1 : 1 + random.nextInt(3);
        long body = lost ? tags : tags | MessageUser.COMPLETION_COUNT.of(parts);
        for (int part = 0; part < parts; part++) {
            waiting.add(new Due(new AtsMessage(body, answerHead), cycle + random.nextInt(LONGEST_ANSWER)));
        }
    }
}
