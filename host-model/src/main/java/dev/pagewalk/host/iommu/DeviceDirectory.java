package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.DeviceContextFormat;
import dev.pagewalk.architecture.DirectoryEntry;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.host.bus.DriverListener.TableKind;

import java.util.HashMap;
import java.util.Map;

/** The device directory with one to three levels; contexts of 32 or 64 bytes. [IOMMU §3.1] */
public final class DeviceDirectory {

    private static final int TABLE_BYTES = 4096;
    private static final DirectoryMode[] MODES = {
        DirectoryMode.ONE_LEVEL, DirectoryMode.TWO_LEVEL, DirectoryMode.THREE_LEVEL
    };

    private final Map<Long, Long> tables = new HashMap<>();
    private final TableMemory memory;
    private final UpdateProtocol protocol;
    private final DeviceContextFormat format;
    private final int levels;
    private final long root;

    DeviceDirectory(TableMemory memory, UpdateProtocol protocol, DeviceContextFormat format, int deviceIdBits) {
        this.memory = memory;
        this.protocol = protocol;
        this.format = format;
        this.levels = levelsFor(format, deviceIdBits);
        this.root = memory.allocate(TableKind.DEVICE_DIRECTORY, TABLE_BYTES, levels - 1, 0);
    }

    /** Mode for {@code ddtp}. */
    DirectoryMode mode() {
        return MODES[levels - 1];
    }

    /** Physical address of the root. */
    long root() {
        return root;
    }

    /** Width of the device ids that the directory covers. */
    int deviceIdBits() {
        return format.deviceIdBits(levels);
    }

    /** Doublewords of a context. */
    int contextWords() {
        return format.bytes() / Long.BYTES;
    }

    /**
     * Writes the context of a device that has none: the doubleword with V last.
     *
     * @param context doublewords; those beyond the format's size are left out
     */
    void publish(int deviceId, long[] context) {
        long address = contextAddress(deviceId, true);
        protocol.publishContext(
                () -> {
                    for (int word = 1; word < contextWords(); word++) {
                        memory.store(address + (long) word * Long.BYTES, Long.BYTES, context[word]);
                    }
                },
                () -> memory.store(address, Long.BYTES, context[0]));
    }

    /** Clears V of a device's context. */
    void clear(int deviceId) {
        memory.store(contextAddress(deviceId, false), Long.BYTES, 0);
    }

    /** Frees every table; {@code ddtp} must be off. */
    void free() {
        tables.values().forEach(table -> memory.free(TableKind.DEVICE_DIRECTORY, table, TABLE_BYTES));
        memory.free(TableKind.DEVICE_DIRECTORY, root, TABLE_BYTES);
    }

    /** Physical address of a device's context; tables on the way are made if asked. */
    long contextAddress(int deviceId, boolean create) {
        long table = root;
        for (int level = levels - 1; level > 0; level--) {
            long entry = table + (long) format.index(deviceId, level) * DirectoryEntry.BYTES;
            table = create ? tableBelow(entry, level - 1) : tables.get(entry);
        }
        return table + (long) format.index(deviceId, 0) * format.bytes();
    }

    private long tableBelow(long entry, int level) {
        Long known = tables.get(entry);
        if (known != null) {
            return known;
        }
        long table = memory.allocate(TableKind.DEVICE_DIRECTORY, TABLE_BYTES, level, entry);
        long pointer = DirectoryEntry.V.of(1) | DirectoryEntry.PPN.of(table >>> 12);
        protocol.link(() -> {}, () -> memory.store(entry, Long.BYTES, pointer));
        tables.put(entry, table);
        return table;
    }

    private static int levelsFor(DeviceContextFormat format, int deviceIdBits) {
        for (int levels = 1; levels <= MODES.length; levels++) {
            if (deviceIdBits <= format.deviceIdBits(levels)) {
                return levels;
            }
        }
        throw new IllegalArgumentException("device ids too wide: bits=" + deviceIdBits);
    }
}
