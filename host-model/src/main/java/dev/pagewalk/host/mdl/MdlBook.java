package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.ContractViolation;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Every live MDL and every reserved mapping of a machine, by address. */
public final class MdlBook {

    private static final long TRACKERS = 0xFFFF_A00F_0000_0000L;
    private static final int TRACKER_BYTES = 0x40;

    private final KernelMachine machine;
    private final Map<Long, Mdl> live = new TreeMap<>();
    private final TreeMap<Long, MappingReservation> reservations = new TreeMap<>();
    private long trackers;
    private long cacheOverrides;

    /** The book of a machine. */
    public MdlBook(KernelMachine machine) {
        this.machine = machine;
        machine.trackLocksWith(this::lastLockedBy);
    }

    KernelMachine machine() {
        return machine;
    }

    /** The live MDL at an address; anything else there breaks S-IRP-8. */
    public Mdl at(long address) {
        Mdl mdl = live.get(address);
        if (mdl == null) {
            throw new ContractViolation("S-IRP-8", "pointer to no live MDL: address=0x%x".formatted(address));
        }
        return mdl;
    }

    /** Live MDLs, by address. */
    public Collection<Mdl> live() {
        return live.values();
    }

    /** Mappings whose requested cache type gave way to the page's own (S-MLP-16). */
    public long cacheOverrides() {
        return cacheOverrides;
    }

    void countCacheOverride() {
        cacheOverrides++;
    }

    /** Allocates the storage of an MDL; null if pool is short. */
    Mdl allocate(MdlRecord.Origin origin, int capacity) {
        int bytes = MdlDescriptor.pfnOffset(capacity);
        long address = machine.structures().allocate(bytes, "MDL");
        return address == 0 ? null : enter(address, new MdlRecord(origin, capacity));
    }

    /** Makes driver-owned memory an MDL. */
    Mdl enter(long address, MdlRecord record) {
        Mdl mdl = new Mdl(this, address, record);
        Mdl previous = live.put(address, mdl);
        if (previous != null) {
            previous.record().alive = false;
        }
        return mdl;
    }

    boolean isLive(long address) {
        return live.containsKey(address);
    }

    /** Ends an MDL and frees its storage unless the driver owns it. */
    void release(Mdl mdl) {
        machine.events().mdlChanged(mdl.address(), "freed");
        live.remove(mdl.address());
        MdlRecord record = mdl.record();
        record.alive = false;
        if (record.source != null) {
            record.source.record().partials.remove(mdl);
        }
        if (record.origin != MdlRecord.Origin.DRIVER_STORAGE) {
            machine.structures().free(mdl.address());
        }
    }

    void reserve(MappingReservation reservation) {
        reservations.put(reservation.base, reservation);
    }

    void unreserve(MappingReservation reservation) {
        reservations.remove(reservation.base);
    }

    /** The reservation that covers an address, null if none does. */
    MappingReservation reservationAt(long va) {
        Map.Entry<Long, MappingReservation> below = reservations.floorEntry(va);
        return below == null || !below.getValue().contains(va) ? null : below.getValue();
    }

    Collection<MappingReservation> reservations() {
        return reservations.values();
    }

    /** A pointer value for the tracker that bug checks name. */
    long newTracker() {
        trackers++;
        return TRACKERS + trackers * TRACKER_BYTES;
    }

    /** State of every MDL and reservation as text, for comparing before and after. */
    public String dump() {
        StringBuilder text = new StringBuilder();
        for (Mdl mdl : live.values()) {
            text.append(dump(mdl)).append('\n');
        }
        for (MappingReservation range : reservations.values()) {
            text.append("reservation 0x%x pages=%d mapped=%d%n".formatted(range.base, range.pages, range.mappedPages));
        }
        return text.toString();
    }

    private static String dump(Mdl mdl) {
        StringBuilder text = new StringBuilder(mdl.toString());
        MdlRecord record = mdl.record();
        text.append(" views=").append(record.views).append(" mapping=").append(record.mapping);
        for (int i = 0; i < record.capacity; i++) {
            text.append(' ').append(Long.toHexString(mdl.rawPfn(i)));
        }
        return text.toString();
    }

    private long lastLockedBy(long process) {
        long last = 0;
        for (Mdl mdl : live.values()) {
            boolean locked = mdl.has(MdlFlag.MDL_PAGES_LOCKED) && mdl.record().processKnown;
            if (locked && mdl.process() == process) {
                last = mdl.address();
            }
        }
        return last;
    }

    static int capacityOf(long blockBytes) {
        return (int) Math.min((blockBytes - MdlDescriptor.HEADER_BYTES) / MdlDescriptor.PFN_BYTES, Integer.MAX_VALUE);
    }

    static int spanOf(long va, long length) {
        return Pages.spanPages(va, length);
    }
}
