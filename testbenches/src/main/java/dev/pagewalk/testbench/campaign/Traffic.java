package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceRequest;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.hdl.rtl.config.Feature;

import java.util.List;
import java.util.Random;

/** Requests of devices: few hot pages and many cold ones, mostly short bursts, all shapes, some that AXI forbids. */
final class Traffic {
    private static final int PERMILLE = 1000;
    private static final int IDS = 16;
    private static final int USUAL = 16;
    private static final int LONGEST = 256;
    /** Messages among a thousand requests. */
    private static final int MESSAGES = 40;
    /** Words that name an interrupt among a thousand requests, where there are interrupt files. */
    private static final int INTERRUPTS = 80;

    private static final int INTERRUPT_IDENTITIES = 2048;
    private static final int WORD_SIZE = 2;

    private static final int[] CACHES = {0, 1, 2, 3, 6, 7, 10, 11, 14, 15};
    private static final int PAGE_MASK = Image.PAGE - 1;
    private static final int INCREMENTING = 1;
    private static final int WRAPPING = 2;
    private static final int TRANSLATED = 1;

    private final Random random;
    private final List<Requester> requesters;
    private final Counts counts;
    private final boolean silent;
    private final boolean files;
    /** Null where there is no message port. */
    private final DeviceMessages messages;

    private final int ids;
    private final int longBursts;
    private final int writes;

    /** Requests to the pages of a world; {@code silent} ones write nothing. */
    Traffic(World world, DeviceMessages messages, long seed, boolean silent, Counts counts) {
        this.messages = messages;
        this.counts = counts;
        random = new Random(seed);
        this.silent = silent;
        files = world.shape().has(Feature.MSI_MRIF);
        requesters = world.requesters();
        ids = 1 + random.nextInt(IDS);
        longBursts = random.nextInt(PERMILLE / 10);
        writes = random.nextInt(PERMILLE);
    }

    /** The next request. */
    Command<?> next() {
        Requester requester = requesters.get(skewed(requesters.size()));
        long page = requester.addresses().get(skewed(requester.addresses().size()));
        if (messages != null && rarely(MESSAGES)) {
            return random.nextInt(4) == 0
                    ? messages.pageRequest(requester, page)
                    : messages.translation(requester, page);
        }
        if (files && rarely(INTERRUPTS)) {
            return interrupt(page, user(requester, true));
        }
        boolean write = rarely(writes);
        int size = rarely(900) ? 3 : random.nextInt(4);
        int bytes = 1 << size;
        int offset = random.nextInt(Image.PAGE) & -bytes;
        int beats = rarely(longBursts) ? 1 + random.nextInt(rarely(50) ? LONGEST : USUAL) : 1;
        int burst = INCREMENTING;
        if (rarely(20)) {
            burst = random.nextBoolean() ? WRAPPING : 0;
            beats = 2 << random.nextInt(4);
        } else if (rarely(5)) {
            beats = USUAL;
            offset = Image.PAGE - bytes * (1 + random.nextInt(USUAL));
        } else {
            beats = Math.min(beats, (Image.PAGE - offset) / bytes);
        }
        if (rarely(50) && burst == INCREMENTING) {
            // unaligned beginnings
            offset |= random.nextInt(bytes);
        }
        long address = page | (offset & PAGE_MASK);
        if (rarely(4)) {
            address ^= 1L << (12 + random.nextInt(52));
        }
        note(write, burst, beats, size);
        return write
                ? write(address, beats, size, burst, user(requester, true))
                : shaped(new DeviceRead(address, beats), size, burst, user(requester, false));
    }

    private void note(boolean write, int burst, int beats, int size) {
        String kind = burst == INCREMENTING ? "INCR" : burst == WRAPPING ? "WRAP" : "FIXED";
        String length = beats == 1 ? "1 beat" : beats <= USUAL ? "2 to 16 beats" : "17 to 256 beats";
        counts.add("request", (write ? "write " : "read ") + kind + " " + length);
        counts.add("size", (1 << size) + " bytes");
    }

    private boolean rarely(int permille) {
        return random.nextInt(PERMILLE) < permille;
    }

    /** An index, small ones far more often. */
    private int skewed(int count) {
        double draw = random.nextDouble();
        return (int) (count * draw * draw * draw);
    }

    private long user(Requester requester, boolean write) {
        long user = requester.user();
        if (AxiUser.PROCESS_VALID.isSet(user) && rarely(200)) {
            user |= AxiUser.PRIVILEGED.of(1);
        }
        if (!write && rarely(50)) {
            user |= AxiUser.EXECUTE.of(1);
        }
        if (messages != null && rarely(MESSAGES)) {
            return user | AxiUser.TYPE.of(TRANSLATED);
        }
        return rarely(5) ? user | AxiUser.TYPE.of(1 + random.nextInt(3)) : user;
    }

    private <T extends DeviceRequest<T>> T shaped(T request, int size, int burst, long user) {
        request.id(random.nextInt(ids)).size(size).burst(burst).user(user);
        if (rarely(100)) {
            request.prot(random.nextInt(8)).qos(random.nextInt(16)).cache(CACHES[random.nextInt(CACHES.length)]);
        }
        if (rarely(5)) {
            request.responseStall(random.nextInt(100));
        }
        return request;
    }

    private DeviceWrite write(long address, int beats, int size, int burst, long user) {
        long[] data = random.longs(beats).toArray();
        DeviceWrite write = shaped(new DeviceWrite(address, data), size, burst, user);
        if (silent) {
            write.strobes(0);
        } else if (size < 3 || (address & 7) != 0) {
            lanes(write, address, beats, size, burst);
        } else if (rarely(100)) {
            write.strobe(random.nextInt(beats), random.nextInt(0x100));
        }
        if (rarely(4)) {
            write.dataDelay(random.nextInt(200));
        } else if (rarely(4)) {
            write.addressDelay(random.nextInt(50));
        } else if (rarely(4)) {
            write.beatGap(random.nextInt(20));
        }
        return write;
    }

    /** A word as an interrupt file takes it: little endian, or big endian in the second word of the page. */
    private DeviceWrite interrupt(long page, long user) {
        int identity = rarely(50) ? random.nextInt() : random.nextInt(INTERRUPT_IDENTITIES);
        boolean turned = rarely(200);
        long data = turned ? (long) Integer.reverseBytes(identity) << Integer.SIZE : Integer.toUnsignedLong(identity);
        long address = page | (turned ? Integer.BYTES : 0);
        counts.add("request", "write of an interrupt");
        DeviceWrite write = shaped(new DeviceWrite(address, data), WORD_SIZE, INCREMENTING, user);
        return write.strobe(0, silent ? 0 : turned ? 0xf0 : 0x0f);
    }

    /** Strobes inside the lanes of each beat. */
    private static void lanes(DeviceWrite write, long address, int beats, int size, int burst) {
        int bytes = 1 << size;
        long container = (long) beats * bytes;
        for (int beat = 0; beat < beats; beat++) {
            long at = beat == 0 || burst == 0 ? address : (address & -bytes) + (long) beat * bytes;
            if (burst == WRAPPING) {
                long start = address & -container;
                at = start + (address - start + (long) beat * bytes) % container;
            }
            int low = (int) (at & 7);
            int high = (int) (at & -bytes & 7) + bytes;
            write.strobe(beat, ((1 << high) - (1 << low)) & 0xff);
        }
    }
}
