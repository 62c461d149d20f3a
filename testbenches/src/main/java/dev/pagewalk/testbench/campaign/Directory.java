package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.ProcessDirectoryMode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The device directory, and the process directories of devices. */
final class Directory {
    private static final int PROCESS_CONTEXT = 16;
    private static final long VALID = 1;

    private final Image image;
    private final Shape shape;
    private final int levels;
    private final long root;
    private final List<Change> changes = new ArrayList<>();

    Directory(Image image, Shape shape, int levels) {
        this.image = image;
        this.shape = shape;
        this.levels = levels;
        root = image.allocate(Image.PAGE, TablePage.directory(TablePage.Kind.DEVICES, levels - 1));
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

    /** Writes the context of a device; {@code versions} draws its doublewords as the extended format has them. */
    void device(int id, Supplier<long[]> versions) {
        long table = root;
        for (int level = levels - 1; level > 0; level--) {
            table = below(
                    table + (long) shape.format().index(id, level) * Long.BYTES,
                    shape.bigEndian(),
                    0,
                    TablePage.directory(TablePage.Kind.DEVICES, level - 1));
        }
        long context =
                table + (long) shape.format().index(id, 0) * shape.format().bytes();
        int words = shape.format().bytes() / Long.BYTES;
        context(new Context(context, shape.bigEndian(), () -> Arrays.copyOf(versions.get(), words), removal(id)));
    }

    private static long removal(int id) {
        return CommandOpcode.IODIR_INVAL_DDT.encode()
                | CommandFields.DIR_DV.bits().of(1)
                | CommandFields.DIR_DID.bits().of(id);
    }

    /** Writes the context of a process; {@code root} is the fsc of its device, whose root is made before. */
    void process(int device, long root, Guest guest, int id, Supplier<long[]> versions) {
        long table = ((root & ((1L << 44) - 1)) << 12) - guest.offset();
        int top = ProcessDirectoryMode.ofEncoding(root >>> 60).orElseThrow().levels() - 1;
        for (int level = top; level > 0; level--) {
            long place = table + (long) ProcessDirectoryMode.index(id, level) * Long.BYTES;
            table = below(
                    place, guest.bigEndian(), guest.offset(), TablePage.directory(TablePage.Kind.PROCESSES, level - 1));
        }
        long context = table + (long) ProcessDirectoryMode.index(id, 0) * PROCESS_CONTEXT;
        long removal = CommandOpcode.IODIR_INVAL_PDT.encode()
                | CommandFields.DIR_DV.bits().of(1)
                | CommandFields.DIR_DID.bits().of(device)
                | CommandFields.DIR_PID.bits().of(id);
        context(new Context(context, guest.bigEndian(), versions, removal));
    }

    /** An empty process directory of a mode, as the fsc of a device. */
    long processes(ProcessDirectoryMode mode, Guest guest) {
        TablePage use = TablePage.directory(TablePage.Kind.PROCESSES, mode.levels() - 1);
        return (long) mode.encoding() << 60 | (image.allocate(Image.PAGE, use) + guest.offset()) >>> 12;
    }

    private long below(long place, boolean bigEndian, long offset, TablePage use) {
        long entry = image.read(place, Long.BYTES, bigEndian);
        if (entry == 0) {
            entry = (image.allocate(Image.PAGE, use) + offset) >>> 12 << 10 | VALID;
            image.write(place, Long.BYTES, entry, bigEndian);
        }
        return (entry >>> 10 << 12) - offset;
    }

    /** Writes a context as a run begins: it is valid. */
    private void context(Context context) {
        long[] words = context.versions().get();
        words[0] |= VALID;
        for (int i = 0; i < words.length; i++) {
            image.write(context.address() + (long) i * Long.BYTES, Long.BYTES, words[i], context.bigEndian());
        }
        changes.add(context);
    }

    /** The contexts, which the host may rewrite. */
    List<Change> changes() {
        return changes;
    }
}
