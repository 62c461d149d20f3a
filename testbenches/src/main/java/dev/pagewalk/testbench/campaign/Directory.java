package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.ProcessDirectoryMode;

import java.util.ArrayList;
import java.util.List;

/** The device directory, and the process directories of devices. */
final class Directory {
    private static final int PROCESS_CONTEXT = 16;
    private static final long VALID = 1;

    private final Image image;
    private final Shape shape;
    private final int levels;
    private final long root;
    private final List<Slot> slots = new ArrayList<>();

    Directory(Image image, Shape shape, int levels) {
        this.image = image;
        this.shape = shape;
        this.levels = levels;
        root = image.allocate(Image.PAGE);
    }

    /** Value of ddtp. */
    long register() {
        for (DirectoryMode mode : DirectoryMode.values()) {
            if (mode.levels() == levels) {
                return root >>> 12 << 10 | mode.encoding();
            }
        }
        throw new IllegalStateException("no such directory: levels=" + levels);
    }

    /** Bits of a device id that the directory takes. */
    int deviceBits() {
        return shape.format().deviceIdBits(levels);
    }

    /** Writes the context of a device: its first doublewords. */
    void device(int id, long... words) {
        long table = root;
        for (int level = levels - 1; level > 0; level--) {
            table = below(table + (long) shape.format().index(id, level) * Long.BYTES, shape.bigEndian(), 0);
        }
        long context =
                table + (long) shape.format().index(id, 0) * shape.format().bytes();
        for (int i = 0; i < words.length && i * Long.BYTES < shape.format().bytes(); i++) {
            image.write(context + (long) i * Long.BYTES, Long.BYTES, words[i], shape.bigEndian());
        }
        long removal = CommandOpcode.IODIR_INVAL_DDT.encode()
                | CommandFields.DIR_DV.bits().of(1)
                | CommandFields.DIR_DID.bits().of(id);
        slots.add(toggled(context, shape.bigEndian(), words[0], removal));
    }

    /** Writes the context of a process; {@code root} is the fsc of its device, whose root is made before. */
    void process(int device, long root, Guest guest, int id, long ta, long firstStage) {
        long table = ((root & ((1L << 44) - 1)) << 12) - guest.offset();
        int top = ProcessDirectoryMode.ofEncoding(root >>> 60).orElseThrow().levels() - 1;
        for (int level = top; level > 0; level--) {
            long place = table + (long) ProcessDirectoryMode.index(id, level) * Long.BYTES;
            table = below(place, guest.bigEndian(), guest.offset());
        }
        long context = table + (long) ProcessDirectoryMode.index(id, 0) * PROCESS_CONTEXT;
        image.write(context, Long.BYTES, ta, guest.bigEndian());
        image.write(context + Long.BYTES, Long.BYTES, firstStage, guest.bigEndian());
        long removal = CommandOpcode.IODIR_INVAL_PDT.encode()
                | CommandFields.DIR_DV.bits().of(1)
                | CommandFields.DIR_DID.bits().of(device)
                | CommandFields.DIR_PID.bits().of(id);
        slots.add(toggled(context, guest.bigEndian(), ta, removal));
    }

    /** An empty process directory of a mode, as the fsc of a device. */
    long processes(ProcessDirectoryMode mode, Guest guest) {
        return (long) mode.encoding() << 60 | (image.allocate(Image.PAGE) + guest.offset()) >>> 12;
    }

    private long below(long place, boolean bigEndian, long offset) {
        long entry = image.read(place, Long.BYTES, bigEndian);
        if (entry == 0) {
            entry = (image.allocate(Image.PAGE) + offset) >>> 12 << 10 | VALID;
            image.write(place, Long.BYTES, entry, bigEndian);
        }
        return (entry >>> 10 << 12) - offset;
    }

    /** A context that comes and goes, mostly there. */
    private static Slot toggled(long address, boolean bigEndian, long good, long removal) {
        int[] turn = {0};
        return new Slot(address, Long.BYTES, bigEndian, () -> turn[0]++ % 4 == 0 ? good & ~VALID : good, removal, -1);
    }

    /** The doublewords that say whether a context is there. */
    List<Slot> slots() {
        return slots;
    }
}
