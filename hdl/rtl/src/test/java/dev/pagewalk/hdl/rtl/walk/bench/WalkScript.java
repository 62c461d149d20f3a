package dev.pagewalk.hdl.rtl.walk.bench;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;

/** Writes a script for the walk bench: memory, requests, invalidations, time. Requests are numbered from 0. */
public final class WalkScript {
    private final StringBuilder text = new StringBuilder();
    private int requests;

    private WalkScript add(char command, long... operands) {
        text.append(command);
        for (long operand : operands) {
            text.append(' ').append(Long.toHexString(operand));
        }
        text.append('\n');
        return this;
    }

    /** Memory behaviour: read latency, responses shuffled, percentage of exclusive writes that lose. */
    public WalkScript timing(int physicalAddressBits, int latency, boolean shuffled, int losing) {
        return add('P', physicalAddressBits, latency, shuffled ? 1 : 0, losing);
    }

    /** Memory without exclusive accesses: it reads and writes, and says OKAY. */
    public WalkScript withoutExclusives() {
        return add('O');
    }

    /** A doubleword in memory, from now on. */
    public WalkScript store(long address, long value) {
        return add('M', address, value);
    }

    /** Reads and writes of a region fail. */
    public WalkScript failing(long base, long size) {
        return add('B', base, size, 0);
    }

    /** Reads of a region bring corrupt data. */
    public WalkScript corrupt(long base, long size) {
        return add('B', base, size, 1);
    }

    /** ddtp. */
    public WalkScript directory(DirectoryMode mode, long page) {
        return add('C', mode.encoding(), page, 0, 0, 0, 0);
    }

    /** An untranslated request without process id; returns when it is accepted. */
    public WalkScript request(int device, Access access, long iova) {
        return request(device, 0, access, iova);
    }

    /** The same of a type: 0 untranslated, 1 translated, 2 ATS. */
    public WalkScript request(int device, int type, Access access, long iova) {
        int write = access == Access.WRITE ? 1 : 0;
        int execute = access == Access.EXECUTE ? 1 : 0;
        return add('R', requests++, device, 0, 0, 0, type, write, execute, 0, iova);
    }

    /** An untranslated request of a process. */
    public WalkScript processRequest(int device, int process, boolean privileged, Access access, long iova) {
        int write = access == Access.WRITE ? 1 : 0;
        int execute = access == Access.EXECUTE ? 1 : 0;
        return add('R', requests++, device, 1, process, privileged ? 1 : 0, 0, write, execute, 0, iova);
    }

    /** IOTINVAL with GV=0: of all host address spaces (VMA), of all guests (GVMA). */
    public WalkScript invalidateAll(InvalidationKind kind) {
        return add('I', kind.code(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** IOTINVAL of a guest. */
    public WalkScript invalidateGuest(InvalidationKind kind, int gscid) {
        return add('I', kind.code(), 0, 1, 0, 0, 0, 0, gscid, 0, 0, 0, 0);
    }

    /** IOTINVAL of a page of a guest. */
    public WalkScript invalidateGuestPage(InvalidationKind kind, int gscid, long address) {
        return add('I', kind.code(), 1, 1, 0, 0, 0, 0, gscid, address >>> 12, 0, 0, 0);
    }

    /** IOTINVAL.VMA of a page of a host address space. */
    public WalkScript invalidateHostPage(int pscid, long address) {
        return add('I', InvalidationKind.VMA.code(), 1, 0, 1, 0, 0, pscid, 0, address >>> 12, 0, 0, 0);
    }

    /** IODIR of a device, and process with PDT. */
    public WalkScript invalidateDirectory(InvalidationKind kind, int device, int process) {
        return add('I', kind.code(), 0, 0, 0, 0, 0, 0, 0, 0, 1, device, process);
    }

    /** A fence starts. */
    public WalkScript fence() {
        return add('F');
    }

    /** Time passes. */
    public WalkScript pass(int cycles) {
        return add('T', cycles);
    }

    /** All requests are answered, and the fence is done. */
    public WalkScript await() {
        return add('W');
    }

    /** Reset. */
    public WalkScript reset() {
        return add('Z');
    }

    /** Reset with empty memory. */
    public WalkScript fresh() {
        return add('N');
    }

    /** The report tells what has changed up to here. */
    public WalkScript mark(int number) {
        return add('E', number);
    }

    /** ddtp, fctl and iommu_qosid. */
    public WalkScript control(long mode, long page, boolean bigEndian, boolean gxl, long rcid, long mcid) {
        return add('C', mode, page, bigEndian ? 1 : 0, gxl ? 1 : 0, rcid, mcid);
    }

    /** A request by all its fields; returns its number. */
    public int request(
            int device,
            boolean processValid,
            int process,
            boolean privileged,
            int type,
            boolean write,
            boolean execute,
            boolean noWrite,
            long iova) {
        add(
                'R',
                requests,
                device,
                bit(processValid),
                process,
                bit(privileged),
                type,
                bit(write),
                bit(execute),
                bit(noWrite),
                iova);
        return requests++;
    }

    private static long bit(boolean value) {
        return value ? 1 : 0;
    }

    /** An invalidation by all its fields, in the order of the bundle. */
    public WalkScript invalidate(long... fields) {
        return add('I', fields);
    }

    /** Everything from another script, whose requests go on counting here. */
    public WalkScript with(WalkScript other) {
        text.append(other.text);
        requests += other.requests;
        return this;
    }

    /** The script. */
    public String text() {
        return text.toString();
    }

    /** What a request does. */
    public enum Access {
        READ,
        WRITE,
        EXECUTE
    }
}
