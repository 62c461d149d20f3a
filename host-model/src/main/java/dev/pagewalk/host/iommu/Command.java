package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;

/** One 16-byte command. [IOMMU §4.1] */
public record Command(long low, long high) {

    private static final int DATA_SHIFT = 32;

    /** IOTINVAL.GVMA for everything of a GSCID. */
    public static Command invalidateGuest(int gscid) {
        long[] words = words(CommandOpcode.IOTINVAL_GVMA);
        CommandFields.INVAL_GV.insert(words, 1);
        CommandFields.INVAL_GSCID.insert(words, gscid);
        return of(words);
    }

    /** IOTINVAL.GVMA for the leaf entry of one guest page. */
    public static Command invalidateGuestPage(int gscid, long address) {
        long[] words = {invalidateGuest(gscid).low, 0};
        CommandFields.INVAL_AV.insert(words, 1);
        CommandFields.INVAL_ADDR.insert(words, address >>> 12);
        return of(words);
    }

    /** IOTINVAL.VMA for everything of a PSCID outside any guest. */
    public static Command invalidateProcess(int pscid) {
        long[] words = words(CommandOpcode.IOTINVAL_VMA);
        CommandFields.INVAL_PSCV.insert(words, 1);
        CommandFields.INVAL_PSCID.insert(words, pscid);
        return of(words);
    }

    /** IOTINVAL.VMA for the leaf entry of one page of a PSCID. */
    public static Command invalidateProcessPage(int pscid, long address) {
        long[] words = {invalidateProcess(pscid).low, 0};
        CommandFields.INVAL_AV.insert(words, 1);
        CommandFields.INVAL_ADDR.insert(words, address >>> 12);
        return of(words);
    }

    /** IOTINVAL.GVMA for everything of every guest. */
    public static Command invalidateAllGuests() {
        return of(words(CommandOpcode.IOTINVAL_GVMA));
    }

    /** IOTINVAL.VMA for every host address space. */
    public static Command invalidateAllProcesses() {
        return of(words(CommandOpcode.IOTINVAL_VMA));
    }

    /** IODIR.INVAL_DDT for one device. */
    public static Command invalidateDevice(int deviceId) {
        long[] words = words(CommandOpcode.IODIR_INVAL_DDT);
        CommandFields.DIR_DV.insert(words, 1);
        CommandFields.DIR_DID.insert(words, deviceId);
        return of(words);
    }

    /** IODIR.INVAL_DDT for every device. */
    public static Command invalidateAllDevices() {
        return of(words(CommandOpcode.IODIR_INVAL_DDT));
    }

    /** IODIR.INVAL_PDT for one process of a device. */
    public static Command invalidateDeviceProcess(int deviceId, int processId) {
        long[] words = words(CommandOpcode.IODIR_INVAL_PDT);
        CommandFields.DIR_DV.insert(words, 1);
        CommandFields.DIR_DID.insert(words, deviceId);
        CommandFields.DIR_PID.insert(words, processId);
        return of(words);
    }

    /** IOFENCE.C that drains reads and writes, then stores a number. */
    public static Command fence(long address, int number, boolean wire) {
        long[] words = words(CommandOpcode.IOFENCE_C);
        CommandFields.FENCE_AV.insert(words, 1);
        CommandFields.FENCE_WSI.insert(words, wire ? 1 : 0);
        CommandFields.FENCE_PR.insert(words, 1);
        CommandFields.FENCE_PW.insert(words, 1);
        CommandFields.FENCE_ADDR.insert(words, address >>> 2);
        words[0] |= (long) number << DATA_SHIFT;
        return of(words);
    }

    private static long[] words(CommandOpcode opcode) {
        return new long[] {opcode.encode(), 0};
    }

    private static Command of(long[] words) {
        return new Command(words[0], words[1]);
    }
}
