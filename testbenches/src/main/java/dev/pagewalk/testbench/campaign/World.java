package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.architecture.DeviceContext;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.ProcessDirectoryMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.testbench.platform.Seeds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What a seed makes of a configuration: directories, contexts and page tables, and who uses them. */
final class World {
    private static final int ABSENT_ONE_IN = 5;
    private static final int OTHER_ONE_IN = 6;
    private static final int MOST_DEVICES = 6;
    private static final int MOST_PROCESSES = 3;
    private static final int MOST_SPACES = 3;

    private final Shape shape;
    private final Random random;
    private final Entries entries;
    private final Image image = new Image();
    private final Directory directory;
    private final boolean updates;
    private final List<Change> changes = new ArrayList<>();
    private final List<Requester> requesters = new ArrayList<>();
    private final List<List<Space>> families = new ArrayList<>();
    private final boolean apart;
    private int nextId = 1;

    /**
     * A world; {@code apart} gives every context spaces of its own, because caches may mix what has one tag, and what a
     * hostile host makes of shared tags is permitted but cannot be predicted.
     */
    World(Shape shape, Seeds seeds, boolean apart) {
        this.shape = shape;
        this.apart = apart;
        random = new Random(seeds.of("world"));
        entries = new Entries(new Random(seeds.of("entries")), shape);
        updates = shape.has(Feature.AMO_HWAD) && random.nextInt(3) > 0;
        directory = new Directory(image, shape, 1 + random.nextInt(3));
        families();
        Set<Integer> taken = new HashSet<>();
        int devices = 3 + random.nextInt(MOST_DEVICES - 2);
        while (taken.size() < devices) {
            int id = random.nextInt(1 << directory.deviceBits());
            if (taken.add(id)) {
                device(id, apart ? family(random.nextBoolean()) : any(families));
            }
        }
        changes.addAll(directory.changes());
        requesters.add(new Requester(AxiUser.DEVICE_ID.of(unused(taken)), List.of(Entries.DATA)));
    }

    private int unused(Set<Integer> taken) {
        int id = random.nextInt(1 << directory.deviceBits());
        while (taken.contains(id)) {
            id = random.nextInt(1 << directory.deviceBits());
        }
        return id;
    }

    /** One family of spaces without a second stage and one or two with. */
    private void families() {
        int guests = apart ? -1 : 1 + random.nextInt(2);
        for (int i = 0; i <= guests; i++) {
            family(i > 0);
        }
    }

    private List<Space> family(boolean translated) {
        boolean narrow = shape.rv32() || (shape.mayNarrow() && random.nextBoolean());
        boolean bigEndian = shape.mayTurn() ? random.nextBoolean() : shape.bigEndian();
        PageTableMode mode = translated ? any(shape.modes(Stage.SECOND, shape.rv32())) : null;
        Guest guest = new Guest(mode, id(), narrow, bigEndian, image, shape, random);
        changes.addAll(guest.fill(entries, updates, random));
        List<Space> spaces = new ArrayList<>();
        spaces.add(new Space(null, id(), guest, image, random));
        families.add(spaces);
        for (int n = random.nextInt(MOST_SPACES); n >= 0; n--) {
            spaces.add(space(guest));
        }
        return spaces;
    }

    private Space space(Guest guest) {
        List<PageTableMode> modes = shape.modes(Stage.FIRST, guest.narrow());
        Space space = new Space(modes.isEmpty() ? null : any(modes), id(), guest, image, random);
        changes.addAll(space.fill(entries, updates, random));
        return space;
    }

    /** The next GSCID or PSCID; any two differ in two bits, so that one wrong bit makes no other. */
    private int id() {
        int number = nextId++;
        return number << 1 | (Integer.bitCount(number) & 1);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void device(int id, List<Space> family) {
        Guest guest = family.get(0).guest();
        List<ProcessDirectoryMode> modes = shape.directories();
        boolean processes = !modes.isEmpty() && random.nextBoolean();
        boolean standard = processes && random.nextBoolean();
        Space own = any(family);
        long fsc = processes ? directory.processes(any(modes), guest) : own.pointer();
        Msi msi = Msi.of(shape, guest, image, random);
        changes.addAll(msi.slots());
        directory.device(id, () -> {
            Space now = processes ? own : mostly(own, family);
            return new long[] {
                control(guest, processes, standard),
                guest.iohgatp(),
                attributes(now),
                processes ? fsc : now.pointer(),
                msi.pointer(),
                msi.mask(),
                msi.pattern(),
                0
            };
        });
        if (processes) {
            processes(id, fsc, family, standard);
        } else {
            requester(AxiUser.DEVICE_ID.of(id), own);
        }
    }

    private long control(Guest guest, boolean processes, boolean standard) {
        return bit(random.nextInt(ABSENT_ONE_IN) > 0, 0)
                | messages(guest)
                | bit(random.nextInt(10) == 0, 4)
                | bit(processes, 5)
                | bit(updates && random.nextInt(4) > 0, 7)
                | bit(updates && random.nextInt(4) > 0, 8)
                | bit(standard, 9)
                | bit(guest.bigEndian(), 10)
                | bit(guest.narrow(), 11);
    }

    /** What a device may do on the message port. */
    private long messages(Guest guest) {
        if (!shape.has(Feature.ATS) || random.nextInt(3) == 0) {
            return 0;
        }
        boolean pages = random.nextBoolean();
        return DeviceContext.EN_ATS.bits().of(1)
                | DeviceContext.EN_PRI.bits().of(pages ? 1 : 0)
                | DeviceContext.PRPR.bits().of(pages ? random.nextInt(2) : 0)
                | DeviceContext.T2GPA
                        .bits()
                        .of(shape.has(Feature.T2GPA) && !guest.isBare() && random.nextInt(3) == 0 ? 1 : 0);
    }

    /** The space of a context, now and then another one of its guest. */
    private Space mostly(Space own, List<Space> family) {
        return random.nextInt(OTHER_ONE_IN) > 0 ? own : any(family);
    }

    private long attributes(Space space) {
        long ids = shape.has(Feature.QOSID)
                ? (long) random.nextInt(1 << shape.rcidBits()) << 40
                        | (long) random.nextInt(1 << shape.mcidBits()) << 52
                : 0;
        return ids | (long) space.pscid() << 12;
    }

    private void processes(int device, long pdtp, List<Space> family, boolean standard) {
        int bits = ProcessDirectoryMode.ofEncoding(pdtp >>> 60).orElseThrow().processIdBits();
        int count = 1 + random.nextInt(MOST_PROCESSES);
        for (int i = 0; i < count; i++) {
            int id = i == 0 ? 0 : random.nextInt(1 << bits);
            Space space = apart ? space(family.get(0).guest()) : any(family);
            directory.process(device, pdtp, space.guest(), id, () -> processContext(mostly(space, family)));
            long user = AxiUser.DEVICE_ID.of(device) | AxiUser.PROCESS_ID.of(id) | AxiUser.PROCESS_VALID.of(1);
            requester(user, space);
            if (i == 0 && standard) {
                requester(AxiUser.DEVICE_ID.of(device), space);
            }
        }
        requester(AxiUser.DEVICE_ID.of(device) | AxiUser.PROCESS_VALID.of(1) | AxiUser.PROCESS_ID.of(1), family.get(0));
    }

    private long[] processContext(Space space) {
        long flags =
                bit(random.nextInt(ABSENT_ONE_IN) > 0, 0) | bit(random.nextBoolean(), 1) | bit(random.nextBoolean(), 2);
        return new long[] {flags | (long) space.pscid() << 12, space.pointer()};
    }

    private void requester(long user, Space space) {
        List<Long> addresses = new ArrayList<>(space.addresses());
        Collections.shuffle(addresses, random);
        requesters.add(new Requester(user, addresses));
    }

    private static long bit(boolean value, int position) {
        return (value ? 1L : 0L) << position;
    }

    /** Whether leaves may be global. */
    boolean hasGlobals() {
        return entries.areGlobal();
    }

    /** Whether every context has tags of its own. */
    boolean isApart() {
        return apart;
    }

    Shape shape() {
        return shape;
    }

    Image image() {
        return image;
    }

    /** GSCIDs of the guests. */
    List<Integer> gscids() {
        return families.stream()
                .map(family -> family.get(0).guest())
                .filter(guest -> !guest.isBare())
                .map(Guest::gscid)
                .toList();
    }

    /** Value of ddtp. */
    long directory() {
        return directory.register();
    }

    /** What the host may change. */
    List<Change> changes() {
        return changes;
    }

    List<Requester> requesters() {
        return requesters;
    }
}
